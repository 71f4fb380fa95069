"""What was typed is not lost where a session has ended or a cookie has changed, and only its author sees it again."""

import pytest
from django.contrib.auth import get_user_model
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from clauses.admin.forms import typed
from clauses.models import Comment, Domain

from ..support.pages.accounts import LOGIN, PASSWORD, code_of, fail
from ..support.pages.policy import holds_the_policy
from ..support.pages.typed_text import ADD, NEW, NOTE, SHOWN, fields_of, session_ends, signs_in, with_note
from ..support.rows import factories
from ..support.rows.people import person

pytestmark = pytest.mark.pages


@pytest.fixture
def ada(db):
    """A browser in which Ada is signed in, and which keeps its cookies."""
    user = get_user_model().objects.create_superuser("ada", password=PASSWORD)
    browser = Client()
    browser.force_login(user)
    browser.user = user
    return browser


def test_a_long_note_is_still_there_after_the_session_has_ended_and_its_author_signed_in(ada):
    domain = factories.DomainFactory(state="draft", scope_note="Before")
    address = reverse("admin:clauses_domain_change", args=[domain.pk])
    sent = with_note(ada, address)
    session_ends(ada)
    page = ada.post(address, sent)
    assert 'id="login-form"' in page.text
    assert "no-store" in page.headers["Cache-Control"]
    holds_the_policy(page)
    back = signs_in(ada, page)
    assert SHOWN in back.text
    holds_the_policy(back)
    domain.refresh_from_db()
    assert domain.scope_note == "Before"
    again = fields_of(back)
    opened = ada.post(address, again | {typed.AGAIN: "yes"})
    assert "Nothing is saved yet" in opened.text
    assert fields_of(opened)["scope_note"].strip("\r\n").splitlines() == NOTE.splitlines()
    domain.refresh_from_db()
    assert domain.scope_note == "Before"
    assert ada.post(address, fields_of(opened) | {"_save": "Save"}).status_code == 302
    domain.refresh_from_db()
    assert domain.scope_note.splitlines() == NOTE.splitlines()


def test_a_wrong_password_does_not_lose_what_was_typed(ada):
    sent = with_note(ada)
    session_ends(ada)
    page = ada.post(ADD, sent)
    wrong = signs_in(ada, page, password="wrong")
    assert "correct username and password" in wrong.text
    assert SHOWN in signs_in(ada, wrong).text


def test_a_closed_door_does_not_lose_what_was_typed(ada):
    sent = with_note(ada)
    session_ends(ada)
    page = ada.post(ADD, sent)
    fail(ada, 5)
    closed = ada.post(LOGIN, fields_of(page) | {"username": "ada", "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")
    assert closed.status_code == 429
    assert SHOWN in signs_in(ada, ada.post(LOGIN, fields_of(closed))).text


def test_another_person_who_signs_in_does_not_get_what_was_typed(ada):
    get_user_model().objects.create_superuser("bob", password=PASSWORD)
    sent = with_note(ada)
    session_ends(ada)
    answer = signs_in(ada, ada.post(ADD, sent), "bob")
    assert "in two lines" not in answer.text
    assert "another account was left out" in answer.text


def test_what_waits_is_signed_and_ends_after_a_day(ada, monkeypatch):
    sent = with_note(ada)
    session_ends(ada)
    fields = fields_of(ada.post(ADD, sent))
    forged = ada.post(LOGIN, fields | {"username": "ada", "password": PASSWORD, "typed": fields["typed"] + "x"})
    assert forged.status_code == 302
    session_ends(ada)
    now = signing.time.time()
    monkeypatch.setattr(signing.time, "time", lambda: now + typed.PATIENCE + 5)
    assert ada.post(LOGIN, fields | {"username": "ada", "password": PASSWORD}).status_code == 302


def test_who_had_no_session_is_sent_to_sign_in_and_nothing_is_kept(client, db):
    answer = client.post(ADD, {"scope_note": NOTE})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"{LOGIN}?next={ADD}")


def test_passwords_are_never_carried(ada):
    address = "/admin/auth/user/add/"
    sent = fields_of(ada.get(address)) | {"username": "new", "password1": "secret-word-1", "password2": "secret-word-1"}
    session_ends(ada)
    kept = typed.read(fields_of(ada.post(address, sent))["typed"])
    assert "secret-word-1" not in str(kept.fields)
    assert kept.is_less
    assert ("username", "new") in kept.fields


