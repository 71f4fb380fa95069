"""What a page costs the database does not grow with the record, once its counts are kept: in instructions of SQLite,
which are the same on every machine."""

import pytest
from django.core.cache import caches

from clauses.evidence import coverage
from clauses.public.lists import A_PAGE
from clauses.while_unchanged import made_from

from ..support.rows.world import for_a_while
from ..support.site.instructions import instructions

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
FEW, MANY = 260, 1_300  # actions, of which every list has more than a page
LISTS = ("clauses", "commitments", "actions", "sources", "places")
FLAT = (
    *(f"/{name}/" for name in LISTS),
    "/actions/?sort=title",
    "/actions/?type=meeting",
    "/commitments/?state=reported",
    "/agreements/agreement-1/",
    "/agreements/agreement-1/clauses/a1/",
    "/actions/action-7/",
    "/sources/source-7/",
    "/coverage/",
    "/promises/",
    "/years/",
    "/data/",
    "/actions/action-7/?known_on=2026-01-01",
)
EVERY = 100  # instructions
ROOM = 1.5  # times as many, for trees that are a level deeper and rows that happen to have more behind them
SMALL = 60  # hundreds of instructions that a page may take at any size


def steps_of(client, address):
    """Hundreds of instructions for the page, when what is kept for it was asked before."""
    assert client.get(address).status_code == 200, address
    return instructions(client, address, EVERY)


def costs(client, actions):
    for name in ("answers", "orders"):
        caches[name].clear()
    with for_a_while(actions), made_from(f"{actions} actions"):
        found = {address: steps_of(client, address) for address in FLAT}
        found["the last full page"] = steps_of(client, f"/actions/?page={actions // A_PAGE}")
    return found


def test_five_times_the_record_costs_no_more_a_page(client, monkeypatch):
    monkeypatch.setattr(coverage, "MOST_WEIGHED", 0)  # of so many, each one is followed to its origins
    few, many = costs(client, FEW), costs(client, MANY)
    grown = {at: (few[at], many[at]) for at in few if many[at] > max(ROOM * few[at], SMALL)}
    assert grown == {}
    assert many["the last full page"] <= ROOM * many["/actions/"]
