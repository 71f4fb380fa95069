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
from django.test import Client, RequestFactory
from django.urls import reverse

from treatytracker.visitors import address_of

from ...support.accounts import CAFE, OFFICE, PASSWORD, fail, sign_in
from ...support.policy import holds_the_policy

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


PLACES = {
    "the visitor itself": (0, OFFICE, "", OFFICE),
    "a header that nobody asked for": (0, OFFICE, "203.0.113.5", OFFICE),
    "one proxy": (1, "127.0.0.1", "203.0.113.5", "203.0.113.5"),
    "one proxy and a forged entry": (1, "127.0.0.1", "203.0.113.5, 192.0.2.7", "192.0.2.7"),
    "two proxies and a forged entry": (2, "10.0.0.1", "203.0.113.5, 192.0.2.7, 10.0.0.2", "192.0.2.7"),
    "round the proxies": (2, OFFICE, "203.0.113.5", OFFICE),
    "an entry with its port": (1, "127.0.0.1", "192.0.2.7:5678", "192.0.2.7"),
    "an entry that is no address": (1, "127.0.0.1", "unknown", None),
    "this machine": (0, "127.0.0.1", "", None),
    "a socket": (0, "", "", None),
    "a network of IPv6": (0, "2001:db8:1:2:aaaa:bbbb:cccc:dddd", "", "2001:db8:1:2::"),
    "IPv4 in IPv6": (0, "::ffff:192.0.2.7", "", "192.0.2.7"),
}
NETWORK = "2001:db8:1:2::"
WRITTEN = {
    "brackets and a port": ("[2001:db8:1:2::1]:4711", NETWORK),
    "brackets": ("[2001:db8:1:2::1]", NETWORK),
    "IPv6 alone": ("2001:DB8:1:2::1", NETWORK),
    "a zone": ("2001:db8:1:2::1%eth0", NETWORK),
    "a zone in brackets with a port": ("[2001:db8:1:2::1%25eth0]:4711", NETWORK),
    "spaces": (" \t[2001:db8:1:2::1] ", NETWORK),
    "quotes": ('"[2001:db8:1:2::1]:4711"', NETWORK),
    "IPv4 in IPv6 in brackets": ("[::ffff:192.0.2.7]:4711", "192.0.2.7"),
    "IPv4 in IPv6 in hexadecimal": ("::ffff:c000:207", "192.0.2.7"),
    "IPv4 in quotes with a port": ('"192.0.2.7:4711"', "192.0.2.7"),
    "IPv4 in brackets": ("[192.0.2.7]", "192.0.2.7"),
    "this machine in brackets": ("[::1]:4711", None),
    "this machine by IPv4 in IPv6": ("[::ffff:127.0.0.1]", None),
    "no place": ("[::]:80", None),
    "an open bracket": ("[2001:db8:1:2::1", None),
    "brackets in brackets": ("[[2001:db8:1:2::1]]", None),
    "a port that is none": ("[2001:db8:1:2::1]:http", None),
    "something after the brackets": ("[2001:db8:1:2::1]x", None),
    "a name": ("_hidden", None),
    "nothing": ("", None),
    "digits of another script": ("١٩٢.0.2.7", None),
    "very long": ("1" * 100_000, None),
    "very many brackets": ("[" * 50_000 + "]" * 50_000, None),
}


@pytest.mark.parametrize(("proxies", "remote", "forwarded", "found"), PLACES.values(), ids=PLACES)
def test_a_visitor_is_where_the_proxies_that_are_ours_say(settings, proxies, remote, forwarded, found):
    settings.TRUSTED_PROXIES = proxies
    headers = {"x-forwarded-for": forwarded} if forwarded else {}
    assert address_of(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers)) == found


@pytest.mark.parametrize(("written", "found"), WRITTEN.values(), ids=WRITTEN)
def test_r28_an_address_is_read_however_a_proxy_writes_it(settings, written, found):
    settings.TRUSTED_PROXIES = 1
    request = RequestFactory().get("/", REMOTE_ADDR="127.0.0.1", headers={"x-forwarded-for": f"203.0.113.5, {written}"})
    assert address_of(request) == found


def test_r28_twenty_wrong_passwords_close_an_address_of_ipv6_in_brackets(client, ada, settings):
    settings.TRUSTED_PROXIES = 1
    behind = {"address": "127.0.0.1", "headers": {"x-forwarded-for": "[2001:db8::1]:4711"}}
    answers = [status for number in range(7) for status in fail(client, 3, name=f"guess{number}", **behind)]
    assert answers[-2:] == [429, 429]
