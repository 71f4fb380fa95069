"""None of the figures of an agreement is counted otherwise on another page or in a file of the shipped record."""

import re
from collections import Counter

import pytest

from ..support.pages.reading import csv_rows, file_rows, html_of

pytestmark = [pytest.mark.django_db, pytest.mark.pages, pytest.mark.usefixtures("wider")]
PACT = "/agreements/shusha-declaration-2021-06-15/"
SHARE = re.compile(r'href="([^"]*)"><span class="became (\w+)">[^<]*</span> <b>(\d+)</b>')
SQUARE = re.compile(r'class="sq (\w+)" href')
DEEDS = re.compile(r"(\d+) follow-ups? (?:is|are) reported as begun or done")
DIFFER = re.compile(r"(\d+)\s*(?:</a>)?\s*(?:point|conflict)s?\b")
STEPS = ("reported", "announced", "unclear")
DAYS = ["", "2023-06-30"]


def asked(address: str, day: str) -> str:
    return f"{address}?known_on={day}" if day else address


def states(client, day: str) -> list[dict[str, str]]:
    return file_rows(client, "states", **({"known_on": day} if day else {}))


@pytest.mark.parametrize("day", DAYS)
def test_promises_by_state_are_as_many_on_every_page_in_every_list_and_in_the_file(client, day):
    counted = Counter(row["state"] for row in states(client, day) if row["sets_duty"] == "yes")
    assert counted.total() > 20
    for address in (PACT, f"{PACT}promises/", f"{PACT}brief/", "/promises/", "/"):
        shares = SHARE.findall(html_of(client, asked(address, day)))
        assert Counter({state: int(count) for _, state, count in shares}) == counted, address
        for listed, state, _ in shares:
            found = re.search(r"of <b>(\d+)</b>", html_of(client, listed.replace("&amp;", "&")))
            assert int(found[1]) == counted[state], listed
    assert Counter(SQUARE.findall(html_of(client, asked("/", day)))) == counted


@pytest.mark.parametrize("day", DAYS)
def test_follow_ups_done_are_as_many_in_every_sentence(client, day):
    addresses = (PACT, f"{PACT}promises/", f"{PACT}brief/", "/promises/", "/")
    told = {number for address in addresses for number in DEEDS.findall(html_of(client, asked(address, day)))}
    assert len(told) == 1


@pytest.mark.parametrize("day", DAYS)
def test_the_marks_of_the_matrix_add_up_to_the_follow_ups_of_each_promise(client, day):
    by_promise: Counter[str] = Counter()
    for row in csv_rows(client.get(asked(f"{PACT}promises.csv", day))):
        by_promise[row["commitment"]] += sum(int(row[step]) for step in STEPS)
    assert by_promise == {row["commitment"]: sum(int(row[step]) for step in STEPS) for row in states(client, day)}


def test_points_on_which_sources_differ_are_as_many_wherever_they_are_counted(client):
    told = {
        address: next(iter(DIFFER.findall(html_of(client, address).partition("<main")[2])), "none")
        for address in (PACT, f"{PACT}sources/#differ", f"{PACT}brief/", "/conflicts/")
    }
    assert len(set(told.values())) == 1, told
