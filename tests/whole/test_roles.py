"""What every address answers to every role and method, checked against the table in roles.csv.

After a change that is meant, write the table anew and read its diff:

    WRITE_ROLES=1 python -m pytest -m walk tests/whole/test_roles.py -p no:xdist
"""

import csv
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from django.db import transaction
from django.http.response import ResponseHeaders
from django.test import Client
from django.urls import resolve

from ..support.pages.addresses import QUERIES, Cast, routes
from ..support.pages.asking import Site
from ..support.pages.policy import blocked
from ..support.pages.reading import body
from ..support.rows import canaries
from ..support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.walk]
TABLE = Path(__file__).with_name("roles.csv")
ROLES = ("anonymous", "viewer", "editor", "reviewer", "manager", "superuser")
ASKING = ("anonymous", "viewer", "manager")
DRAWN = ("anonymous", "viewer")
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
SENT = {
    "post": "yes",
    "step": "remark",
    "text": "Look here",
    "format": "csv",
}  # what buttons send; no form is filled in


def stored() -> dict[tuple[str, str], dict[str, int]]:
    """The table, as (address, method) → role → status."""
    found = {}
    with TABLE.open(newline="") as file:
        for line in csv.DictReader(file):
            for method in line["methods"].split():
                found[line["address"], method] = {role: int(line[role]) for role in ROLES if line[role]}
    return found


