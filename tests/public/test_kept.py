"""A page that is asked for again is answered from what is kept, until something is written."""

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clauses.public.lists import LISTS

from ..support.rows.factories import ActionFactory, ActorFactory, BearingFactory, CitationFactory, SourceFactory

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "X-Request-ID"  # each answer has its own
ADDRESSES = ["/", "/coverage/", *(f"/{name}/" for name in LISTS)]


@pytest.fixture(autouse=True)
def keep(settings):
    settings.KEEP_PAGES = True
    for name in ("pages", "answers", "orders"):
        caches[name].clear()


def asked(client, address, **headers):
    """The answer, and how many questions to the database it took."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address, headers=headers)
    return response, len(captured)


def test_a_page_is_the_same_for_one_question_to_the_database(client):
    ActionFactory()
    for address in ADDRESSES:
        first, many = asked(client, address)
        again, one = asked(client, address)
        assert again.content == first.content, address
        assert {**again.headers, NUMBER: ""} == {**first.headers, NUMBER: ""}, address
        assert many > one == 1, address


def test_who_has_it_is_told_so_before_anything_is_worked_out(client):
    ActionFactory()
    addresses = [*ADDRESSES, "/data/actions.csv", "/actions/?known_on=2022-01-01"]
    had = {address: client.get(address) for address in addresses}
    for address, first in had.items():
        unchanged, one = asked(client, address, if_none_match=first["ETag"])
        assert (unchanged.status_code, unchanged.content, one) == (304, b"", 1), address
        assert unchanged["ETag"] == first["ETag"], address
        assert unchanged["Cache-Control"] == first["Cache-Control"], address
    ActionFactory()
    for address, first in had.items():
        changed, _ = asked(client, address, if_none_match=first["ETag"])
        assert changed.status_code == 200, address
        assert changed["ETag"] != first["ETag"], address


WRITES = {
    "a record": lambda action: ActionFactory(title="Quagga talks"),
    "a title": lambda action: save(action, title="Quagga talks"),
    "a withdrawal": lambda action: save(action, state="withdrawn", withdrawn_reason="It was wrong."),
    "past the models": lambda action: type(action).objects.filter(pk=action.pk).update(title="Quagga talks"),
    "a source": lambda action: save(action.citations.first().source, published="2001-01-01"),
    "a deletion": lambda action: action.citations.all().delete(),
}


def save(row, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_after_a_write_it_is_as_it_would_be_answered_now(client, settings, write):
    action = CitationFactory(action=ActionFactory(), field="date", value="2021-06").action
    addresses = ["/actions/", "/", "/search/?q=quagga", action.get_absolute_url(), "/actions/?known_on=2022-01-01"]
    for address in addresses:
        client.get(address)
    write(action)
    kept = [client.get(address) for address in addresses]
    settings.KEEP_PAGES = False
    for address, response in zip(addresses, kept, strict=True):
        now = client.get(address)
        assert (response.status_code, response.content) == (now.status_code, now.content), address


def test_within_a_step_it_is_worked_out_each_time_and_nothing_of_it_is_kept(client):
    with transaction.atomic():
        for title in ("Quagga talks", "Okapi talks"):
            ActionFactory(title=title)
            assert title in client.get("/actions/").content.decode()
        transaction.set_rollback(True)
    assert "Quagga" not in client.get("/actions/").content.decode()


def test_who_is_signed_in_is_neither_answered_from_it_nor_kept_in_it(admin_client, client):
    ActorFactory()
    asked(admin_client, "/actors/")
    _, again = asked(admin_client, "/actors/")
    assert again > 1  # what is counted is kept for everybody
    _, first = asked(client, "/actors/")
    assert first > 1


MADE_OF_COUNTS = (
    *ADDRESSES,
    *(f"/{name}/?{asked}" for name in ("actions", "sources", "commitments") for asked in ("sort=title", "q=talks")),
    "/actions/?type=meeting",
    "/actions/?year=2021",
    "/commitments/?state=reported",
    "/commitments/?state=nothing_reported&sort=state",
    "/domains/zq-help/",
    "/promises/",
    "/years/",
    "/years/2021/",
    "/conflicts/",
    "/data/",
    "/about/",
    "/known/",
    "/pictures/",
)


def test_a_page_made_of_kept_answers_is_that_made_of_rows(client, promise, settings):
    action = ActionFactory(relation="follow_up", type="meeting", status="completed", date="2021-06-20")
    for day in ("2021-06-20", "2021-06-21"):
        CitationFactory(action=action, field="date", value=day, source=SourceFactory(published="2021-06-21"))
    BearingFactory(action=action, commitment=promise)
    made_of_counts = [*MADE_OF_COUNTS, f"/known/?agreement={action.agreement.slug}"]
    addresses = [*made_of_counts, *map(on_a_day, made_of_counts)]
    for address in addresses:
        client.get(address)
    caches["pages"].clear()
    from_answers = [client.get(address) for address in addresses]
    settings.KEEP_PAGES = False
    for address, response in zip(addresses, from_answers, strict=True):
        assert response.status_code == 200, address
        assert response.content == client.get(address).content, address


def on_a_day(address):
    return f"{address}{'&' if '?' in address else '?'}known_on=2022-01-01"


def test_another_question_day_or_host_is_another_page(client, settings):
    settings.ALLOWED_HOSTS = ["one.example.org", "two.example.org"]
    ActionFactory(title="Quagga talks")
    tags = {
        client.get(address, headers={"host": host})["ETag"]
        for address in ("/actions/", "/actions/?q=quagga", "/actions/?known_on=2022-01-01", "/actors/")
        for host in settings.ALLOWED_HOSTS
    }
    assert len(tags) == 8
    assert client.get("/actions/?utm_source=x", headers={"host": "one.example.org"})["ETag"] in tags


@pytest.mark.parametrize("address", ["/actions/nothing/", "/actions/?sort=nothing", "/actions/?known_on=nothing"])
def test_a_refusal_is_not_kept(client, address):
    first, _ = asked(client, address)
    assert "ETag" not in first.headers or first.status_code != 200
    assert not caches["pages"]._cache


def test_made_up_questions_do_not_fill_the_memory(client, settings):
    most = settings.CACHES["pages"]["OPTIONS"]["MAX_ENTRIES"]
    pages = caches["pages"]
    pages._max_entries = 20
    try:
        for number in range(60):
            Client().get(f"/search/?q=made{number}up")
        assert len(pages._cache) <= 20
    finally:
        pages._max_entries = most
