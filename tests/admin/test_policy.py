"""The content security policy of the editors' pages: strict on every answer, and nothing there that it would block."""

import re

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from clauses.dataset import BY_MODEL, CELLS, TABLES
from clauses.models import Action, Actor, Citation, Commitment, Merge, Proposal, SourceText

from ..support.pages.policy import HEADERS, holds_the_policy
from ..support.site.budget import WHOLE

pytestmark = pytest.mark.pages


def addresses(models):
    for model in models:
        start = f"/admin/clauses/{model._meta.model_name}/"
        row = model.objects.first()
        pages = ["", "add/"] + ([f"{row.pk}/change/", f"{row.pk}/history/", f"{row.pk}/delete/"] if row else [])
        pages += ["import/", "export/"] if model in BY_MODEL else []
        yield from (f"{start}{page}" for page in pages)


@WHOLE
def test_every_page_of_every_table_holds_the_policy(admin_client, shipped, whole):
    """Of those with the most kinds of fields; of all with `make test-heavy`, and where roles are drawn."""
    every = [*(table.model for table in TABLES), *CELLS, SourceText]
    for address in addresses(every if whole else [Action, Citation, Commitment, SourceText]):
        response = admin_client.get(address)
        assert response.status_code == 200, address
        holds_the_policy(response)


@pytest.mark.parametrize(
    "address",
    [
        "/admin/",
        "/admin/clauses/",
        "/admin/log/",
        "/admin/log/?since=yesterday",
        "/admin/clauses/commitment/?work=stale",
        "/admin/password_change/",
        "/admin/password_change/done/",
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        "/admin/auth/group/add/",
        "/admin/jsi18n/",
        "/admin/clauses/action/?q=%22&type__exact=meeting",
    ],
)
def test_the_pages_around_the_tables_hold_it_too(admin_client, address):
    holds_the_policy(admin_client.get(address))


def test_the_user_form_holds_it_and_shows_no_part_of_the_password(admin_client, admin_user):
    response = admin_client.get(f"/admin/auth/user/{admin_user.pk}/change/")
    holds_the_policy(response)
    salt, digest = admin_user.password.split("$")[2:]
    assert salt not in response.content.decode()
    assert digest not in response.content.decode()


@pytest.mark.django_db
def test_the_login_page_holds_it(client):
    holds_the_policy(client.get("/admin/login/"))
    holds_the_policy(client.post("/admin/login/", {"username": "x", "password": "y"}))


@pytest.mark.parametrize(
    "content",
    [
        b"slug,name,other_names,kind,iso3,country,parent\r\nnew,<style>x</style>,,igo,,,\r\n",
        b"slug,name,other_names,kind,iso3,country,parent\r\nnew,<script>x</script>,,nothing,,,\r\n",
    ],
)
def test_a_preview_holds_it_whatever_the_file_says(admin_client, content):
    file = SimpleUploadedFile("actors.csv", content)
    holds_the_policy(admin_client.post("/admin/clauses/actor/import/", {"import_file": file}))


def test_the_confirmation_of_a_deletion_and_of_a_bulk_action_hold_it(admin_client, shipped):
    rows = [row.pk for row in Actor.objects.all()[:2]]
    data = {"action": "delete_selected", "_selected_action": rows}
    holds_the_policy(admin_client.post("/admin/clauses/actor/", data))


def test_no_page_of_the_admin_may_be_kept_by_a_cache(admin_client):
    for address in ("/admin/", "/admin/clauses/actor/", "/admin/read-date/?text=2021"):
        assert {"private", "no-store"} <= set(re.split(r",\s*", admin_client.get(address).headers["Cache-Control"]))


def test_a_page_on_which_a_password_is_typed_may_not_be_kept_by_a_cache(admin_client):
    for address in ("/admin/password_change/", "/admin/password_change/done/", "/admin/login/"):
        kept = admin_client.get(address).headers["Cache-Control"]
        assert {"private", "no-store"} <= set(re.split(r",\s*", kept)), address


ANSWERS = {
    "a page": ("/", {}, 200),
    "nothing there": ("/nothing-there", {}, 404),
    "a broken address": ("/?q=%00", {}, 400),
    "a redirect of an address": ("/actions", {}, 301),
    "a redirect to the login": ("/admin/", {}, 302),
    "a file": ("/static/treatytracker/public.css", {}, 200),
    "a part of a file that it has not": (
        "/static/treatytracker/public.css",
        {"headers": {"range": "bytes=99999999-"}},
        416,
    ),
}


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "options", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_kind_of_answer_has_every_header(client, address, options, status):
    response = client.get(address, **options)
    response.close()
    assert response.status_code == status
    assert [name for name in HEADERS if name not in response.headers] == []


@pytest.mark.django_db
def test_the_answers_of_an_outer_layer_have_the_policy_too(client, settings):
    wrong_host = client.get("/", headers={"host": "elsewhere.example"})
    settings.SECURE_SSL_REDIRECT = True
    redirect = Client().get("/")
    assert (wrong_host.status_code, redirect.status_code) == (400, 301)
    ours = {"Content-Security-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy", "X-Frame-Options"}
    for response in (wrong_host, redirect):
        assert ours - set(response.headers) == set()


@pytest.mark.django_db
def test_a_form_that_was_not_filled_in_here_is_refused_on_a_page_that_holds_the_policy():
    response = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "y"})
    assert response.status_code == 403
    holds_the_policy(response)
    assert "send the form once more" in response.text


def test_every_admin_of_the_dataset_is_ours():
    assert {model for model in admin.site._registry if model._meta.app_label == "clauses"} == {
        *(table.model for table in TABLES),
        *CELLS,
        SourceText,
        Merge,
        Proposal,
    }


def test_both_ways_of_setting_the_policy_have_one_set_of_rules():
    assert settings.SECURE_CSP is settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]
