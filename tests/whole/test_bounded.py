"""No public address costs much of the processor, whatever is asked of it: a hundred words of a past day took a minute.

What is measured is processor time, with a wide margin: a fault of this kind takes ten times as much.
"""

import time
from random import Random
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.urls import get_resolver

from clauses.dataset import BY_NAME
from clauses.dataset.derived import WORKED_OUT
from clauses.filters import FILTERSETS, SORTS
from clauses.filters.tables import During, Reaching, Search
from clauses.public.lists import LISTS

from ..support.pages.addresses import routes
from ..support.pages.page_costs import most_tied_first
from ..support.site.budget import WHOLE

pytestmark = pytest.mark.django_db
MOST = 6  # seconds of the processor; no address has taken more than 2 where this was written
DAYS = ["2021-06-15", "2022-02-10", "2023-01-01", "2025-10-01"]
ICON = "/favicon.ico"  # the one that leads on, to a file
LETTERS = "abcdefghijklmnopqrstuvwxyz"
WORDS = "+".join(f"{one}{other}" for one in LETTERS[:5] for other in LETTERS[:13])
YEARS = "&".join(f"year={year}" for year in range(1985, 2035))
DEAREST = [
    f"/search/?q={WORDS}&known_on=2023-01-01",
    "/search/?q=a+b+c+d+e+f+g+h&known_on=2023-01-01",
    f"/actions/?q={WORDS}&known_on=2023-01-01",
    "/actions/?q=a+b+c+d+e+f+g+h&sort=-date&known_on=2023-01-01",
    "/sources/?q=a+b+c+d+e+f+g+h&known_on=2023-01-01",
    f"/actions/?{YEARS}&known_on=2023-01-01",
    f"/data/actions.csv?{YEARS}&known_on=2023-01-01",
]


@pytest.fixture
def cost(client):
    """Asks for an address, and says what it cost and how it was answered."""
    if connection.vendor == "postgresql":  # which then knows how many rows there are, as it does once a site has run
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    client.get("/")

    def measured(address: str) -> tuple[float, int]:
        began = time.process_time()
        response = client.get(address)
        for _ in response.streaming_content if response.streaming else ():
            pass
        return time.process_time() - began, response.status_code

    return measured


@pytest.mark.parametrize("address", DEAREST, ids=lambda address: address[:40])
def test_the_dearest_questions_that_were_found_cost_little(wider, cost, address):
    seconds, status = cost(address)
    assert status == 200
    assert seconds < MOST


def values_of(name: str, one, drawn: Random) -> list[tuple[str, str]]:
    """Some or many values for a name of a list, and few that it does not know."""
    if isinstance(one, During):
        bounds = [(f"{name}_from", drawn.choice(["1990", "2021-06", "x"])), (f"{name}_to", "2024")]
        return [*bounds, (f"{name}_match", drawn.choice(["possibly", "certainly", "no_year"]))]
    if isinstance(one, Search):
        return [(name, " ".join(drawn.choices(LETTERS + "1234567890", k=drawn.choice([1, 3, 8, 60]))))]
    if isinstance(one, Reaching):
        rows = one.extra["model"].objects.published()[:50] if "model" in one.extra else ()
        known = [row.code for row in rows]
    elif name == "year":
        known = [str(year) for year in range(1985, 2035)]
    else:
        known = [str(value) for value, _ in one.extra.get("choices", ())] or ["x", "y"]
    return [(name, value) for value in drawn.sample(known, drawn.randint(0, min(50, len(known))))]


def question(table: str, drawn: Random) -> str:
    filters = FILTERSETS[table].base_filters if table in FILTERSETS else {}
    pairs = [
        pair
        for name in drawn.sample(list(filters), min(len(filters), drawn.randint(1, 5)))
        for pair in values_of(name, filters[name], drawn)
    ]
    if SORTS.get(table) and drawn.random() < 0.5:
        pairs.append(("sort", drawn.choice(["", "-"]) + drawn.choice(list(SORTS[table]))))
    if drawn.random() < 0.8:
        pairs.append(("known_on", drawn.choice(DAYS)))
    if table in LISTS and drawn.random() < 0.3:
        pairs.append(("page", drawn.choice(["1", "2", "9999999"])))
    return urlencode(pairs)


def drawn_addresses(drawn: Random) -> list[str]:
    """Every address of the resolver that is public, each once, with a question; records are those with most ties."""
    found = [f"/{name}/?{question(name, drawn)}" for name in LISTS]
    found += [f"/data/{name}.csv?{question(name, drawn)}" for name in (*BY_NAME, *(one.name for one in WORKED_OUT))]
    for route in routes(get_resolver()):
        name = route.partition("/")[0]
        if route.startswith(("admin/", "^", "(?P")) or "<code:table>" in route or route.strip("/") in LISTS:
            continue
        if "<code:slug>" in route and "<code:wid>" not in route:
            row = drawn.choice(most_tied_first(BY_NAME[name].published())[:5])
            found.append(f"{row.get_absolute_url()}?known_on={drawn.choice(DAYS)}")
        elif "<" not in route:
            found.append(
                f"/{route}?" + urlencode([("known_on", drawn.choice(DAYS)), ("q", "a b c")][: drawn.randint(1, 2)])
            )
    clauses = most_tied_first(BY_NAME["clauses"].published())[:5]
    return [*found, f"{drawn.choice(clauses).get_absolute_url()}?known_on={drawn.choice(DAYS)}"]


@WHOLE
def test_every_public_address_costs_little_whatever_is_asked(wider, cost, whole):
    drawn = Random(20211104)
    every = [one for _ in range(10 if whole else 1) for one in drawn_addresses(drawn)]
    some = every if whole else drawn.sample(every, 12)
    found = [(*cost(address), address) for address in some]
    assert [one for one in found if one[0] >= MOST] == []
    assert {status for _, status, address in found if not address.startswith(ICON)} <= {200, 400, 404}
    assert sum(status == 200 for _, status, _ in found) > len(found) / 3
