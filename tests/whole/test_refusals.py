"""What is refused: an answer that is little larger than the question, whatever was asked of whichever address."""

from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import get_resolver

from clauses.filters import FILTERSETS, UnclearError
from clauses.filters.faults import LARGEST, MOST_FAULTS

from ..support.pages.addresses import routes
from ..support.rows.factories import ActionFactory, ActorFactory
from ..support.site.budget import WHOLE

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
LARGER = 4096  # bytes by which a refusal may be larger than its question
DAY = "known_on=2022-02-10"


def many(count: int, name: str, value: str = "") -> str:
    return "&".join(f"{name.format(number)}={value.format(number)}" for number in range(count))


QUESTIONS = {
    "600 unknown names": many(600, "n{}"),
    "unknown names that are written longer in a page": many(60, quote("'<&\"'" * 15) + "{}"),
    "unknown names near to known ones": many(300, "typ{}"),
    "values of no list": many(49, "type", "x{}"),
    "values of no list that are written longer in a page": many(49, "type", quote("<'&\">" * 15) + "{}"),
    "one name of many values": many(900, "type", "{}"),
    "no code": many(49, "agreement", "no-{}"),
    "all at once": "type=x&relation=y&status=z&date_from=q&date_to=r&date_match=s&places=p&year=1&page=2&sort=k&q="
    + "x" * 300,
    "days": many(400, "known_on", "{}"),
    "no day": "known_on=" + quote("'" * 1000),
    "a long search": "q=" + quote("<" * 2000),
    "words": "q=" + "+".join(f"w{number}" for number in range(50)),
    "pages": "page=" + quote("'" * 1000),
    "more parameters than are read": "a&" * 3000,
    "what cannot be printed": "q=%00",
    "more than any address takes": "q=" + "x" * 9000,
}  # fmt: skip


def public_routes() -> list[str]:
    return [route for route in routes(get_resolver()) if not route.startswith(("admin/", "^", "(?P"))]


def addresses() -> list[str]:
    """Every public address: lists and files as they are, pages of records with a code that nobody has."""
    found = []
    for route in public_routes():
        if "<code:table>" in route:
            found += [
                f"/{route.replace('<code:table>', name)}" for name in ("actions", "conflicts", "evidence", "nothing")
            ]
        else:
            found.append(
                "/" + route.replace("<code:slug>", "nobody").replace("<code:wid>", "o1").replace("<year:year>", "1900")
            )
    return found


def assert_small(client, address: str, query: str, **kind) -> int:
    response = client.get(f"{address}?{query}", **kind)
    if response.status_code >= 400:
        size = len(response.content) + len(response.headers.get("Location", ""))
        assert size <= len(query) + len(address) + LARGER, (address, query[:80])
    return response.status_code


FEW = ["/actions/", "/data/sources.csv", "/data/conflicts.csv", "/coverage/", "/data/readings.csv", "/actions/nobody/"]


@WHOLE
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_refusal_is_little_larger_than_its_question(client, question, whole):
    query, some = QUESTIONS[question], addresses() if whole else FEW
    refused = [assert_small(client, one, asked) >= 400 for one in some for asked in (query, f"{query}&{DAY}")]
    assert sum(refused) > len(some)


def test_the_page_of_a_withdrawn_record_is_small_however_long_its_reason(client):
    row = ActionFactory(title="Zq")
    row.state, row.withdrawn_reason = "withdrawn", "Ş" * 20_000
    row.save()
    assert assert_small(client, row.get_absolute_url(), many(500, "n{}")) == 410
    assert assert_small(client, row.get_absolute_url(), f"{many(500, 'n{}')}&{DAY}") in (404, 410)


def test_a_record_that_nothing_was_known_of_is_refused_in_few_words(client):
    row = ActorFactory()
    assert assert_small(client, row.get_absolute_url(), f"{many(500, quote(chr(39)))}&{DAY}") == 404


def test_a_form_that_is_not_accepted_and_an_address_of_nothing_are_refused_in_few_words(client):
    strict = Client(enforce_csrf_checks=True)
    response = strict.post(f"/admin/login/?{many(500, 'n{}')}", {"username": "x" * 1000})
    assert response.status_code == 403
    assert len(response.content) < LARGER
    assert assert_small(client, "/nothing/" + "x" * 2000, QUESTIONS["600 unknown names"]) == 404


def test_a_name_that_is_longer_than_any_is_not_shown_again_in_full(client, db):
    usual = len(client.post("/admin/login/", {"username": "ada", "password": "wrong"}).content)
    answer = client.post("/admin/login/", {"username": '"' * 200_000, "password": "wrong"})
    assert "enter the correct username" in answer.content.decode()
    assert len(answer.content) < usual + LARGER


def test_of_many_faults_a_few_are_told_and_worked_out():
    worked_out = []
    faults = (worked_out.append(number) or f"Fault {number}." for number in range(1000))
    told = UnclearError(faults).faults
    assert told == [f"Fault {number}." for number in range(MOST_FAULTS)] + ["More of it cannot be read."]
    assert len(worked_out) == MOST_FAULTS + 1


def test_a_long_fault_is_cut_and_a_short_one_is_whole():
    (told,) = UnclearError(["It knows: " + "x, " * 5000]).faults
    assert told.startswith("It knows: x")
    assert len(told) < LARGEST
    assert UnclearError(["Short."]).faults == ["Short."]


@pytest.mark.parametrize("table", FILTERSETS)
def test_the_names_that_a_table_knows_are_told_whole(client, table):
    html = client.get(f"/data/{table}.csv?zzzz=1").content.decode()
    assert all(name in html for name in ("sort", "known_on"))
    assert "…" not in html
