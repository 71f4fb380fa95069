"""No page of a record reads a large table from end to end, and none of a list does twice for the same data."""

import re
from collections import Counter
from datetime import date

import pytest
from django.db import connection

from clauses import known_on
from clauses.models import Action, Actor, Agreement, Clause, Commitment, Source

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite]
# What there is most of. The newest rows of a history are read from its end.
LARGE = {
    f"clauses_{name}"
    for name in (
        *("action", "actionparticipant", "actionplace", "asreported", "bearing", "citation", "clause", "commitment"),
        *("commitmentactor", "commitmentdomain", "source"),
    )
}
NAMED = re.compile(r'"(clauses_\w+)" (?:AS )?"?([A-Zk][0-9_]+)"?')
RECORDS = (Agreement, Clause, Commitment, Action, Source, Actor)  # a place and a domain have much of all


class Plans:
    """Notes which large tables the statements within it read from end to end."""

    def __init__(self):
        self.read = Counter()

    def __call__(self, execute, sql, params, many, context):
        if sql.lstrip().startswith("SELECT") and "clauses_" in sql:
            called = {alias: table for table, alias in NAMED.findall(sql)}
            cursor = context["connection"].connection.cursor()
            plan = cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%s", "?").replace("%%", "%"), params or ())
            scans = (re.match(r"SCAN (\w+)", step[3]) for step in plan.fetchall())
            tables = (called.get(scan[1], scan[1]) for scan in scans if scan)
            self.read.update(table for table in tables if table in LARGE)
        return execute(sql, params, many, context)


def read_by(client, address):
    plans = Plans()
    with connection.execute_wrapper(plans):
        response = client.get(address)
    assert response.status_code == 200, address
    return dict(plans.read)


@pytest.mark.parametrize("model", RECORDS, ids=lambda model: model.__name__)
@pytest.mark.parametrize("day", ["", "?known_on=2026-01-01"], ids=["today", "a past day"])
def test_the_page_of_a_record_looks_up_what_is_about_it(client, settings, wider, model, day):
    with known_on.override(known_on.parse([day.partition("=")[2]], date.max) if day else None):
        rows = model.objects.published().order_by("pk")
        addresses = [row.get_absolute_url() for row in (rows.first(), rows.last())]
    settings.KEEP_PAGES = True
    client.get(f"/about/{day}")  # what every page of a past day says of the whole record
    for address in addresses:
        assert read_by(client, f"{address}{day}") == {}, address
