"""A primary and a real streaming replica, with two servers of the site before them: writes, lag and loss."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from time import monotonic
from urllib.parse import urlencode

import pytest

from ...conftest import DATABASES
from ...support.site.processes import address
from ...support.site.replication import primary_and_replica, serving

pytestmark = pytest.mark.postgresql
NAME, PASSWORD = "ada", "a-long-password-of-the-test"
ARCHIVE = "/data/treatytracker.zip"  # takes longest
# Each of another shape: pages of records and lists, drawings, a search, files that are sent in pieces, an archive.
ADDRESSES = (
    *("/", "/agreements/", "/actions/", "/actions/?known_on=2022-01-01", "/commitments/", "/coverage/", "/map.svg"),
    *("/search/?q=peace", "/search/?q=peece", "/years/", "/data/", "/data/actions.csv", "/data/citations.csv"),
    *(ARCHIVE, "/promises/", "/promises.csv", "/about/", "/nothing/at/all/"),
)
LIMIT_OF_PATIENCE = "3600"  # seconds: nothing lags
NEVER = 300  # seconds after which it will not come to hold on whatever machine; it takes some six


@pytest.fixture(scope="module")
def servers(request, django_db_setup, django_db_blocker):
    """Both, with the dataset of the five articles and an account."""
    made = request.config.stash[DATABASES]
    made.use("five_articles")
    with django_db_blocker.unblock():
        from django.contrib.auth.hashers import make_password

        password = make_password(PASSWORD)
        source = address()
    with primary_and_replica() as (primary, replica):
        primary.load(source)
        primary.ask(
            "INSERT INTO auth_user (username, password, is_superuser, is_staff, is_active, first_name, last_name,"
            f" email, date_joined) VALUES ('{NAME}', '{password}', true, true, true, '', '', '', now())"
        )
        yield primary, replica


@pytest.fixture(scope="module")
def patient(servers):
    """A server of the site to which the replica never lags."""
    with serving(*servers, DATABASE_REPLICA_MAX_LAG=LIMIT_OF_PATIENCE) as site:
        yield site


@pytest.fixture(scope="module")
def strict(servers):
    """Another one, for which the replica has to have all that there was when it was looked at."""
    with serving(*servers, DATABASE_REPLICA_MAX_LAG="0") as site:
        yield site


@pytest.fixture(autouse=True)
def all_is_well(patient, strict, servers):
    """Each test begins with a replica that both sites ask."""
    until(lambda: told(patient) == told(strict) == "ok")


def told(site) -> str:
    return json.loads(site.asks("/healthz")[2])["replicas"]


def until(holds) -> None:
    """Asks again and again, as nobody says when a replica has followed and a site has looked."""
    end = monotonic() + NEVER
    while not holds():
        assert monotonic() < end, "it never came to hold"


@contextmanager
def standing_still(replica):
    """The replica answers and follows no longer."""
    replica.ask("SELECT pg_wal_replay_pause()")
    try:
        until(lambda: replica.ask("SELECT pg_get_wal_replay_pause_state()") == "paused")
        yield
    finally:
        replica.ask("SELECT pg_wal_replay_resume()")


def rename(primary, name: str) -> str:
    """Writes to a public record, and as the site does to the version of the data; the address of its page."""
    slug = primary.ask("SELECT slug FROM clauses_actor WHERE state = 'published' ORDER BY slug LIMIT 1")
    version = "INSERT INTO clauses_dataversion (token) VALUES (md5(random()::text))"
    primary.ask(f"BEGIN; UPDATE clauses_actor SET name = '{name}' WHERE slug = '{slug}'; {version}; COMMIT")
    return f"/actors/{slug}/"


@contextmanager
def asked(*servers):
    """How many statements each of these is sent within."""
    found = [server.asked() for server in servers]
    yield found
    found[:] = [server.asked() - before for server, before in zip(servers, found, strict=True)]


class Browser:
    """Somebody with cookies, which all servers of the site are given."""

    def __init__(self):
        self.cookies = {}

    def asks(self, site, where, method="GET", **form):
        body = urlencode(form) if form else None
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        status, headers, content = site.asks(where, method, body, Cookie=cookies)
        for cookie in headers.get_all("Set-Cookie") or ():
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value.strip('"')
        return status, headers, content.decode()

    def signs_in(self, site, password=PASSWORD, name=NAME) -> int:
        _, _, page = self.asks(site, "/admin/login/?next=/admin/")
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        form = {"csrfmiddlewaretoken": token, "username": name, "password": password, "next": "/admin/"}
        return self.asks(site, "/admin/login/", "POST", **form)[0]


def test_pages_and_files_for_readers_ask_the_replica_alone(patient, servers):
    for where in ADDRESSES:
        with asked(*servers) as numbers:
            status, _, content = patient.asks(where)
        assert (status, bool(content)) == (404 if "nothing" in where else 200, True), where
        assert numbers[0] == 0, where
        assert numbers[1] > 0 or where in ("/about/", "/nothing/at/all/"), where


def test_who_is_signed_in_asks_the_primary_alone_on_whichever_server(patient, strict, servers):
    ada = Browser()
    assert ada.signs_in(patient) == 302
    for site in (patient, strict):
        for where in ("/actions/", "/admin/clauses/actor/"):
            with asked(*servers) as numbers:
                assert ada.asks(site, where)[0] == 200, where
            assert numbers[0] > 0 == numbers[1], where


def test_wrong_passwords_are_counted_over_all_servers(patient, strict):
    sites = [patient, strict] * 3
    guesser = Browser()
    assert [guesser.signs_in(site, "wrong", "mallory") for site in sites[:5]] == [200, 200, 200, 200, 429]
    assert guesser.signs_in(sites[5], "wrong", "mallory") == 429


def test_who_has_just_written_reads_it_and_others_what_the_replica_has(patient, servers):
    primary, replica = servers
    writer, reader = Browser(), Browser()
    with standing_still(replica):
        where = rename(primary, "Quagga union")
        writer.signs_in(patient, "wrong", "bob")  # something is written by whoever sends a form
        assert "sessionid" not in writer.cookies
        assert "Quagga union" in writer.asks(patient, where)[2]
        assert "Quagga union" not in reader.asks(patient, where)[2]
    until(lambda: "Quagga union" in reader.asks(patient, where)[2])
    with asked(*servers) as numbers:
        assert "Quagga union" in writer.asks(patient, where)[2]
    assert numbers[0] == 0 < numbers[1]


def test_a_page_of_a_replica_that_lags_is_kept_under_its_own_version(patient, servers):
    primary, replica = servers
    writer, reader = Browser(), Browser()
    with standing_still(replica):
        where = rename(primary, "Okapi union")
        writer.signs_in(patient, "wrong", "eve")
        new, old = writer.asks(patient, where), reader.asks(patient, where)
        assert new[1]["ETag"] != old[1]["ETag"]
        assert ("Okapi union" in new[2], "Okapi union" in old[2]) == (True, False)
        assert reader.asks(patient, where)[1]["ETag"] == old[1]["ETag"]
    until(lambda: reader.asks(patient, where)[1]["ETag"] == new[1]["ETag"])
    assert reader.asks(patient, where)[2] == new[2]


def test_a_replica_that_lags_is_left_out_until_it_has_followed(strict, patient, servers):
    primary, replica = servers
    with standing_still(replica):
        where = rename(primary, "Bongo union")
        until(lambda: told(strict) == "none")
        with asked(*servers) as numbers:
            assert "Bongo union" in strict.asks(where)[2].decode()
        assert numbers[0] > 0 == numbers[1]
        assert told(patient) == "ok"
    until(lambda: told(strict) == "ok")
    with asked(*servers) as numbers:
        assert "Bongo union" in strict.asks(where)[2].decode()
    assert numbers[0] == 0 < numbers[1]


def read(site, where) -> tuple[int, bytes]:
    status, _, content = site.asks(where)
    return status, content


def test_a_replica_that_is_killed_half_way_is_no_error_to_any_reader_and_is_asked_again(patient, strict, servers):
    _, replica = servers
    every = [(site, where) for where in ADDRESSES for site in (patient, strict)]
    right = {(site, where): read(site, where) for site, where in every}
    most = [(site, where) for site, where in every if ARCHIVE not in where]
    wanted = most * 5 + every + most * 5

    def reads(number):
        if number == len(wanted) // 2:
            replica.kill()
        return read(*wanted[number])

    try:
        with ThreadPoolExecutor(4) as pool:
            answers = list(pool.map(reads, range(len(wanted))))
        other = [
            (where, had[0]) for (site, where), had in zip(wanted, answers, strict=True) if had != right[site, where]
        ]
        assert other == []
        assert told(patient) == told(strict) == "none"
    finally:
        replica.start()
    until(lambda: told(patient) == told(strict) == "ok")
    with asked(*servers) as numbers:
        assert strict.asks("/actions/?q=okapi")[0] == 200
    assert numbers[0] == 0 < numbers[1]


def test_readers_are_answered_while_the_primary_is_gone(patient, servers):
    primary, _ = servers
    primary.kill()
    try:
        for where in ("/", "/search/?q=quagga", "/data/actions.csv"):
            assert patient.asks(where)[0] == 200, where
        assert json.loads(patient.asks("/healthz")[2])["database"] == "unreachable"
    finally:
        primary.start()
