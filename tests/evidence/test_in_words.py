"""What is behind a claim is said in words, each rule by one sentence."""

import pytest

from clauses.evidence.origins import weigh
from clauses.models import Citation

from ..support.pages.reading import plain_words
from ..support.rows.factories import ActionFactory, ActorFactory, AgreementPartyFactory, CitationFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def drill():
    return ActionFactory()


@pytest.fixture
def state():
    return ActorFactory(name="Northland", kind="state")


@pytest.fixture
def ministry(state):
    return ActorFactory(name="Ministry of Defence of Northland", kind="body", country=state)


def medium(name: str, **more):
    return ActorFactory(name=name, kind="media", **more)


def report(drill, publisher=None, **more):
    """A report of the drill; `after` is the source that it credits."""
    after = more.pop("after", None)
    source = SourceFactory(publisher=publisher, **{"kind": "news", "extent": ""} | more)
    CitationFactory(source=source, action=drill, origin=after)
    return source


def told(drill, *parties, in_full: bool = False) -> str:
    evidence = weigh({"": Citation.objects.filter(action=drill)}, {one.pk for one in parties})[""]
    return evidence.in_full if in_full else str(evidence)


def test_nothing_behind_it(drill):
    assert told(drill) == "no report"
    assert told(drill, in_full=True) == "No report."


def test_one_report_names_its_outlet(drill):
    report(drill, medium("Trend"))
    assert told(drill) == "one report, by Trend"


def test_one_report_of_an_unknown_outlet(drill):
    report(drill)
    assert told(drill) == "one report"


def test_one_report_after_another_source_names_that(drill):
    report(drill, medium("Azernews"), after=SourceFactory(publisher=medium("Trend"), kind="news"))
    assert told(drill) == "one report, by Azernews, going back to Trend"


def test_one_report_after_a_source_of_an_unknown_outlet(drill):
    report(drill, medium("Azernews"), after=SourceFactory(publisher=None, kind="news"))
    assert told(drill) == "one report, by Azernews, going back to another source"


def test_one_report_after_an_earlier_one_of_the_same_outlet(drill):
    trend = medium("Trend")
    report(drill, trend, after=SourceFactory(publisher=trend, kind="news"))
    assert told(drill) == "one report, by Trend, going back to another report of its own"


def test_releases_of_one_body_are_one_origin_and_the_partys_own_account(drill, state, ministry):
    report(drill, ministry, kind="official")
    report(drill, ministry, kind="official")
    assert told(drill, state) == (
        "2 reports from one origin, the Ministry of Defence of Northland (Northland’s own account)"
    )
    assert told(drill) == "2 reports from one origin, the Ministry of Defence of Northland"


def test_several_reports_of_one_newspaper_are_not_told_as_so_many_origins(drill):
    trend = medium("Trend")
    report(drill, trend)
    report(drill, trend)
    assert told(drill) == "2 reports, both by Trend"
    report(drill, trend)
    assert told(drill) == "3 reports, all by Trend"


def test_reports_of_one_newspaper_after_others_say_so(drill):
    azernews = medium("Azernews")
    report(drill, azernews, after=SourceFactory(publisher=medium("Trend"), kind="news"))
    report(drill, azernews, after=SourceFactory(publisher=medium("APA"), kind="news"))
    assert told(drill, in_full=True) == "2 reports, both by Azernews, going back to 2 origins, Trend and APA."


def test_papers_that_copy_one_dispatch_go_back_to_its_agency(drill):
    dispatch = SourceFactory(publisher=medium("Anadolu Agency"), kind="agency")
    for name in ("Star", "Sabah", "Trend"):
        report(drill, medium(name), after=dispatch)
    assert told(drill) == "3 reports by 3 outlets, all going back to Anadolu Agency"


def test_papers_that_copy_one_source_of_an_unknown_outlet(drill):
    dispatch = SourceFactory(publisher=None, kind="agency")
    report(drill, medium("Star"), after=dispatch)
    report(drill, medium("Sabah"), after=dispatch)
    assert told(drill) == "2 reports by 2 outlets, both going back to one origin"


def test_two_origins_are_named_where_there_is_room(drill):
    report(drill, medium("Trend"), slug="a")
    report(drill, medium("APA"), slug="b")
    assert told(drill) == "2 reports from 2 separate origins"
    assert told(drill, in_full=True) == "2 reports from 2 separate origins, Trend and APA."


def test_more_origins_are_counted(drill):
    trend = medium("Trend")
    first = report(drill, trend)
    report(drill, medium("Star"), after=first)
    report(drill, medium("APA"))
    report(drill, medium("Report"))
    assert told(drill, in_full=True) == "4 reports by 4 outlets from 3 separate origins."


def test_more_origins_than_outlets_are_not_called_separate(drill):
    trend = medium("Trend")
    report(drill, trend)
    report(drill, trend)
    report(drill, medium("APA"))
    assert told(drill) == "3 reports by 2 outlets from 3 origins"


@pytest.mark.parametrize(
    ("own", "others", "words"),
    [
        (1, 1, "(one of them Northland’s own account)"),
        (2, 0, "(both Northland’s own account)"),
        (2, 1, "(2 of them Northland’s own account)"),
        (3, 0, "(all Northland’s own account)"),
    ],
)
def test_how_many_origins_are_a_partys_own(drill, state, own, others, words):
    for number in range(own):
        report(drill, ActorFactory(name=f"Office {number} of Northland", kind="office", country=state), kind="official")
    for number in range(others):
        report(drill, medium(f"Paper {number}"))
    assert told(drill, state).endswith(words)


def test_two_parties_own_accounts(drill, state, ministry):
    southland = ActorFactory(name="Southland", kind="state")
    report(drill, ministry, kind="official")
    report(drill, medium("Southland Agency", country=southland))
    assert told(drill, state, southland).endswith("(both the parties’ own account)")


def test_who_is_not_public_is_not_named(drill, state):
    hidden = ActorFactory(name="Ministry of Secrets of Northland", kind="body", country=state, state="draft")
    report(drill, hidden, kind="official")
    assert told(drill, state) == "one report (Northland’s own account)"
    state.state = "draft"
    state.save()
    assert told(drill, state) == "one report (a party’s own account)"


@pytest.mark.parametrize(
    ("extents", "words"),
    [
        (["excerpt"], "One report. Only an excerpt of it was read."),
        (["nothing"], "One report. It was not seen itself."),
        (["whole"], "One report."),
        ([""], "One report."),
        (["excerpt", "nothing"], "2 reports from 2 separate origins. None of them was read whole."),
        (["nothing", "nothing"], "2 reports from 2 separate origins. None of them was seen itself."),
        (["excerpt", "whole"], "2 reports from 2 separate origins."),
        (["excerpt", ""], "2 reports from 2 separate origins."),
    ],
)
def test_how_much_was_read(drill, extents, words):
    for extent in extents:
        report(drill, extent=extent)
    assert told(drill, in_full=True) == words


def test_page_and_list_say_it(client, drill, state, ministry):
    AgreementPartyFactory(agreement=drill.agreement, actor=state)
    report(drill, ministry, kind="official", extent="excerpt")
    said = "ne report, by the Ministry of Defence of Northland (Northland’s own account)"
    head = "One report stands behind it, not read whole. Its publisher is a party to the agreement or its organ"
    assert f"{head} (Northland’s own account)." in plain_words(client.get(drill.get_absolute_url()))
    assert f"· o{said}" in plain_words(client.get("/actions/"))
