"""Promises by year: every number of the matrix is that of the list which it leads to, and of the files."""

import re
from collections import Counter
from xml.etree import ElementTree

import pytest

from clauses.public.promises.matrix import MOST_YEARS
from clauses.vocabularies import PromiseState
from tests.support.site.paths import ROOT

from ...support.pages.marks import found, marks, shares
from ...support.pages.reading import csv_rows, file_rows, html_of, page
from ...support.rows.factories import (
    AgreementFactory,
    CitationFactory,
    CommitmentFactory,
    SourceFactory,
)
from ...support.rows.promises import bearing

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
SHUSHA = "/agreements/shusha-declaration-2021-06-15/"


@pytest.fixture
def promise():
    return CommitmentFactory(title="Meet once a year")


def promises_of(promise) -> str:
    return f"{promise.clause.agreement.get_absolute_url()}promises/"


# --- The shipped record


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize("day", ["", "2021-12-31"])
def test_each_number_is_that_of_the_list_it_leads_to(client, day):
    known = f"known_on={day}" if day else ""
    html = html_of(client, f"{SHUSHA}promises/?{known}")
    drawn = marks(html)
    assert len(drawn) > (60 if not day else 5)
    wrong = []
    for _, _, asked, words, number in drawn:
        rows = found(client, "actions", asked)
        if not len(rows) == int(number) == sum(map(int, re.findall(r"\d+", words))):
            wrong.append((asked, number, words, len(rows)))
    assert wrong == []
    for asked, state, count in shares(html):
        assert len(found(client, "commitments", asked)) == count, state


@pytest.mark.usefixtures("wider")
def test_page_files_home_and_agreement_count_alike(client):
    rows = [row for row in file_rows(client, "states") if row["sets_duty"] == "yes"]
    counted = Counter(row["state"] for row in rows)
    for address in ("/", SHUSHA, f"{SHUSHA}promises/"):
        assert {state: count for _, state, count in shares(html_of(client, address))} == counted, address
    by_promise = Counter()
    for row in csv_rows(client.get(f"{SHUSHA}promises.csv")):
        by_promise[row["commitment"]] += sum(int(row[name]) for name in ("reported", "announced", "unclear"))
    assert by_promise == {row["commitment"]: int(row["follow_ups"]) for row in file_rows(client, "states")}
    assert f"Of {len(rows)} promises, {counted['reported']} have follow-ups reported, " in page(client, SHUSHA)


# --- What a mark is


def test_a_mark_is_open_where_nothing_is_reported_as_begun_and_larger_for_more(client, promise):
    bearing(promise, status="planned", date="2021-05-01")
    for _ in range(7):
        bearing(promise, status="completed", date="2023-05-01")
    bearing(promise, status="planned", date="2023-06-01")
    first, second = marks(html_of(client, promises_of(promise)))
    assert (first[0], first[1], first[3], first[4]) == ("1", " open", "1 announced", "1")
    assert (second[0], second[1], second[3], second[4]) == ("4", "", "7 reported, 1 announced", "8")


def test_years_between_are_columns_too_and_old_ones_are_one(client, promise):
    for year in (1990, 1991, 2010, 2022):
        bearing(promise, status="completed", date=f"{year}-05-01")
    html = html_of(client, promises_of(promise))
    headings = re.findall(r'role="columnheader" class="number">([^<]+)<', html)
    assert headings == ["to 2010", *map(str, range(2023 - MOST_YEARS, 2023))]
    old, new = marks(html)
    assert (old[4], new[4]) == ("3", "1")
    assert len(found(client, "actions", old[2])) == 3


def test_what_has_no_year_has_a_column_that_leads_to_just_that(client, promise):
    undated = bearing(promise, published="", status="completed", date="")
    bearing(promise, status="completed", date="2022-05-01")
    html = html_of(client, promises_of(promise))
    assert "no year" in html
    *_, last = marks(html)
    assert [row["slug"] for row in found(client, "actions", last[2])] == [undated.slug]


def test_a_year_that_is_none_is_refused_with_what_can_be_asked(client):
    response = client.get("/actions/?year=twenty")
    assert response.status_code == 400
    assert "or none for what has no year" in response.content.decode()


def test_statements_that_set_no_duty_are_rows_and_in_no_share(client, promise):
    CommitmentFactory(clause=promise.clause, modality="declaratory", title="They stress it")
    words = page(client, promises_of(promise))
    assert "The one promise has nothing reported." in words
    assert "1 statement that sets no duty is below and not counted here." in words
    assert "They stress it" in words


def test_it_takes_as_many_queries_for_many_promises_as_for_one(client, promise, django_assert_max_num_queries):
    for _ in range(5):
        other = CommitmentFactory(clause=promise.clause)
        bearing(other, status="completed")
    with django_assert_max_num_queries(18):
        client.get(promises_of(promise))


def test_an_agreement_without_promises_says_so_and_one_that_is_not_public_is_not_found(client):
    assert "No promise of it is recorded" in page(client, f"{AgreementFactory().get_absolute_url()}promises/")
    hidden = AgreementFactory(state="draft").get_absolute_url()
    for name in ("promises/", "promises.svg", "promises.csv"):
        assert client.get(f"{hidden}{name}").status_code == 404


# --- The drawing


def test_the_drawing_stands_alone_and_says_what_it_shows(client):
    agreement = AgreementFactory(title='On <b> & "trade"')
    promise = CommitmentFactory(clause__agreement=agreement, title="Trade <more> & more")
    CitationFactory(commitment=promise, source=SourceFactory(published="2022-01-01"))
    bearing(promise, status="completed", date="2022-05-01")
    response = client.get(f"{agreement.get_absolute_url()}promises.svg?known_on=2022-12-31")
    assert response["Content-Type"] == "image/svg+xml"
    text = response.content.decode()
    root = ElementTree.fromstring(text)
    words = " ".join("".join(root.itertext()).split())
    for said in ("Trade <more> & more", "1 reported", "as known on 31 December 2022", agreement.get_absolute_url()):
        assert said in words
    assert "<script" not in text
    assert set(re.findall(r'"(https?://[^"]+)"', text)) == {"http://www.w3.org/2000/svg"}


def test_the_stylesheet_tells_each_state_apart():
    css = (ROOT / "clauses/static/treatytracker/public.css").read_text(encoding="utf-8")
    assert [state.value for state in PromiseState if f".became.{state.value}" not in css] == []
