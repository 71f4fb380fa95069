"""An account has one role, in words, and its owner sets the password by a link that is good once."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.test import Client

from clauses.admin.accounts.roles import ROLES

from ...support.pages.accounts import LOGIN, PASSWORD, is_in, sign_in, turn_on
from ...support.pages.forms import change_address
from ...support.pages.policy import holds_the_policy
from ...support.rows.people import person

pytestmark = pytest.mark.pages
ADD, NEW = "/admin/auth/user/add/", "a-new-password-of-the-test"
GONE = "This invitation is not valid (any more)"


def link_in(response) -> str:
    """The link that a page shows, as a path."""
    return re.search(r"http://testserver(/admin/invitation/[^<\s]+)", response.content.decode())[1]


def made(client, account) -> str:
    return link_in(client.post(f"/admin/auth/user/{account.pk}/invitation/"))


def accept(link, password=NEW, again=None, client=None):
    """The answer to the form behind a link, opened by a browser of its own."""
    client = client or Client()
    opened = client.get(link)
    if opened.status_code != 302:
        return opened
    data = {"new_password1": password, "new_password2": again or password}
    return client.post(opened.headers["Location"], data)


def roles(account) -> set[str]:
    return {group.name for group in account.groups.all()}


def fresh(account):
    return get_user_model().objects.get(pk=account.pk)


@pytest.fixture
def manager(db):
    return person("manager", "max")


@pytest.fixture
def ada(db):
    """An editor with a password."""
    account = person("editor", "ada").user
    account.set_password(PASSWORD)
    account.save()
    return account


# --- One role


def test_an_account_is_made_with_a_name_and_a_role_and_its_owner_signs_in_by_the_link(manager):
    page = manager.get(ADD)
    for name, what in ROLES.items():
        assert f"{name.capitalize()}: {what}" in page.content.decode()
    assert "password1" not in page.content.decode()
    answer = manager.post(ADD, {"username": "bela", "role": "reviewer"})
    assert "no-store" in answer.headers["Cache-Control"]
    holds_the_policy(answer)
    bela = get_user_model().objects.get(username="bela")
    assert (roles(bela), bela.is_staff, bela.is_superuser) == ({"reviewer"}, True, False)
    assert not bela.has_usable_password()
    assert accept(link_in(answer)).headers["Location"] == LOGIN
    browser = Client()
    assert sign_in(browser, "bela", NEW).status_code == 302
    assert is_in(browser)


def test_a_new_account_needs_a_role(manager):
    assert "Choose what the account may do." in manager.post(ADD, {"username": "bela"}).content.decode()
    assert not get_user_model().objects.filter(username="bela").exists()


@pytest.mark.parametrize("role", ["superuser", "none", "x", "", "editor\0", "9" * 5000])
def test_no_role_is_made_up_for_a_new_account(manager, role):
    assert manager.post(ADD, {"username": "bela", "role": role}).status_code == 200
    assert not get_user_model().objects.filter(username="bela").exists()


def test_staff_status_follows_the_role(manager, ada):
    for role, enters in (("viewer", True), ("none", False), ("manager", True)):
        sent = {"username": "ada", "role": role, "is_active": "on"}
        assert manager.post(change_address(ada), sent).status_code == 302
        assert roles(fresh(ada)) == ({role} if role != "none" else set())
        assert fresh(ada).is_staff is enters


def test_what_is_more_than_a_role_stays_as_it_is_until_somebody_chooses(manager, ada):
    ada.groups.add(Group.objects.get(name="manager"), Group.objects.create(name="Press"))
    page = manager.get(change_address(ada))
    assert "As it is: editor and manager" in page.content.decode()
    sent = {"username": "ada", "role": "as it is", "is_active": "on"}
    for data in (sent, {"username": "ada", "is_active": "on"}):
        assert manager.post(change_address(ada), data).status_code == 302
        assert roles(fresh(ada)) == {"editor", "manager", "Press"}
        assert fresh(ada).is_staff
    manager.post(change_address(ada), sent | {"role": "viewer"})
    assert roles(fresh(ada)) == {"viewer", "Press"}


def test_groups_and_rights_are_for_superusers_alone_and_folded_away(manager, ada, admin_client):
    for client, shown in ((manager, False), (admin_client, True)):
        html = client.get(change_address(ada)).content.decode()
        for name in ("groups", "user_permissions", "is_superuser"):
            assert (f'name="{name}"' in html) is shown, name
        assert 'name="is_staff"' not in html
    assert re.search(r'<fieldset class="module aligned collapse[^>]*>\s*<details>\s*<summary>\s*<h2[^>]*>Rights', html)
    press = Group.objects.create(name="Press")
    sent = {"username": "ada", "role": "editor", "is_active": "on", "groups": [press.pk]}
    assert admin_client.post(change_address(ada), sent).status_code == 302
    assert roles(fresh(ada)) == {"editor", "Press"}
    assert admin_client.post(change_address(ada), sent | {"groups": []}).status_code == 302
    assert roles(fresh(ada)) == {"editor"}


def test_a_manager_sends_no_rights_that_the_form_does_not_have(manager, ada):
    right = Permission.objects.first()
    groups = [Group.objects.get(name="reviewer").pk]
    sent = {"username": "ada", "role": "editor", "is_active": "on", "is_staff": "on", "is_superuser": "on"}
    manager.post(change_address(ada), sent | {"groups": groups, "user_permissions": [right.pk]})
    assert (roles(fresh(ada)), fresh(ada).is_superuser) == ({"editor"}, False)
    assert not fresh(ada).user_permissions.exists()


def test_nobody_but_a_superuser_gives_a_role_to_their_own_account(manager, admin_client, admin_user):
    page = manager.get(change_address(manager.user))
    assert 'name="role"' not in page.content.decode()
    assert "Nobody but a superuser changes the role of their own account." in page.content.decode()
    sent = {"username": "max", "role": "reviewer", "is_active": "on"}
    assert manager.post(change_address(manager.user), sent).status_code == 302
    assert roles(fresh(manager.user)) == {"manager"}
    sent = {"username": "admin", "role": "reviewer", "is_active": "on", "is_superuser": "on"}
    assert admin_client.post(change_address(admin_user), sent).status_code == 302
    assert (roles(fresh(admin_user)), fresh(admin_user).is_staff) == ({"reviewer"}, True)


def test_the_list_says_the_roles_in_as_many_queries_for_many_as_for_few(manager, ada, django_assert_num_queries):
    html = manager.get("/admin/auth/user/").content.decode()
    assert 'class="field-role">editor</td>' in html
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as few:
        manager.get("/admin/auth/user/")
    for number in range(5):
        person("viewer", f"viewer-{number}")
    with django_assert_num_queries(len(few)):
        manager.get("/admin/auth/user/")


# --- The link


def test_a_link_is_good_once(manager, ada):
    link = made(manager, ada)
    assert accept(link).status_code == 302
    again = accept(link, "another-password-of-the-test")
    assert again.status_code == 404
    assert GONE in again.content.decode()
    assert fresh(ada).check_password(NEW)


def test_a_new_link_ends_the_one_before_and_the_password(manager, ada):
    first = made(manager, ada)
    assert not fresh(ada).has_usable_password()
    second = made(manager, ada)
    assert accept(first).status_code == 404
    assert accept(second).status_code == 302
    assert fresh(ada).check_password(NEW)


def test_a_link_ends_when_a_password_was_set_otherwise(manager, ada):
    link = made(manager, ada)
    account = fresh(ada)
    account.set_password("typed-by-somebody-else")
    account.save()
    assert accept(link).status_code == 404
    assert fresh(ada).check_password("typed-by-somebody-else")


def test_a_form_that_was_opened_before_the_link_ended_sets_nothing(manager, ada):
    link, browser = made(manager, ada), Client()
    form = browser.get(link).headers["Location"]
    assert browser.get(form).status_code == 200
    made(manager, ada)
    assert browser.post(form, {"new_password1": NEW, "new_password2": NEW}).status_code == 404
    assert not fresh(ada).has_usable_password()


def test_a_link_ends_after_some_days(manager, ada, monkeypatch, settings):
    link = made(manager, ada)
    now = PasswordResetTokenGenerator()._now()
    late = now + type(now - now)(seconds=settings.PASSWORD_RESET_TIMEOUT + 60)
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: late)
    assert accept(link).status_code == 404


def test_an_account_that_is_not_active_neither_gets_nor_uses_a_link(manager, ada):
    link = made(manager, ada)
    get_user_model().objects.filter(pk=ada.pk).update(is_active=False)
    assert accept(link).status_code == 404
    answer = manager.post(f"/admin/auth/user/{ada.pk}/invitation/", follow=True)
    assert "The account is not active" in answer.content.decode()
    assert "/admin/invitation/" not in answer.content.decode()


def test_a_link_is_none_for_what_a_superuser_made_of_the_account(manager, ada):
    link = made(manager, ada)
    get_user_model().objects.filter(pk=ada.pk).update(is_superuser=True)
    assert accept(link).status_code == 404


WRONG = ["MQ/x", "MQ/cx1-0123456789abcdef0123456789abcdef", "x/set-password", "OTk5OTk5/a-b", "AA/a-b", "w7x/ü-ü"]


@pytest.mark.parametrize("rest", [*WRONG, f"{'OTk5' * 400}/a-b", f"MQ/{'9' * 3000}-a"])
def test_a_link_that_is_none_says_the_same_whether_there_is_an_account_or_not(manager, ada, rest, settings):
    used = made(manager, ada)
    accept(used)
    pages = [
        re.sub(r"value=\"\w{64}\"", "", client.get(address).content.decode())
        for client, address in ((Client(), f"/admin/invitation/{rest}/"), (Client(), used))
    ]
    assert pages[0] == pages[1]
    assert Client().post(f"/admin/invitation/{rest}/", {"new_password1": NEW, "new_password2": NEW}).status_code == 404
    assert Client().put(used).status_code == 405


def test_a_weak_password_is_refused_and_the_link_stays_good(manager, ada):
    link, browser = made(manager, ada), Client()
    assert "too short" in accept(link, "short", client=browser).content.decode()
    answer = accept(link, NEW, "another-one-than-that", client=browser)
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    holds_the_policy(answer)
    assert accept(link).status_code == 302


def test_the_token_is_in_no_address_of_the_form(manager, ada):
    link = made(manager, ada)
    form = Client().get(link).headers["Location"]
    assert link.split("/")[-2] not in form


@pytest.mark.parametrize("role", ["viewer", "editor", "reviewer"])
def test_only_who_keeps_accounts_makes_a_link(role, ada):
    client, address = person(role), f"/admin/auth/user/{ada.pk}/invitation/"
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 403
    assert client.post(ADD, {"username": "bela", "role": "viewer"}).status_code == 403
    assert fresh(ada).check_password(PASSWORD)


def test_a_manager_makes_no_link_to_a_superuser_nor_to_their_own_account(manager, admin_user, admin_client):
    answer = manager.post(f"/admin/auth/user/{admin_user.pk}/invitation/")
    assert answer.status_code == 403
    assert fresh(admin_user).has_usable_password()
    own = manager.post(f"/admin/auth/user/{manager.user.pk}/invitation/", follow=True)
    assert "change your password at the top" in own.content.decode()
    assert "/admin/invitation/" not in own.content.decode()
    other = get_user_model().objects.create_superuser("root")
    assert accept(made(admin_client, other)).status_code == 302


def test_to_look_at_the_page_makes_nothing_and_says_what_would_end(manager, ada):
    page = manager.get(f"/admin/auth/user/{ada.pk}/invitation/").content.decode()
    assert "ends at once" in page
    assert fresh(ada).check_password(PASSWORD)
    assert f'href="/admin/auth/user/{ada.pk}/invitation/"' in manager.get(change_address(ada)).content.decode()


@pytest.mark.parametrize("key", ["0", "x", "9" * 30, "9" * 5000, "-1", "1%00"])
def test_what_is_no_account_gets_no_link(manager, key):
    assert manager.post(f"/admin/auth/user/{key}/invitation/").status_code in (400, 404)


def test_the_history_says_who_made_a_link_and_holds_nothing_of_it(manager, ada):
    link = made(manager, ada)
    entry = LogEntry.objects.filter(object_id=str(ada.pk)).first()
    assert (entry.user, entry.change_message) == (manager.user, "Invitation link made.")
    assert link not in manager.get(f"/admin/auth/user/{ada.pk}/history/").content.decode()


def test_who_accepts_a_link_passes_the_second_step_all_the_same(manager, ada):
    browser = Client()
    browser.force_login(ada)
    turn_on(browser, ada)
    assert accept(made(manager, ada)).status_code == 302
    assert not is_in(browser)
    again = Client()
    assert sign_in(again, "ada", NEW).headers["Location"] == "/admin/login/code/"
    assert not is_in(again)