@pytest.mark.parametrize("address", [LOGIN, "/admin/password_change/", "/admin/two-step/", "/admin/logout/"])
def test_nothing_is_carried_from_forms_of_passwords_and_codes(ada, address):
    session_ends(ada)
    stamp = typed.stamp(ada.user)
    assert "kept" not in ada.post(address, {"code": "123456", "typed_by": stamp}, follow=True).context


def test_a_comment_typed_at_a_record_comes_back_with_its_button(ada):
    domain = factories.DomainFactory(state="draft")
    address = f"{reverse('admin:clauses_domain_change', args=[domain.pk])}review/".replace("/change/review", "/review")
    sent = {"typed_by": typed.stamp(ada.user), "step": "remark", "text": NOTE}
    session_ends(ada)
    back = signs_in(ada, ada.post(address, sent))
    assert SHOWN in back.text
    assert not Comment.objects.exists()
    assert typed.AGAIN not in back.text
    assert ada.post(address, fields_of(back)).status_code == 302
    assert Comment.objects.get().text.splitlines() == NOTE.splitlines()


def test_permissions_are_asked_again_where_what_was_typed_is_sent(db):
    editor = person("editor", "eve")
    editor.user.set_password(PASSWORD)
    editor.user.save()
    editor.force_login(editor.user)
    session_ends(editor)
    page = editor.post(ADD, NEW | {"typed_by": typed.stamp(editor.user)})
    editor.user.groups.clear()
    back = signs_in(editor, page, "eve")
    assert SHOWN in back.text
    assert editor.post(ADD, fields_of(back)).status_code == 403


def test_the_code_of_the_second_step_comes_between(ada):
    sent = with_note(ada)
    TOTPDevice.objects.create(user=ada.user, confirmed=True)
    session_ends(ada)
    code_page = signs_in(ada, ada.post(ADD, sent))
    assert SHOWN not in code_page.text
    back = ada.post("/admin/login/code/", {"code": code_of(ada.user)})
    assert SHOWN in back.text


def test_who_is_asked_for_the_code_in_an_open_session_does_not_lose_what_was_typed(ada):
    sent = with_note(ada)
    TOTPDevice.objects.create(user=ada.user, confirmed=True)
    assert ada.post(ADD, sent, follow=True).redirect_chain == [("/admin/login/code/", 302)]
    assert SHOWN in ada.post("/admin/login/code/", {"code": code_of(ada.user)}).text


def test_the_confirmation_of_an_import_is_carried_and_imports_once_it_is_sent(ada):
    content = b"slug,label,definition,scope_note,parent,position\r\ntest-one,One,What.,,,1\r\n"
    file = SimpleUploadedFile("domains.csv", content)
    preview = ada.post("/admin/clauses/domain/import/", {"import_file": file})
    fields = preview.context["confirm_form"].initial | {"typed_by": typed.stamp(ada.user)}
    session_ends(ada)
    address = "/admin/clauses/domain/process_import/"
    back = signs_in(ada, ada.post(address, fields))
    assert not Domain.objects.filter(slug="test-one").exists()
    assert ada.post(address, fields_of(back)).status_code == 302
    assert Domain.objects.filter(slug="test-one").exists()


# --- Cookies that changed


def test_a_form_older_than_the_sign_in_in_another_tab_comes_back_with_what_was_typed(ada):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada.user)
    sent = with_note(browser)
    browser.cookies.pop("csrftoken")
    browser.get(ADD)
    answer = browser.post(ADD, sent)
    assert answer.status_code == 403
    assert SHOWN in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert not Domain.objects.filter(slug="typed").exists()
    opened = browser.post(ADD, fields_of(answer) | {typed.AGAIN: "yes"})
    assert "Nothing is saved yet" in opened.text


@pytest.mark.parametrize("stamp", ["", "forged", "of_another"])
def test_a_form_that_was_not_made_for_who_is_signed_in_is_refused_without_its_text(ada, stamp):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada.user)
    if stamp == "of_another":
        stamp = typed.stamp(get_user_model().objects.create_superuser("mallory"))
    answer = browser.post(ADD, {"scope_note": NOTE, "typed_by": stamp})
    assert answer.status_code == 403
    assert "in two lines" not in answer.text


def test_fields_are_told_in_words_and_rows_that_nobody_added_are_not():
    fields = [
        ("name_as_reported", "As it was"),
        ("participants-0-actor", "7"),
        ("participants-__prefix__-role", "participant"),
        ("participants-TOTAL_FORMS", "1"),
    ]
    found = typed.Typed("/admin/", fields, None, is_less=False)
    assert found.shown == [("name as reported", "As it was"), ("participants 1, actor", "7")]
