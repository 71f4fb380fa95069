"""Which database a request asks, and that a replica that fails is no error to the reader."""

from contextlib import contextmanager
from itertools import count

import pytest
from django.core.cache import caches
from django.db import OperationalError, ProgrammingError, connection, transaction
from django.test import Client

from clauses.models import Actor
from treatytracker.replicas import positions
from treatytracker.replicas.asked import asking

from ...support.pages.addresses import PLAIN, PUBLIC, routes
from ...support.rows.factories import ActionFactory, ActorFactory, ClauseFactory
from .conftest import REPLICA

pytestmark = pytest.mark.django_db(transaction=True)
GONE = OperationalError("unable to open: the server closed the connection unexpectedly")
CSV = "/data/actors.csv"


@contextmanager
def failing(opened, error, after=0):
    """Every statement of this connection fails, once it had so many."""
    number = count()

    def fail(execute, *statement):
        if next(number) >= after:
            raise error
        return execute(*statement)

    with opened.execute_wrapper(fail):
        yield


@contextmanager
def asked_of(opened):
    """The statements that it is sent."""
    found = []

    def note(execute, sql, *rest):
        found.append(sql)
        return execute(sql, *rest)

    with opened.execute_wrapper(note):
        yield found


def public_addresses():
    rows = {name: model.objects.published().order_by("pk").first().slug for name, model in PUBLIC.items()}
    for route in routes():
        if route.startswith("admin/"):
            continue
        address = route.replace("<code:slug>", rows.get(route.split("/")[0], ""))
        for place, value in (*PLAIN.items(), ("<code:wid>", "A1")):
            address = address.replace(place, value)
        yield f"/{address}"


def test_every_page_and_file_for_readers_asks_the_replica_alone(shipped, replica, client):
    addresses = list(public_addresses())
    with failing(connection, AssertionError("the primary was asked")), asked_of(replica) as asked:
        for address in addresses:
            response = client.get(address)
            assert response.status_code < 500, address
            if response.streaming:
                assert b"".join(response.streaming_content), address
        for address in ("/search/?q=peace", "/search/?q=peece", "/actions/?known_on=2022-01-01"):
            assert client.get(address).status_code == 200, address
    assert len(asked) > 500
    assert replica.watched.left_out == []


def test_who_writes_or_is_signed_in_or_works_in_the_admin_asks_the_primary(replica, client, admin_client):
    with failing(replica, AssertionError("the replica was asked")):
        assert admin_client.get("/actors/").status_code == 200
        assert client.get("/admin/login/").status_code == 200
        assert client.post("/admin/login/", {"username": "ada", "password": "wrong"}).status_code == 200
        assert client.post("/actors/").status_code == 405
        with transaction.atomic():
            ActorFactory(name="Quagga union")
            assert "Quagga union" in client.get("/actors/").text
    assert replica.watched.left_out == []


def test_a_row_that_was_read_from_a_replica_is_written_to_the_primary(replica):
    ActorFactory(name="Okapi union")
    with asking(REPLICA):
        actor = Actor.objects.order_by("pk").first() or Actor.objects.using("default").get()
    actor.refresh_from_db()
    with failing(replica, AssertionError("the replica was asked")):
        actor.name = "Quagga union"
        actor.save()
        assert list(actor.history.values_list("name", flat=True)) == ["Quagga union", "Okapi union"]


@pytest.mark.parametrize("after", [0, 1, 5])
def test_a_replica_that_breaks_is_left_out_and_the_reader_is_answered(replica, client, after):
    ActionFactory(title="Quagga talks")
    address = "/actions/?known_on=2001-01-01"
    on_primary = Client().get(address, headers={"cookie": "sessionid=x"}).content
    with failing(replica, GONE, after=after):
        response = client.get(address)
    assert (response.status_code, response.content) == (200, on_primary)
    assert replica.watched.left_out == [REPLICA]
    assert "2001" in response.text


def test_a_replica_to_which_tables_have_not_come_yet_stays_and_the_reader_is_answered(replica, client):
    with failing(replica, ProgrammingError('relation "clauses_new" does not exist'), after=1):
        assert client.get("/actors/").status_code == 200
    assert replica.watched.left_out == []


