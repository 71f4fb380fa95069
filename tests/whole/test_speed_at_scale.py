"""`make bench`: what the pages of a generated record cost at growing sizes, beside Datasette on the same file.

BENCH_ACTIONS names the sizes, as in 1000,100000,1000000. Numbers to compare, not to pass: milliseconds of processor for
a page whose counts nobody has asked for since the last write, for one whose counts are kept, for one that is kept
itself, and for a browser that has it; then the questions to the database, what SQLite did, and how it all grows.
"""

import os
import resource
from dataclasses import astuple, dataclass
from math import log
from statistics import median
from time import process_time

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ..support.rows.world import generate
from ..support.site.instructions import instructions
from ..support.site.peers import datasette

# ruff: noqa: T201  numbers to read
pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
SIZES = [int(text) for text in os.environ.get("BENCH_ACTIONS", "1000,100000").split(",")]
ROUNDS = 5
EVERY = 1_000  # instructions
ALL = ("pages", "answers", "orders")
# An address, and what Datasette has of the same; {last} is the last full page of the list.
PAGES = {
    "/": "",
    "/actions/": "clauses_action.json?_size=50&_facet=type&_facet=status&_facet=relation&_facet=agreement_id",
    "/actions/?page={last}": "",
    "/actions/?type=meeting": "clauses_action.json?_size=50&type=meeting&_facet=type&_facet=status&_facet=relation",
    "/commitments/": "clauses_commitment.json?_size=50&_facet=kind&_facet=modality&_facet=recurrence",
    "/sources/": "clauses_source.json?_size=50&_facet=kind&_facet=language&_facet=publisher_id",
    "/agreements/agreement-1/": "clauses_agreement/2.json",
    "/commitments/commitment-7/": "clauses_commitment/8.json",
    "/actions/action-7/": "clauses_action/8.json",
    "/sources/source-7/": "clauses_source/8.json",
    "/coverage/": "",
    "/promises/": "",
    "/years/2015/": "",
    "/known/": "",
    "/map/": "",
    "/?known_on=2015-06-30": "",
    "/actions/?known_on=2015-06-30": "",
    "/agreements/agreement-1/?known_on=2015-06-30": "",
}
FOUND: dict[int, dict[str, "Cost"]] = {}


@dataclass(frozen=True)
class Cost:
    """In ms of processor; `steps` are thousands of instructions of SQLite with kept counts."""

    first: float
    counted: float
    kept: float
    unchanged: float
    queries: int
    steps: int
    kilobytes: int


def spent(ask) -> float:
    began = process_time()
    ask()
    return (process_time() - began) * 1000


def clear(*names):
    for name in names:
        caches[name].clear()


def cost(client, address) -> Cost:
    clear(*ALL)
    first = spent(lambda: client.get(address))
    again = []
    for _ in range(ROUNDS):
        clear("pages")
        again.append(spent(lambda: client.get(address)))
    clear("pages")
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        queries = len(captured)
    kept = median(spent(lambda: client.get(address)) for _ in range(ROUNDS))
    had = {"if-none-match": response["ETag"]}
    unchanged = median(spent(lambda: client.get(address, headers=had)) for _ in range(ROUNDS))
    clear("pages")
    steps = instructions(client, address, EVERY)
    return Cost(first, median(again), kept, unchanged, queries, steps, len(response.content) // 1000)


@pytest.mark.parametrize("actions", SIZES, ids="{:,}".format)
def test_what_pages_cost(client, settings, tmp_path, capsys, actions):
    settings.KEEP_PAGES = True
    seconds = spent(lambda: generate(actions)) / 1000
    with capsys.disabled():
        print(f"\n{actions:,} actions, {seconds:.0f} s of processor to generate")
        print("  first  counted  kept  304  queries  k steps  kB  Datasette  address")
        beside = datasette(tmp_path / "world.db", [f"/world/{table}" for table in PAGES.values() if table])
        FOUND[actions] = {}
        client.get("/about/")
        for pattern, table in PAGES.items():
            found = FOUND[actions][pattern] = cost(client, pattern.format(last=actions // 50))
            status, ms = beside.get(f"/world/{table}", (0, 0))
            peer = f"{ms:8.0f}" if status == 200 else "        "
            numbers = "{:7.0f} {:8.0f} {:5.1f} {:4.1f} {:8} {:8} {:3}".format(*astuple(found))
            print(f"{numbers}  {peer}   {pattern}", flush=True)
        print(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000} MB at most")


def test_how_it_grows(capsys):
    """The exponent of the size that the cost follows: 0 where it stays, 1 where it grows alike."""
    if len(FOUND) < 2:
        pytest.skip("It takes two sizes.")
    small, large = min(FOUND), max(FOUND)
    with capsys.disabled():
        print(f"\nfrom {small:,} to {large:,} actions: exponents of first, counted")
        for address, found in FOUND[large].items():
            before = FOUND[small][address]
            parts = (
                log(now / then) / log(large / small)
                for now, then in ((found.first, before.first), (found.counted, before.counted))
            )
            print("{:6.2f} {:6.2f}".format(*parts), f"  {address}")
