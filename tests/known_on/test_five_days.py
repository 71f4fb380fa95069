"""What was known on five days, by the public CSV and pages, against a table worked out by hand.

`worked_by_hand/five_days.csv` was written by reading the fixtures by the rules on the method page. A line says what is
new, or other than before, on its day; what no later line of the same record replaces holds on. Where this test fails,
find out who is right before anything is changed: the table is never bent.
"""

import csv

import pytest

from tests.support.site.paths import WORKED_BY_HAND

from ..support.pages.reading import file_rows, page

pytestmark = pytest.mark.usefixtures("shipped")

TABLE = WORKED_BY_HAND / "five_days.csv"
LINES = list(csv.DictReader(TABLE.read_text(encoding="utf-8").splitlines()))
DAYS = sorted({line["day"] for line in LINES})
DRILL = "indestructible-brotherhood-2021"
BEFORE_ALL = "2021-06-14"  # a forum printed the text on the day of the signature; no source of the data is older


def by_hand(kind: str, day: str) -> dict[str, dict[str, str]]:
    """The last line of each record of a kind that was written by then."""
    return {line["record"]: line for line in LINES if line["kind"] == kind and line["day"] <= day}


def rows(client, table: str, day: str, **asked: str) -> list[dict[str, str]]:
    return file_rows(client, table, known_on=day, **asked)


def codes(client, table: str, day: str) -> set[str]:
    return {row["slug"] for row in rows(client, table, day)}


def test_the_table_is_of_five_days_with_the_reasoning_of_each_line():
    assert len(DAYS) == 5
    assert [line["day"] for line in LINES] == sorted(line["day"] for line in LINES)
    assert all(line["reasoning"] for line in LINES)


@pytest.mark.parametrize("day", DAYS)
def test_the_sources_that_were_out(client, day):
    dated = {row["slug"] for row in rows(client, "sources", day) if row["published"]}
    assert dated == set(by_hand("source", day))


@pytest.mark.parametrize("day", DAYS)
def test_how_many_citations_of_each_source_are_visible(client, day):
    counted = dict.fromkeys(by_hand("source", day), 0)
    for row in rows(client, "citations", day):
        counted[row["source"]] = counted.get(row["source"], 0) + 1
    assert counted == {slug: int(line["citations"]) for slug, line in by_hand("source", day).items()}


@pytest.mark.parametrize("day", DAYS)
def test_the_actions_with_status_and_date_as_then_reported(client, day):
    told = {row["slug"]: (row["status"], row["date"]) for row in rows(client, "actions", day)}
    assert told == {slug: (line["status"], line["date"]) for slug, line in by_hand("action", day).items()}


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("kind", ["agreement", "commitment"])
def test_the_agreements_and_commitments(client, kind, day):
    assert codes(client, f"{kind}s", day) == set(by_hand(kind, day))


@pytest.mark.parametrize("day", DAYS)
def test_where_the_sources_disagreed(client, day):
    told = {(row["table"], f"{row['code']}/{row['field']}") for row in rows(client, "conflicts", day)}
    assert told == {("actions", record) for record in by_hand("conflict", day)}


def test_on_the_day_before_the_signature_none_of_the_sources_was_out(client):
    for table in ("agreements", "commitments", "actions", "citations"):
        assert rows(client, table, BEFORE_ALL) == [], table
    assert not any(row["published"] for row in rows(client, "sources", BEFORE_ALL))


def test_the_page_of_the_drill_on_6_october_shows_both_starts_and_no_date(client):
    told = page(client, f"/actions/{DRILL}/?known_on=2021-10-06")
    assert "Sources disagree" in told
    assert "5 to 8 October 2021" in told
    assert "from 20 September 2021" in told
    assert "11 October" not in told.partition("What is known today")[2]  # the notice above offers that day itself
    on_that_day = rows(client, "actions", "2021-10-06", date_from="2021-10-06", date_to="2021-10-06")
    assert DRILL not in {row["slug"] for row in on_that_day}


def test_articles_that_share_a_block_are_one_origin_on_an_earlier_day_too(client):
    """On 1 March 2022 two Azernews articles carry the block, which has no date; AZERTAC, and Milliyet by Hürriyet."""
    (row,) = [row for row in rows(client, "evidence", "2022-03-01") if row["code"] == "modernise-armed-forces"]
    assert [row[name] for name in ("reports", "outlets", "origins", "self_reported")] == ["4", "3", "3", "yes"]
