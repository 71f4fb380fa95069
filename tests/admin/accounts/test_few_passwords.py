"""Passwords are worked out a few at a time, and a browser that signed in before is not locked out by strangers."""

import fcntl
import os
from contextlib import ExitStack, contextmanager

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.hashers import PBKDF2PasswordHasher, make_password
from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from clauses.admin.accounts.hashing import TooBusyError, place

from ...support.pages.accounts import CAFE, PASSWORD, TWO_STEP, fail, sign_in, turn_on
from ...support.pages.policy import holds_the_policy

pytestmark = pytest.mark.pages
COOKIE = "known-place"


@contextmanager
def taken(number):
    """So many passwords of strangers are being worked out."""
    with ExitStack() as places:
        for _ in range(number):
            request = RequestFactory().post("/")
            request.user = AnonymousUser()
            places.enter_context(place(request))
        yield


@contextmanager
def taken_elsewhere(folder, *names):
    """Another process of the machine has these places; a lock is of the opened file, so this one is another to it."""
    handles = [os.open(folder / f"password-{name}.lock", os.O_RDWR | os.O_CREAT, 0o600) for name in names]
    for handle in handles:
        fcntl.flock(handle, fcntl.LOCK_EX)
    yield
    for handle in handles:
        os.close(handle)


@pytest.fixture
def hashes(monkeypatch):
    """The rounds of each hash that is worked out."""
    found = []
    encode = PBKDF2PasswordHasher.encode

    def count(hasher, password, salt, iterations=None):
        found.append(iterations or hasher.iterations)
        return encode(hasher, password, salt, iterations)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", count)
    return found


@pytest.mark.parametrize("name", ["ada", "nobody"])
@pytest.mark.parametrize("password", [PASSWORD, "wrong"])
def test_beyond_the_few_a_sign_in_is_told_to_come_again_and_costs_no_hash(client, ada, hashes, name, password):
    with taken(2):
        response = sign_in(client, name=name, password=password)
    assert (response.status_code, response.headers["Retry-After"], hashes) == (429, "2", [])
    assert "no-store" in response.headers["Cache-Control"]
    assert "wait a few seconds" in response.text
    holds_the_policy(response)
    assert not AccessAttempt.objects.exists()
    assert "_auth_user_id" not in client.session


def test_readers_are_answered_while_every_place_is_taken(client, db):
    with taken(2):
        assert client.get("/").status_code == 200
        assert client.get("/admin/login/").status_code == 200


def test_the_processes_of_a_machine_share_the_places(client, ada, settings):
    with taken_elsewhere(settings.PASSWORDS_FOLDER, "0"):
        assert sign_in(Client()).status_code == 302
        with taken(1):
            assert sign_in(Client()).status_code == 429
    assert sign_in(Client()).status_code == 302


def test_a_place_is_free_again_whatever_ends_the_work(client, ada, monkeypatch):
    for _ in range(5):
        with pytest.raises(ZeroDivisionError), taken(2):
            raise ZeroDivisionError
    with taken(2), pytest.raises(TooBusyError), taken(1):
        pass
    assert sign_in(client).status_code == 302


def test_a_folder_that_cannot_be_written_closes_no_door(client, ada, settings, tmp_path):
    settings.PASSWORDS_FOLDER = tmp_path / "nowhere"
    assert sign_in(client).status_code == 302
    with taken(2):
        assert sign_in(Client()).status_code == 429


def test_who_works_here_has_a_place_that_strangers_do_not_take(client, ada):
    sign_in(client)
    client.post("/admin/logout/")
    with taken(2):
        assert sign_in(client, name="nobody").status_code == 429
        assert sign_in(client).status_code == 302


