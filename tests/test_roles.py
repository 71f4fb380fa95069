"""What every address answers to every role and method, held against the table in roles.csv.

After a change that is meant, write the table anew and read its diff:

    WRITE_ROLES=1 python -m pytest tests/test_roles.py -p no:xdist
"""

import csv
import os
from collections import defaultdict
from contextlib import suppress
from pathlib import Path

import pytest
from django.core.handlers.base import BaseHandler
from django.db import transaction
from django.template.response import SimpleTemplateResponse
from django.test import Client, RequestFactory
from django.urls import resolve

from .addresses import QUERIES, Cast, routes
from .people import person

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("roles.csv")
ROLES = ("anonymous", "viewer", "editor", "reviewer", "manager", "superuser")
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS")
SENT = {
    "post": "yes",
    "step": "remark",
    "text": "Look here",
    "format": "csv",
}  # what buttons send; no form is filled in


class UndoneError(Exception):
    """Takes back what a request wrote."""


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


@pytest.fixture
def ask(monkeypatch):
    """ask(client, method, address): the status. Nothing stays written, and what nobody sees is not drawn."""
    site, requests = BaseHandler(), RequestFactory()
    site.load_middleware()
    drawn = SimpleTemplateResponse.rendered_content.fget
    quick = property(lambda page: drawn(page) if page._request and page._request.method == "GET" else "")
    monkeypatch.setattr(SimpleTemplateResponse, "rendered_content", quick)

    def ask(client, method, address):
        data = SENT if method == "POST" else QUERIES.get(address, {}) if method in ("GET", "HEAD") else None
        request = getattr(requests, method.lower())(f"/{address}", data)
        request.COOKIES = {name: morsel.value for name, morsel in client.cookies.items()}
        request._dont_enforce_csrf_checks = True
        answer = None
        with suppress(UndoneError), transaction.atomic():
            answer = site.get_response(request)
            raise UndoneError
        return answer.status_code

    return ask


@pytest.fixture
def addresses(shipped):
    cast = Cast()
    found = [each for route in routes() for each in cast.filled(route)]
    return dict([*found, ("healthz", "healthz")])


@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_as_the_table_says(ask, addresses, role):
    client = Client() if role == "anonymous" else person(role)
    found = {(label, each): ask(client, each, address) for label, address in addresses.items() for each in METHODS}
    if os.environ.get("WRITE_ROLES"):
        before = stored() if TABLE.exists() else {}
        write({key: before.get(key, {}) | {role: status} for key, status in found.items()})
    table = {key: statuses.get(role) for key, statuses in stored().items()}
    wrong = [key for key in dict.fromkeys([*found, *table]) if found.get(key) != table.get(key)]
    said = (f"{key[1]} {key[0]} as {role}: {found.get(key)}, in the table {table.get(key)}" for key in wrong)
    assert not wrong, "\n".join(said)


def test_no_address_is_forgotten(addresses):
    """A new one needs a row in `addresses.py` where it has a place for it, and its lines in the table."""
    asked = {resolve(f"/{address}").route for address in addresses.values() if address != "healthz"}
    assert {route.replace("^", "") for route in routes()} - asked == set()


def test_nothing_is_an_error_of_the_server():
    assert not [key for key, statuses in stored().items() if max(statuses.values()) >= 500]