def write(table) -> None:
    """Methods that are answered alike share a line."""
    lines = defaultdict(list)
    for (address, method), statuses in sorted(table.items(), key=lambda one: (one[0][0], METHODS.index(one[0][1]))):
        lines[address, tuple(statuses.get(role, "") for role in ROLES)].append(method)
    with TABLE.open("w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["address", "methods", *ROLES])
        out.writerows([address, " ".join(methods), *statuses] for (address, statuses), methods in lines.items())


@dataclass
class Answer:
    """What a request came back with; `text` is empty where nobody looks at it."""

    status: int
    text: str
    headers: ResponseHeaders


@pytest.fixture
def ask():
    """Asks for an address. Nothing stays written, and what nobody looks at is not drawn."""
    site = Site()

    def ask(client, method, address, draw=False) -> Answer:
        data = SENT if method == "POST" else QUERIES.get(address, {}) if method in ("GET", "HEAD") else None
        answer, text = None, ""
        with transaction.atomic():
            answer = site.ask(client, f"/{address}", data, method, draw=draw)
            if draw and "zip" not in answer.get("Content-Type", ""):
                text = body(answer)
            transaction.set_rollback(True)
        return Answer(answer.status_code, text, answer.headers)

    return ask


@pytest.fixture
def cast(db):
    return Cast()


@pytest.fixture
def addresses(cast):
    """Every address of the site with rows in it, by the name that it has in the table."""
    found = [each for route in routes() for each in cast.filled(route)]
    return dict([*found, ("healthz", "healthz")])


def is_public(address: str) -> bool:
    return not address.startswith("admin/")


SENDING = ("POST", "PUT", "DELETE")
# What everyone's run asks: who reads the least, the most and nothing of the admin, and what anybody below the superuser
# sends. It draws what readers and viewers get, from whom most is hidden. All roles ask for all of it with
# `make test-heavy`, and in CI on one database; what a quick run draws is not drawn again.
QUICK = [*((role, False) for role in ASKING), *((role, True) for role in ROLES if role != "superuser")]
WHOLE = [("viewer", True)]
WHOLE += [(role, sends) for role in ("editor", "reviewer", "manager", "superuser") for sends in (False, True)]


def asked_of(role: str, sends: bool, whole: bool) -> Callable[[str, str], bool]:
    """Whether this role asks for an address by a method.

    What is public is the same for everybody (see below), HEAD and OPTIONS answer what GET answers, and of those who
    write, all are refused the methods that no page has: the readers ask for all that, and on a whole walk whoever may
    do everything. Whoever is refused asks; of those who are let in alike, who has the fewest rights does, but for a
    whole walk.
    """
    methods = {method for method in METHODS if (method in SENDING) is sends}
    if role == "anonymous":
        return lambda address, method: method in methods
    if not (whole and role == "superuser"):
        methods -= {"HEAD", "OPTIONS"} if whole else {"HEAD", "OPTIONS", "PUT", "DELETE"}
    alike = let_in_like_the_role_below(role) if sends and not whole else set()
    return lambda address, method: not is_public(address) and method in methods and (address, method) not in alike


def let_in_like_the_role_below(role: str) -> set[tuple[str, str]]:
    below = ROLES[ROLES.index(role) - 1]
    return {key for key, statuses in stored().items() if statuses.get(role) == statuses.get(below) != 403}


@pytest.mark.parametrize(
    ("role", "sends", "whole"),
    [
        *((role, sends, False) for role, sends in QUICK),
        *(pytest.param(role, sends, True, marks=pytest.mark.heavy) for role, sends in WHOLE),
    ],
)
def test_every_address_answers_as_the_table_says_and_shows_nothing_that_is_hidden(
    ask, cast, addresses, role, sends, whole
):
    client = Client() if role == "anonymous" else person(role)
    hidden, more = ([], []) if sends else canaries.hide_from(role, cast.author)
    wanted, draw = asked_of(role, sends, whole), whole != (role in DRAWN)
    found = {
        (label, method): ask(client, method, address, draw=draw and method == "GET")
        for label, address in addresses.items()
        for method in METHODS
        if wanted(label, method)
    }
    if os.environ.get("WRITE_ROLES"):
        before = stored() if TABLE.exists() else {}
        write({key: before.get(key, {}) | {role: answer.status} for key, answer in found.items()})
    assert "\n".join(differences(found, role, wanted)) == ""
    for (label, method), answer in found.items():
        if method == "GET":
            assert words_in(answer, hidden) == [], f"{label} as {role}"
            assert is_kept_rightly(addresses[label], answer), f"{label} as {role}: {answer.headers}"
            assert not draw or blocked_in(answer) == [], f"{label} as {role}"
    for address in more:
        assert words_in(ask(client, "GET", address, draw=True), hidden) == [], f"{address} as {role}"


def differences(found, role, wanted) -> Iterator[str]:
    table = {key: statuses.get(role) for key, statuses in stored().items() if wanted(*key)}
    for key in dict.fromkeys([*found, *table]):
        status = found[key].status if key in found else None
        if status != table.get(key):
            yield f"{key[1]} {key[0]} as {role}: {status}, in the table {table.get(key)}"


def blocked_in(answer: Answer) -> list[str]:
    """What the content security policy of the admin would block on the page."""
    return blocked(answer.text) if answer.headers.get("Content-Type", "").startswith("text/html") else []


def words_in(answer: Answer, words) -> list[str]:
    whole = f"{unescape(answer.text)} {answer.headers}".lower()
    return [word for word in words if word.lower() in whole]


def is_kept_rightly(address: str, answer: Answer) -> bool:
    """No cache keeps what depends on who asks; what is public may be kept, and depends on nobody."""
    kept, varies = answer.headers.get("Cache-Control", ""), answer.headers.get("Vary", "")
    if not is_public(address) and "jsi18n" not in address:
        return "no-store" in kept and "private" in kept
    if answer.status != 200 or not is_public(address) or address == "healthz":
        return True
    return "no-store" not in kept and "Cookie" not in varies


@pytest.mark.heavy
def test_whoever_may_see_everything_gets_the_public_pages_that_readers_get(ask, addresses):
    """Everyone's run sees that no public page varies by cookie, and so looks at nobody: `is_kept_rightly`."""
    reader, editor = Client(), person("superuser")
    for address in filter(is_public, addresses.values()):
        seen, answer = (ask(client, "GET", address, draw=True) for client in (reader, editor))
        assert (answer.status, plain(answer)) == (seen.status, plain(seen)), address


def plain(answer: Answer) -> str:
    return re.sub(r'number">\w+<', "", answer.text)


def test_no_address_is_forgotten(addresses):
    """A new one needs a row in `addresses.py` where it has a place for it, and its lines in the table."""
    asked = {resolve(f"/{address}").route for address in addresses.values() if address != "healthz"}
    assert {route.replace("^", "") for route in routes()} - asked == set()


def test_nothing_is_an_error_of_the_server():
    assert not [key for key, statuses in stored().items() if max(statuses.values()) >= 500]