@pytest.mark.parametrize("page", ["password_change", "two_step"])
def test_the_other_pages_that_ask_for_a_password_pass_the_same_door(client, ada, settings, page):
    client.force_login(ada)
    new = "quite-another-long-password"
    data = {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    address = "/admin/password_change/"
    if page == "two_step":
        turn_on(client, ada)
        address, data = TWO_STEP, {"step": "off", "password": PASSWORD, "code": "123456"}
    with taken(2), taken_elsewhere(settings.PASSWORDS_FOLDER, "known"):
        assert client.post(address, data).status_code == 429
    ada.refresh_from_db()
    assert ada.check_password(PASSWORD)


def test_commands_on_the_server_wait_for_nobody(ada):
    with taken(2):
        assert authenticate(username="ada", password=PASSWORD) == ada
        assert make_password("x")


def test_a_name_that_does_not_exist_costs_what_one_does_that_exists(ada, hashes):
    users = get_user_model().objects
    users.create_user("inactive", password=PASSWORD, is_active=False)
    users.create_user("reader", password=PASSWORD)
    users.create_user("without", password=None)
    costs = {}
    for name in ("ada", "inactive", "reader", "without", "nobody"):
        hashes.clear()
        sign_in(Client(), name=name, password="wrong")
        costs[name] = list(hashes)
    assert costs == {name: [PBKDF2PasswordHasher.iterations] for name in costs}


# --- Known places ----------------------------------------------------------------------------------------------------


@pytest.fixture
def known(ada):
    """The browser in which Ada signed in and out again."""
    browser = Client()
    sign_in(browser)
    browser.post("/admin/logout/")
    return browser


def test_five_wrong_tries_of_a_stranger_do_not_lock_the_owner_out_at_a_known_place(known):
    assert fail(Client(), 6) == [200, 200, 200, 200, 429, 429]
    assert sign_in(Client()).status_code == 429
    assert sign_in(known).status_code == 302


def test_nor_do_strangers_who_close_the_whole_address(known):
    for number in range(7):
        fail(Client(), 3, name=f"guess{number}")
    assert sign_in(Client()).status_code == 429
    assert sign_in(known).status_code == 302


def test_who_sits_at_a_known_place_has_five_tries_wherever_it_is_carried(known):
    assert fail(known, 2) + fail(known, 3, address=CAFE) == [200, 200, 200, 200, 429]
    assert sign_in(known).status_code == 429
    assert sign_in(Client()).status_code == 302


def test_the_owner_gives_a_stranger_no_further_guesses_by_signing_in(known):
    fail(Client(), 4)
    sign_in(known)
    assert fail(Client(), 1) == [429]


def test_a_known_place_is_known_to_its_account_alone(known):
    get_user_model().objects.create_user("eve", password=PASSWORD, is_staff=True)
    assert fail(Client(), 5, name="eve")[-1] == 429
    assert sign_in(known, name="eve").status_code == 429


def test_a_browser_of_several_people_is_known_to_each(known):
    get_user_model().objects.create_user("eve", password=PASSWORD, is_staff=True)
    sign_in(known, name="eve")
    known.post("/admin/logout/")
    for name in ("ada", "eve"):
        fail(Client(), 5, name=name)
        assert sign_in(known, name=name).status_code == 302
        known.post("/admin/logout/")


def test_the_mark_names_no_account_and_is_of_no_use_when_altered(known):
    first = known.cookies[COOKIE].value
    assert "ada" not in first
    sign_in(known)
    assert known.cookies[COOKIE].value != first
    fail(Client(), 5)
    for value in ("", "x", first[:-1] + ("A" if first[-1] != "A" else "B"), "a:b:c|" * 2000, "ada"):
        stranger = Client()
        stranger.cookies[COOKIE] = value
        assert sign_in(stranger).status_code == 429


def test_the_mark_is_for_the_server_alone(ada):
    cookie = sign_in(Client()).cookies[COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")


def test_only_a_sign_in_marks_a_browser(client, ada):
    fail(client, 2)
    client.get("/")
    assert COOKIE not in client.cookies


def test_a_wrong_code_at_a_known_place_is_counted_there(known):
    ada = get_user_model().objects.get()
    session = Client()
    session.force_login(ada)
    turn_on(session, ada)
    sign_in(known)
    known.post("/admin/login/code/", {"code": "nonsense"})
    [kept] = AccessAttempt.objects.all()
    assert kept.user_agent != ""
    assert kept.user_agent in known.cookies[COOKIE].value


def test_failures_from_nowhere_that_came_at_once_are_counted_as_one(client, ada):
    """PostgreSQL takes no two rows without an address for the same, and two that failed at once left two."""
    sign_in(client, password="wrong", address="127.0.0.1")
    [row] = AccessAttempt.objects.all()
    row.pk, row.failures_since_start = None, 2
    row.save(force_insert=True)
    assert fail(client, 2, address="127.0.0.1") == [200, 429]
    assert AccessAttempt.objects.get().failures_since_start == 5
