"""How the page of a commitment is laid out: a strip of years, what was promised beside what is reported, folds."""

import re

import pytest

from clauses.models import Commitment

from ...support.pages.page_costs import LARGEST, queries
from ...support.pages.reading import html_of
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AssessmentFactory,
    BearingFactory,
    CitationFactory,
    SourceFactory,
)
from ...support.rows.filling import bulk
from ...support.rows.promises import bearing, plain, steps

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def strip(client, promise, query="") -> list[str]:
    """The years of the strip, each with its words."""
    html = html_of(client, promise.get_absolute_url() + query)
    found = html.partition('<ol class="year-strip">')[2].partition("</ol>")[0]
    return [plain(part) for part in found.split("<li>")[1:]]


def test_the_strip_goes_from_the_signature_to_the_newest_follow_up_on_any_promise(client, promise):
    assert strip(client, promise) == ["2021 nothing reported signed"]
    ActionFactory(agreement=promise.clause.agreement, date="2024")
    bearing(promise, date="2022-05-01")
    bearing(promise, date="2022-06-01", status="planned")
    assert strip(client, promise) == [
        *("2021 nothing reported signed", "2022 2 1 reported, 1 announced"),
        *("2023 nothing reported", "2024 nothing reported"),
    ]
    assert strip(client, promise, "?known_on=2021-12-31") == ["2021 nothing reported signed"]


def test_each_mark_of_the_strip_leads_to_just_as_many_actions(client, promise):
    for day in ("2022-05-01", "2022-06-01", "2023-01-01"):
        bearing(promise, date=day)
    html = html_of(client, promise.get_absolute_url())
    marks = re.findall(r'<a class="dot [^"]*" href="([^"]+)"[^>]*>(\d+)', html)
    assert [count for _, count in marks] == ["2", "1"]
    for address, count in marks:
        assert f" of <b>{count}</b>" in html_of(client, address.replace("&amp;", "&"))


def test_each_reported_row_says_what_it_is_as_far_as_anybody_says(client, promise):
    judged = bearing(promise, title="The judged one", date="2022-01-02")
    bearing(promise, title="The other one", date="2022-01-01")
    bearing(promise, title="The plan", status="planned", date="2024")
    told = steps(client, promise)
    assert "1 January 2022 step The other one" in told["reported"]
    assert "2024 announced The plan" in told["announced"]
    Commitment.objects.update(itself_not_seen=True, not_seen="A meeting.")
    common = {"commitment": promise, "action": judged, "level": None}
    AssessmentFactory(verdict="fulfils", is_sample=True, analyst="nobody", **common)
    assert "2 January 2022 related step The judged one" in steps(client, promise)["reported"]
    AssessmentFactory(verdict="partial", is_sample=False, analyst="anna", **common)
    AssessmentFactory(verdict="none", is_sample=False, analyst="ben", assessed_on="2023-01-01", **common)
    told = steps(client, promise)["reported"]
    assert "carries a part of it out (anna); has no bearing on it (ben) The judged one" in told
    assert "1 January 2022 related step The other one" in told


def test_an_empty_part_is_one_line_and_the_coding_is_folded(client, promise):
    html = html_of(client, promise.get_absolute_url())
    assert set(re.findall(r'<section id="([^"]+)" class="none">', html)) == {
        *("reported", "announced", "judged", "in-dispute"),
    }
    fold = html.partition('<details class="coding">')[2].partition("</details>")[0]
    for words in ("Kind", "How it binds", "How exact it is", "Who acts and decides"):
        assert words in plain(fold)
    bearing(promise)
    assert '<section id="reported">' in html_of(client, promise.get_absolute_url())


def test_the_page_stays_small_and_asks_as_often_for_many_follow_ups(client, promise):
    outlet = ActorFactory(kind="media")

    def more(count):
        days = [f"20{21 + number % 5}-{number % 12 + 1:02}-01" for number in range(count)]
        actions = bulk(ActionFactory, count, agreement=promise.clause.agreement, date=days, title="A meeting " * 8)
        bulk(BearingFactory, count, action=actions, commitment=promise, note="What ties it to the promise. " * 3)
        bulk(CitationFactory, count, action=actions, source=bulk(SourceFactory, count, publisher=outlet))

    more(5)
    few = queries(client, promise.get_absolute_url())
    more(400)
    assert queries(client, promise.get_absolute_url()) <= few
    assert len(client.get(promise.get_absolute_url()).content) < LARGEST
