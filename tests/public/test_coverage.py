"""The page of what was read and what was not: every number leads to just these rows."""

import re
from datetime import date
from html import unescape

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from clauses import known_on
from clauses.dataset import BY_NAME
from clauses.dataset.derived import COVERAGE
from clauses.evidence import coverage
from clauses.filters import Question
from clauses.models import Action, Source

from ..support.pages.reading import page, rows_of
from ..support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementPartyFactory,
    AssessmentFactory,
    BearingFactory,
    CitationFactory,
    CommitmentFactory,
    DomainFactory,
    SourceFactory,
)
from ..support.rows.filling import fill

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
LINK = re.compile(r'<a href="(/[^"#]*)"[^>]*>(\d+)')


@pytest.fixture
def pact():
    """An agreement with a promise on drills, a drill that two outlets report, and a baseline and a reaction."""
    agreement = AgreementFactory(slug="pact", authentic_languages="az; ka")
    promise = CommitmentFactory(
        title="Hold drills", clause__agreement=agreement, domains=[DomainFactory(slug="drilling", label="Drilling")]
    )
    drill = ActionFactory(title="The drill", agreement=agreement, date="2021-10-05")
    sources = (SourceFactory(language="az", extent="whole"), SourceFactory(language="ru", extent="cut_excerpt"))
    for source in sources:
        CitationFactory(action=drill, source=source)
    BearingFactory(action=drill, commitment=promise)
    for relation in ("baseline", "reaction"):
        other = ActionFactory(agreement=agreement, relation=relation, date="2021")
        BearingFactory(action=other, commitment=promise)
        CitationFactory(action=other, source=sources[0])
    return agreement


def numbers(client, address: str) -> dict[str, int]:
    """The numbers of the page that are links to lists, by the address of the list."""
    content = client.get(address).content.decode()
    return {unescape(href): int(count) for href, count in LINK.findall(content) if "csv" not in href}


def behind(href: str) -> int:
    """How many rows the list at this address has."""
    path, _, query = href.partition("?")
    data = QueryDict(query, mutable=True)
    day = data.pop("known_on", None)
    with known_on.override(date.fromisoformat(day[0]) if day else None):
        return Question(BY_NAME[path.strip("/")], data).without().count()


@pytest.mark.parametrize("query", ["", "?agreement=pact", "?known_on=2022-02-10"])
def test_every_number_is_that_of_the_rows_behind_it(client, shipped, pact, query):
    found = numbers(client, f"/coverage/{query}")
    assert len(found) > 12
    assert {href: behind(href) for href in found} == found
    assert all(client.get(href).status_code == 200 for href in list(found)[:3])


def test_sources_are_told_by_language_year_reading_and_kind(client, pact):
    SourceFactory(language="", extent="", published="", kind="agency")
    found = numbers(client, "/coverage/?agreement=pact")
    assert found["/sources/?agreement=pact&language=az"] == 1
    assert found["/sources/?agreement=pact&extent=cut_excerpt"] == 1
    assert found["/sources/?agreement=pact&published_from=2021&published_to=2021&published_match=certainly"] == 2
    assert "/sources/?agreement=pact&kind=agency" not in found
    assert coverage.lots_of(Source.objects.published().filter(published=""))[0].year is None


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("2021-10-05/2021-10-08", 2021),
        ("2021", 2021),
        ("[2021-12-31..2022-01-01]", None),
        ("2021-12-31/2022-01-01", None),
        ("[..2021-10-05]", None),
        ("2021-10-05?", None),
        ("", None),
    ],
)
def test_an_action_lies_in_a_year_only_for_certain(date, year):
    row = ActionFactory(date=date)
    (found,) = coverage.year_of(Action.objects.filter(pk=row.pk), "date")
    assert found.year == year


def test_follow_ups_alone_are_counted_by_domain_and_year(client, pact):
    found = numbers(client, "/coverage/?agreement=pact")
    asked = "/actions/?agreement=pact&domain=drilling&relation=follow_up"
    assert found[f"{asked}&date_from=2021&date_to=2021&date_match=certainly"] == 1
    assert found[asked] == 1
    assert found["/actions/?agreement=pact&relation=baseline"] == 1
    assert found["/actions/?agreement=pact&relation=reaction"] == 1


def test_languages_of_the_treaty_that_nobody_read_are_named(client, pact):
    told = page(client, "/coverage/?agreement=pact")
    assert "The treaty itself has a text in Georgian, and no source in it was read." in told
    CitationFactory(action=Action.objects.get(title="The drill"), source=SourceFactory(language="ka", is_stub=True))
    assert "no source in it was read" in page(client, "/coverage/?agreement=pact")
    SourceFactory._meta.model.objects.filter(language="ka").update(extent="excerpt")
    assert "no source in it was read" not in page(client, "/coverage/?agreement=pact")


def test_the_parties_own_sources_are_told_apart(client, pact):
    state = ActorFactory(kind="state")
    AgreementPartyFactory(agreement=pact, actor=state)
    organ = ActorFactory(kind="body", country=state, slug="zz-organ")
    CitationFactory(action=Action.objects.get(title="The drill"), source=SourceFactory(publisher=organ))
    assert numbers(client, "/coverage/?agreement=pact")["/sources/?agreement=pact&publisher=zz-organ"] == 1
    assert "1 of them was published by a party or an organ of one ( 33 %)" in page(
        client, "/coverage/?agreement=pact"
    ).replace("(33", "( 33")


