"""Accounts of editors: who has changed something stays known by name."""

import re
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse

from ...support.pages.forms import change_address, saved
from ...support.rows.factories import ActorFactory
from ...support.rows.people import person

pytestmark = pytest.mark.pages

DELETION = {
    "its own page": lambda user: (reverse("admin:auth_user_delete", args=[user.pk]), {"post": "yes"}),
    "the list": lambda user: (
        reverse("admin:auth_user_changelist"),
        {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"},
    ),
}


@pytest.mark.parametrize("way", DELETION.values(), ids=DELETION)
def test_an_account_that_changed_something_is_not_deleted_but_to_be_deactivated(admin_client, client, ada, db, way):
    actor = ActorFactory()
    client.force_login(ada)
    saved(client, actor, name="Changed by Ada")
    address, data = way(ada)
    assert "untick “Active”" in admin_client.post(address, data).text
    assert get_user_model().objects.filter(pk=ada.pk).exists()
    assert actor.history.first().history_user == ada


@pytest.mark.parametrize("way", DELETION.values(), ids=DELETION)
def test_an_account_that_changed_nothing_is_deleted(admin_client, ada, way):
    address, data = way(ada)
    assert admin_client.post(address, data).status_code == 302
    assert not get_user_model().objects.filter(pk=ada.pk).exists()


def test_an_account_that_only_kept_accounts_stays_too(admin_client, client, ada):
    client.force_login(ada)
    group = {"name": "Editors"}
    assert client.post(reverse("admin:auth_group_add"), group).status_code == 302
    assert "untick “Active”" in admin_client.get(reverse("admin:auth_user_delete", args=[ada.pk])).text
    assert admin_client.get(change_address(ada)).status_code == 200


@pytest.fixture
def manager(client, db):
    account = get_user_model().objects.create_user("manager", is_staff=True)
    account.user_permissions.set(Permission.objects.filter(content_type__app_label="auth", codename__endswith="_user"))
    client.force_login(account)
    return account


def test_a_manager_makes_nobody_a_superuser(client, manager):
    page = client.get(change_address(manager))
    assert 'name="is_active"' in page.text
    assert 'name="is_superuser"' not in page.text
    assert 'name="user_permissions"' not in page.text
    sent = {"username": "manager", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    sent |= {"date_joined_0": "2026-01-01", "date_joined_1": "12:00", "user_permissions": ["1", "2"]}
    assert client.post(change_address(manager), sent).status_code == 302
    manager.refresh_from_db()
    assert not manager.is_superuser
    assert manager.user_permissions.count() == 4


@pytest.mark.parametrize("page", ["change", "password", "delete"])
def test_a_manager_does_not_touch_the_account_of_a_superuser(client, manager, ada, page):
    sent = {"password1": "another-long-password", "password2": "another-long-password", "post": "yes"}
    assert client.post(f"/admin/auth/user/{ada.pk}/{page}/", sent | {"username": "eve"}).status_code == 403
    ada.refresh_from_db()
    assert ada.check_password("a-long-password-of-the-test")


def test_a_manager_deletes_no_superuser_from_the_list(client, manager, ada):
    rows = {"action": "delete_selected", "_selected_action": [ada.pk], "post": "yes"}
    client.post(reverse("admin:auth_user_changelist"), rows)
    assert get_user_model().objects.filter(pk=ada.pk).exists()


def test_every_page_about_accounts_calls_them_so(db, django_user_model):
    """Django speaks of users, and of authentication and authorization."""
    account = django_user_model.objects.create_user("eve")
    here, manager = f"/admin/auth/user/{account.pk}", person("manager")
    for address in (
        "/admin/auth/user/",
        "/admin/auth/user/add/",
        f"{here}/change/",
        f"{here}/history/",
    ):
        page = manager.get(address).text
        crumbs = re.sub(r"<[^>]*>|\s+", " ", re.search(r'<nav aria-label="Breadcrumbs">.*?</nav>', page, re.S)[0])
        words = unescape(crumbs).replace("›", " ").split()  # Django 6.1 draws the mark by its style sheet
        assert " ".join(words).startswith("Home Accounts and groups Accounts"), address
        assert not re.search(r"\b[Uu]sers?\b", re.sub(r"<[^>]*>", "", page)), address


def test_a_role_is_a_line_of_its_own_and_the_box_says_what_unticking_does(admin_client, admin_user):
    page = admin_client.get(f"/admin/auth/user/{admin_user.pk}/change/").text
    assert "Untick it instead of deleting the account" in page


@pytest.mark.parametrize("key", ["9" * 30, str(10**20), "-1", "x", "٣", "1.5", ""])
@pytest.mark.parametrize("name", ["groups", "user_permissions"])
def test_a_right_that_is_none_is_refused_at_its_field(admin_client, admin_user, name, key):
    sent = {"username": admin_user.username, "role": "as it is", "is_active": "on", "is_superuser": "on", name: [key]}
    response = admin_client.post(f"/admin/auth/user/{admin_user.pk}/change/", sent)
    assert response.status_code == 200
    assert name in response.context["adminform"].form.errors
    group = admin_client.post("/admin/auth/group/add/", {"name": "some", "permissions": [key]})
    assert "permissions" in group.context["adminform"].form.errors
