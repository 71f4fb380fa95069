"""The door: a few wrong passwords close it for a while, before the password costs the server its time."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.auth.models import Permission
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.db.models import F
from django.test import Client
from django.urls import reverse

from ...support.pages.accounts import CAFE, OFFICE, PASSWORD, fail, sign_in
from ...support.pages.policy import holds_the_policy

pytestmark = pytest.mark.pages


def time_passes(**time):
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(**time))


def test_an_account_is_locked_after_five_wrong_passwords_and_the_right_one_does_not_help(client, ada):
    assert fail(client, 5) == [200, 200, 200, 200, 429]
    assert sign_in(client).status_code == 429
    assert "_auth_user_id" not in client.session


def test_a_closed_door_says_for_how_long_in_the_look_of_the_admin(client, ada):
    fail(client, 5)
    time_passes(minutes=4)
    response = sign_in(client)
    assert "Too many wrong passwords. Try again in 11 minutes." in response.text
    assert response.headers["Retry-After"] == "660"
    assert "no-store" in response.headers["Cache-Control"]
    assert "treatytracker/admin.css" in response.text
    assert "ada" not in response.text
    holds_the_policy(response)


def test_the_door_opens_again_after_a_quarter_of_an_hour_however_often_one_knocked(client, ada):
    fail(client, 5)
    time_passes(minutes=14)
    assert fail(client, 3) == [429, 429, 429]
    time_passes(minutes=2)
    assert sign_in(client).status_code == 302


def test_a_password_is_not_computed_behind_a_closed_door(client, ada, monkeypatch):
    computed = []
    encode = PBKDF2PasswordHasher.encode
    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", lambda *args: computed.append(1) or encode(*args))
    fail(client, 5)
    assert len(computed) == 5
    fail(client, 5)
    sign_in(client)
    assert len(computed) == 5


def test_an_account_that_does_not_exist_is_locked_alike(client, ada):
    assert fail(client, 6, name="nobody") == [200, 200, 200, 200, 429, 429]


def test_who_guesses_elsewhere_does_not_lock_the_owner_out(client, ada):
    fail(client, 6, address=CAFE)
    assert sign_in(client).status_code == 302


def test_another_browser_does_not_give_five_more_guesses(client, ada):
    fail(client, 4)
    assert sign_in(Client(), password="wrong", headers={"user-agent": "another"}).status_code == 429


def test_twenty_wrong_passwords_from_one_address_close_it_for_every_account(client, ada):
    answers = [status for number in range(7) for status in fail(client, 3, name=f"guess{number}")]
    assert answers == [200] * 19 + [429] * 2
    assert sign_in(client).status_code == 429
    assert sign_in(client, address=CAFE).status_code == 302


def test_behind_a_proxy_that_was_not_named_nobody_locks_out_everybody(client, ada):
    for number in range(7):
        fail(client, 3, name=f"guess{number}", address="127.0.0.1")
    assert sign_in(client, address="127.0.0.1").status_code == 302


def test_the_right_password_forgets_the_wrong_ones(client, ada):
    fail(client, 4)
    sign_in(client)
    assert fail(Client(), 4) == [200] * 4


def test_an_account_of_ones_own_does_not_reset_the_guesses_at_others(client, ada):
    get_user_model().objects.create_user("eve", password=PASSWORD, is_staff=True)
    for number in range(4):
        fail(Client(), 4, name=f"guess{number}")
    sign_in(Client(), name="eve")
    assert fail(client, 4, name="guess9") == [200, 200, 200, 429]


def test_nothing_is_kept_of_a_failure_but_the_name_the_address_and_the_number(client, ada):
    sign_in(client, password="almost-my-password", headers={"user-agent": "Browser of Ada", "accept": "text/x"})
    [kept] = AccessAttempt.objects.values()
    assert (kept["username"], kept["ip_address"], kept["failures_since_start"]) == ("ada", OFFICE, 1)
    assert [kept[name] for name in ("user_agent", "http_accept", "get_data", "post_data")] == [""] * 4


def test_failures_are_forgotten_at_the_next_sign_in_after_their_time(client, ada):
    fail(client, 3, name="somebody")
    time_passes(minutes=16)
    sign_in(client)
    assert not AccessAttempt.objects.exists()


def test_a_command_on_the_server_is_never_locked_out(client, ada):
    fail(client, 6)
    assert authenticate(username="ada", password=PASSWORD) == ada
    assert authenticate(username="ada", password="wrong") is None


@pytest.mark.parametrize("superuser", [True, False])
def test_whoever_keeps_the_accounts_lets_one_in_again(client, ada, superuser):
    manager = get_user_model().objects.create_user("manager", is_staff=True, is_superuser=superuser)
    manager.user_permissions.add(Permission.objects.get(codename="change_user"))
    fail(client, 5)
    address = reverse("admin:axes_accessattempt_changelist")
    client.force_login(manager)
    listed = client.get(address)
    holds_the_policy(listed)
    assert "ada" in listed.text
    rows = {"action": "delete_selected", "_selected_action": AccessAttempt.objects.get().pk, "post": "yes"}
    assert client.post(address, rows).status_code == 302
    assert sign_in(Client()).status_code == 302


def test_editors_see_no_list_of_wrong_passwords(client, db):
    client.force_login(get_user_model().objects.create_user("editor", is_staff=True))
    assert client.get(reverse("admin:axes_accessattempt_changelist")).status_code == 403


def test_a_session_ends_twelve_hours_after_the_last_page(client, ada):
    response = sign_in(client)
    assert response.cookies["sessionid"]["max-age"] == 12 * 3600
    Session.objects.update(expire_date=F("expire_date") - timedelta(hours=12))
    assert client.get("/admin/").status_code == 302


def test_sessions_that_ended_are_cleared_away_at_the_next_start(client, ada, shipped):
    sign_in(client)
    Session.objects.update(expire_date=F("expire_date") - timedelta(hours=13))
    call_command("start", "--no-serve", verbosity=0)
    assert not Session.objects.exists()


def test_work_lets_the_time_of_a_session_begin_anew_but_not_with_every_page(client, ada):
    sign_in(client)
    assert "sessionid" not in client.get("/admin/").cookies
    session = client.session
    session["renewed"] -= 301
    session.save()
    assert client.get("/admin/").cookies["sessionid"]["max-age"] == 12 * 3600
    assert "sessionid" not in client.get("/admin/").cookies


def test_a_reader_has_no_session(client, db):
    client.get("/")
    assert client.cookies == {}
    assert not Session.objects.exists()


def test_a_new_password_ends_every_other_session(client, ada):
    elsewhere = Client()
    sign_in(client)
    sign_in(elsewhere)
    new = "quite-another-long-password"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    assert client.post("/admin/password_change/", data).status_code == 302
    assert client.get("/admin/").status_code == 200
    assert elsewhere.get("/admin/").status_code == 302


WEAK = {
    "eleven characters": ("tea-at-nine", "at least 12 characters"),
    "a common one": ("password1234", "too common"),
    "numbers alone": ("804159273364", "entirely numeric"),
    "the name": ("ada.lovelace", "too similar to the username"),
}


@pytest.mark.parametrize(("password", "reason"), WEAK.values(), ids=WEAK)
def test_a_weak_password_is_refused_with_the_reason(db, password, reason):
    with pytest.raises(ValidationError, match=reason):
        validate_password(password, get_user_model()(username="ada.lovelace"))