def test_a_question_that_takes_too_long_is_not_asked_again_of_the_primary(replica, client, settings, monkeypatch):
    from clauses.public import home

    def ask_without_end(*_):
        with replica.cursor() as cursor:
            cursor.execute("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n")

    settings.STATEMENT_SECONDS = 0.05
    monkeypatch.setattr(home, "_cards", ask_without_end)
    with failing(connection, AssertionError("the primary was asked")):
        response = client.get("/")
    assert (response.status_code, replica.watched.left_out) == (503, [])
    assert "This takes too long" in response.text


def test_an_error_of_the_page_itself_is_one_and_no_fault_of_the_replica(replica, client, monkeypatch):
    from clauses.public import home

    monkeypatch.setattr(home, "_cards", lambda *_: 1 / 0)
    client.raise_request_exception = False
    assert client.get("/").status_code == 500
    assert replica.watched.left_out == []


@pytest.mark.sqlite  # where the replica is a copy that lacks what is written; `test_streaming` has a real one
def test_a_page_is_kept_under_the_version_of_the_database_that_it_was_read_from(replica, client, settings):
    settings.KEEP_PAGES = True
    caches["pages"].clear()
    ActorFactory(name="Quagga union")
    of_replica = client.get("/actors/")
    replica.watched.fit = []
    of_primary = client.get("/actors/")
    assert of_replica["ETag"] != of_primary["ETag"]
    assert ("Quagga" in of_replica.text, "Quagga" in of_primary.text) == (False, True)
    assert client.get("/actors/", headers={"if-none-match": of_replica["ETag"]}).text == of_primary.text


def test_who_has_just_written_says_up_to_where_and_nobody_else_can(replica, client, monkeypatch, settings):
    monkeypatch.setattr(positions, "written", lambda: 4711)
    client.get("/actors/")
    assert settings.JUST_WRITTEN_COOKIE not in client.cookies
    client.post("/admin/login/", {"username": "ada", "password": "wrong"})
    cookie = client.cookies[settings.JUST_WRITTEN_COOKIE]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", settings.REPLICA_MAX_LAG + 60)
    client.get("/actors/")
    for forged in (cookie.value.replace("4711", "9999"), "4711", "x" * 5000, ""):
        Client(headers={"cookie": f"{settings.JUST_WRITTEN_COOKIE}={forged}"}).get("/actors/")
    assert replica.watched.since == [0, 4711, 0, 0, 0, 0]


def test_a_form_is_answered_where_nobody_can_say_how_far_the_primary_is(replica, client, monkeypatch, settings):
    def fail():
        raise GONE

    monkeypatch.setattr(positions, "written", fail)
    assert client.post("/admin/login/", {"username": "ada", "password": "wrong"}).status_code == 200
    assert settings.JUST_WRITTEN_COOKIE not in client.cookies


def rows(number):
    for one in range(number):
        ActorFactory(slug=f"actor-{one:04}")


def test_a_file_whose_first_rows_fail_comes_whole_from_the_primary(replica, client):
    rows(3)
    with failing(replica, GONE):
        response = client.get(CSV)
    assert b"actor-0002" in b"".join(response.streaming_content)
    assert replica.watched.left_out == [REPLICA]


@pytest.fixture
def written(transactional_db):
    """What the replica has, too."""
    rows(4)


@pytest.fixture
def broken_off(written, replica, settings, monkeypatch):
    """A file that the replica makes half of; its first piece, and all that follows."""
    from clauses.exchange.rows import portions
    from clauses.public import data

    settings.KEEP_PAGES = True
    caches["pages"].clear()
    whole = data.pieces

    def half(*table, **asked):
        for number, piece in enumerate(whole(*table, **asked)):
            if replica.watched.fit and number == 2:  # the header is a piece of its own
                replica.watched.fit = []
                raise GONE
            yield piece

    for name in ("FIRST", "PORTION"):
        monkeypatch.setattr(portions, name, 1)
    monkeypatch.setattr(data, "pieces", half)
    pieces = iter(Client().get(CSV).streaming_content)
    return next(pieces), pieces


def test_a_file_of_a_replica_that_dies_half_way_is_made_to_its_end_by_the_primary(broken_off, replica, client):
    first, rest = broken_off
    assert first + b"".join(rest) == b"".join(client.get(CSV).streaming_content)
    assert replica.watched.left_out == [REPLICA]


def test_a_file_that_has_changed_meanwhile_is_broken_off_and_not_put_together_of_two(broken_off, replica):
    _, rest = broken_off
    ClauseFactory()
    with pytest.raises(OperationalError):
        list(rest)
