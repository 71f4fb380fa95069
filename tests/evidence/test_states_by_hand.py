"""What has become of the 37 promises of the shipped record, today and on a past day, against a table made by hand.

`worked_by_hand/states.csv` was written from the fixtures alone, by the rule on the method page. Where this test fails,
find out who is right before anything is changed: the table is never bent.
"""

import csv

import pytest

from tests.support.site.paths import WORKED_BY_HAND

from ..support.pages.reading import file_rows

pytestmark = pytest.mark.usefixtures("wider")

LINES = list(csv.DictReader((WORKED_BY_HAND / "states.csv").read_text(encoding="utf-8").splitlines()))
NUMBERS = ("state", "reported", "announced", "unclear")


def test_the_table_has_all_37_of_today_with_a_reason_in_each_line():
    assert sum(line["day"] == "today" for line in LINES) == 37
    assert all(line["reason"] for line in LINES)


@pytest.mark.parametrize("day", ["today", "2021-12-31"])
def test_the_states_are_those_worked_out_by_hand(client, day):
    asked = {} if day == "today" else {"known_on": day}
    found = {row["commitment"]: [row[name] for name in NUMBERS] for row in file_rows(client, "states", **asked)}
    assert found == {line["commitment"]: [line[name] for name in NUMBERS] for line in LINES if line["day"] == day}