def test_what_was_looked_for_and_not_found_stands_with_its_promise(client, pact):
    CommitmentFactory(title="Meet jointly", clause__agreement=pact, not_seen="No joint meeting of both councils.")
    promise = CommitmentFactory(title="Unsearched", clause__agreement=pact)
    none = {"state_of_evidence": "no_evidence_found", "level": None, "searched_until": "2022-05-01"}
    AssessmentFactory(commitment=promise, is_sample=False, searched_where="Azerbaijani papers", **none)
    told = page(client, "/coverage/?agreement=pact")
    assert "Meet jointly No joint meeting of both councils." in told
    assert "Unsearched : analyst-1 looked in Azerbaijani papers, until 1 May 2022" in told


def test_a_past_day_says_nothing_of_what_the_editors_looked_for(client, pact):
    promise = CommitmentFactory(title="Meet jointly", clause__agreement=pact, not_seen="No joint meeting.")
    CitationFactory(commitment=promise, source=SourceFactory(published="2021-07-01"))
    told = page(client, "/coverage/?agreement=pact&known_on=2022-01-01")
    assert "No joint meeting." not in told
    assert "is left out on a past day" in told


def test_a_past_day_counts_only_what_was_out(client, pact):
    late = ActionFactory(agreement=pact, title="Later drill", date="2021-11-01", status="announced")
    CitationFactory(action=late, source=SourceFactory(published="2022-03-01", language="hy"))
    today, then = (page(client, f"/coverage/?agreement=pact{day}") for day in ("", "&known_on=2022-02-10"))
    assert "Armenian" in today
    assert "1 follow-up was announced or planned" in today
    assert "Armenian" not in then
    assert "Later drill" not in then
    assert "No follow-up is recorded that was only announced." in then


def test_promises_without_a_follow_up_are_listed_whatever_else_bears_on_them(client, pact):
    bare = CommitmentFactory(title="Nothing followed", clause__agreement=pact)
    for relation in ("baseline", "reaction", "context", "life_cycle"):
        BearingFactory(commitment=bare, action=ActionFactory(agreement=pact, relation=relation))
    told = page(client, "/coverage/?agreement=pact")
    assert "On 1 of 2 promises no follow-up is reported." in told
    assert "Promises without a reported follow-up (1) Nothing followed" in told


def test_what_rests_on_one_origin_on_cut_excerpts_or_on_undated_sources_is_listed():
    one = ActionFactory()
    CitationFactory(action=one, source=SourceFactory(published="", extent="cut_excerpt"))
    two = ActionFactory()
    for extent in ("cut_excerpt", "whole"):
        CitationFactory(action=two, source=SourceFactory(extent=extent))
    copied = ActionFactory(date="2020")
    for origin in [SourceFactory()] * 2:
        CitationFactory(action=copied, origin=origin)
    found = coverage.thin(Action.objects.filter(pk__in=[one.pk, two.pk, copied.pk]))
    assert (found.weighed, found.one_origin) == (3, [one, copied])
    assert (found.cut_short, found.undated) == ([one], [one])


def test_too_many_actions_are_not_weighed_on_one_page(client, pact, monkeypatch):
    monkeypatch.setattr(coverage, "MOST_WEIGHED", 2)
    assert "too many actions here" in page(client, "/coverage/?agreement=pact")


@pytest.mark.parametrize(
    "query", ["agreement=nowhere", "agreement=pact&agreement=other", "colour=red", "agreement=a%00b"]
)
def test_a_question_that_cannot_be_read_is_refused(client, pact, query):
    assert client.get(f"/coverage/?{query}").status_code == 400


def test_drafts_are_counted_nowhere(client, pact):
    before = client.get("/coverage/?agreement=pact").content
    drill = Action.objects.get(title="The drill")
    CitationFactory(action=drill, source=SourceFactory(state="draft", language="fr"))
    CitationFactory(action=drill, state="draft", source=SourceFactory(language="fr"))
    ActionFactory(agreement=pact, state="draft", status="announced")
    CommitmentFactory(clause__agreement=pact, state="draft", not_seen="Secret")
    assert client.get("/coverage/?agreement=pact").content == before


def test_many_rows_need_as_many_queries_as_few(client):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/coverage/").status_code == 200
        return len(captured)

    fill(12)
    few = asked()
    fill(60)
    assert asked() <= few


def test_the_file_counts_the_same_sources(client, pact):
    rows = rows_of(COVERAGE)
    assert sum(int(row["sources"]) for row in rows) == Source.objects.published().count()
    assert {"language": "ru", "year": "2021", "extent": "cut_excerpt", "sources": "1"} in rows
    content = b"".join(client.get("/data/coverage.csv?extent=cut_excerpt").streaming_content).decode("utf-8-sig")
    assert "cut_excerpt" in content
    assert "whole" not in content


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"extent": "excerpt", "is_stub": True}, ", of which we read an excerpt; "),
        ({"extent": "cut_excerpt"}, ", of which we read an excerpt that breaks off; "),
        ({"extent": "nothing"}, "known here only because another source names it; "),
        ({"is_stub": True}, "known here only because another source names it; "),
        ({"extent": "whole"}, "How much was read the whole text"),
        ({}, "How much was read not recorded"),
    ],
)
def test_the_page_of_a_source_says_how_much_was_read(client, columns, words):
    source = SourceFactory(**columns)
    assert words in page(client, source.get_absolute_url())
