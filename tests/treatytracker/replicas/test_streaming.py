"""A primary and a real streaming replica, with two servers of the site before them: who asks which, writes, lag."""

import re
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest

from ...support.site.replication import ADDRESSES, NAME, PASSWORD, asked, told, until

pytestmark = [pytest.mark.postgresql, pytest.mark.usefixtures("all_is_well")]


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
