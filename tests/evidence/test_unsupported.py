"""What a record states and no source carries is found, kind by kind, where a program can find it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.evidence.unknowns import doubtful_dates, why_doubtful
from clauses.evidence.unsupported import KEPT, WAITING

from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    BearingFactory,
    CitationFactory,
    ClauseTextFactory,
    CommitmentFactory,
    DecisionFactory,
    PlaceFactory,
    SourceFactory,
)
from ..support.rows.filling import fill

pytestmark = pytest.mark.django_db
RULES = {**KEPT, **WAITING}
TOGETHER = "Paragraphs 1 to 3. The notes give this for the sources of the event together."


def missing(kind: str, record) -> list[str]:
    return [gap.missing for gap in RULES[kind]() if gap.record == record]


def command(name: str, *arguments) -> tuple[list[str], bool]:
    """The lines that a command prints, and whether it ends well."""
    out = StringIO()
    try:
        call_command(name, *arguments, stdout=out)
    except CommandError as error:
        return [*out.getvalue().splitlines(), str(error)], False
    return out.getvalue().splitlines(), True


def test_a_place_rests_on_a_citation_of_it_or_of_a_place_inside_it():
    region = PlaceFactory(slug="region")
    town, other = PlaceFactory(slug="town", parent=region), PlaceFactory(slug="other")
    action = ActionFactory(places=[town, region, other])
    assert missing("place", action) == ["the place other", "the place region", "the place town"]
    CitationFactory(action=action, field="place", value="town")
    assert missing("place", action) == ["the place other"]
    vague = ActionFactory(places=[town, region])
    CitationFactory(action=vague, field="place", value="region")
    assert missing("place", vague) == ["the place town"]
    CitationFactory(action=action, field="place", value="other", state="draft")
    assert missing("place", action) == ["the place other"]


def test_who_took_part_is_stated_speaks_or_is_credited():
    action, names = ActionFactory(), ("stated", "speaker", "credited", "nobody")
    actors = {name: ActorFactory(slug=name) for name in names}
    for actor in actors.values():
        ActionParticipantFactory(action=action, actor=actor)
    CitationFactory(action=action, field="participant", value="stated")
    CitationFactory(action=action, speaker=actors["speaker"])
    CitationFactory(action=action, attributed_to=actors["credited"])
    CitationFactory(action=ActionFactory(), speaker=actors["nobody"])
    assert missing("participant", action) == ["the participant nobody"]


def test_a_deadline_rests_on_a_citation_of_the_promise_or_of_its_clause():
    promises = [CommitmentFactory(deadline="2023-01-01") for _ in range(3)]
    CitationFactory(commitment=promises[0], field="date", value="2023-01")
    CitationFactory(clause=promises[1].clause, field="date", value="2023-01-01")
    CitationFactory(commitment=promises[2], field="date", value="2024")
    assert [missing("deadline", one) for one in promises] == [[], [], ["the deadline 2023-01-01"]]


def test_a_link_called_stated_by_a_source_rests_on_a_passage():
    bare, inferred = BearingFactory(), BearingFactory(basis="inferred_by_analyst")
    for one in (bare, inferred):
        CitationFactory(action=one.action, quote="", locator=None)
    assert missing("link", bare) == ["that a source states the link"]
    assert missing("link", inferred) == []
    CitationFactory(action=bare.action, quote="", locator=4)
    assert missing("link", bare) == []


def test_a_passage_on_the_promise_carries_a_link_only_if_its_source_reports_the_action():
    bearing, source = BearingFactory(), SourceFactory()
    CitationFactory(commitment=bearing.commitment, source=source, quote="in line with it")
    assert missing("link", bearing) == ["that a source states the link"]
    CitationFactory(action=bearing.action, source=source, quote="", locator=None)
    assert missing("link", bearing) == []


def test_decisive_words_stand_in_a_quotation_or_in_a_text_that_names_its_source():
    promises = [
        CommitmentFactory(wording="Will hold", wording_language="en", wording_status="reported_paraphrase")
        for _ in range(4)
    ]
    CitationFactory(commitment=promises[0], quote="they will hold meetings")
    CitationFactory(clause=promises[1].clause, quote="will hold")
    text = {"text": "The parties will hold meetings.", "status": "reported_paraphrase"}
    ClauseTextFactory(clause=promises[2].clause, source=SourceFactory(), **text)
    CitationFactory(commitment=promises[3], quote="regular meetings")
    assert [missing("wording", one) for one in promises] == [[], [], [], ["the words “Will hold”"]]


def test_a_note_that_does_not_know_who_says_so_is_found_with_the_value():
    stated = CitationFactory(action=ActionFactory(), field="status", value="completed", note=TOGETHER)
    assert missing("note", stated) == ["the status completed"]
    whole = CitationFactory(note="The Declaration itself is not known to name this agreement; reports do.")
    assert missing("note", whole) == ["its record"]
    for harmless in ("Paragraphs 1 to 3.", "It credits media that it does not name here."):
        assert missing("note", CitationFactory(note=harmless)) == []
    assert missing("note", CitationFactory(note=TOGETHER, stance="mentions")) == []


def test_a_note_that_nobody_saw_the_source_is_found_where_the_source_says_what_was_seen():
    unread = "Known from notes; its text was not read."
    seen = CitationFactory(source__extent="excerpt", stance="mentions", note=unread)
    assert missing("note", seen) == ["its note"]
    for extent in ("nothing", ""):
        assert missing("note", CitationFactory(source__extent=extent, note=unread)) == []
    assert missing("note", CitationFactory(source__extent="excerpt", note="Only an excerpt was seen.")) == []


def test_a_value_that_a_passage_denies_needs_a_decision():
    action = ActionFactory(status="completed", date="2021-10-05")
    CitationFactory(action=action, field="status", value="planned", stance="contradicts")
    assert missing("denied", action) == []
    denial = CitationFactory(action=action, field="status", value="completed", stance="contradicts")
    assert missing("denied", action) == [f"the status completed against {denial.code}, which denies it"]
    DecisionFactory(action=action, field="status")
    assert missing("denied", action) == []


def test_nothing_is_completed_before_it_can_have_begun():
    told = ["that it came about: all its sources are older"]
    action = ActionFactory(status="completed", date="2021-10-05")
    CitationFactory(action=action, source=SourceFactory(published="2021-10-01"))
    assert missing("early", action) == told
    CitationFactory(action=action, source=SourceFactory(published="2021-10"))
    assert missing("early", action) == []
    undated = ActionFactory(status="completed", date="2021-10-05")
    CitationFactory(action=undated, source=SourceFactory(published=""))
    assert missing("early", undated) == []


def test_every_line_names_record_field_what_is_missing_and_what_helps():
    action = ActionFactory(slug="drill", date="", status="unknown", places=[PlaceFactory(slug="baku")])
    CitationFactory(action=action)
    lines, ended_well = command("check_evidence", "--kind", "place")
    remedy = "Cite a passage that states it, or take the place back."
    assert lines[0] == f"action drill, places: no citation supports the place baku. {remedy}"
    assert ended_well
    lines, ended_well = command("check_evidence", "--kind", "place", "--all")
    assert not ended_well
    assert lines[-1] == "1 statements rest on no citation (place 1). Follow what each line says."


def test_a_rule_that_the_shipped_record_keeps_fails_the_check():
    ActionFactory(slug="bare", date="", status="unknown")
    lines, ended_well = command("check_evidence", "--kind", "citation")
    assert any(line.startswith("action bare, record: no citation supports it. ") for line in lines)
    assert not ended_well


def test_the_shipped_record_keeps_every_rule_that_counts(wider):
    assert [str(gap) for rule in KEPT.values() for gap in rule()] == []
    lines, ended_well = command("check_evidence")
    assert ended_well
    assert lines[-1].startswith(
        "Every rule that counts is kept (citation 0, code 0, deadline 0, denied 0, early 0, note 0, wording 0, "
    )


@pytest.mark.parametrize("kind", RULES)
def test_a_rule_asks_as_many_queries_for_many_records_as_for_few(kind):
    def asked() -> int:
        with CaptureQueriesContext(connection) as captured:
            list(RULES[kind]())
        return len(captured)

    fill(6)
    few = asked()
    fill(60)
    assert asked() <= few <= 9


@pytest.mark.parametrize(
    ("date", "why"),
    [
        ("2021-08?", "marked with ?"),
        ("2021-08~", "marked with ~"),
        ("[..2021-11-10]", "open at one end"),
        ("2022-09-05/..", "open at one end"),
        ("../2022-12-06", "open at one end"),
        ("[2022-01-31..2022-02-06]", ""),
        ("2021-10-05/2021-10-08", ""),
        ("2021", ""),
        ("", ""),
    ],
)
def test_a_date_is_doubtful_where_it_is_marked_or_open(date, why):
    assert why_doubtful(date) == why


def test_doubts_are_listed_of_every_table_and_of_every_note():
    ActionFactory(slug="drill", date="2021-08?")
    ActionFactory(slug="draft", date="2021-08?", state="draft")
    CommitmentFactory(slug="promise", deadline="[..2023-01-01]")
    paper = SourceFactory(slug="paper", published="2021-05/..")
    CitationFactory(source=paper, number=4, field="date", value="2022~", note=TOGETHER)
    lines, _ = command("list_doubts")
    assert lines == [
        "commitment promise, deadline: [..2023-01-01], open at one end",
        "action drill, date: 2021-08?, marked with ?",
        "source paper, published: 2021-05/.., open at one end",
        "citation paper/4, value: 2022~, marked with ~",
        f"citation paper/4, date 2022~: {TOGETHER}",
        "4 dates are marked or open; 1 notes do not know who says so.",
    ]


def test_doubts_are_listed_in_as_many_queries_for_many_rows_as_for_few():
    fill(6)
    with CaptureQueriesContext(connection) as few:
        list(doubtful_dates())
    fill(60)
    with CaptureQueriesContext(connection) as many:
        list(doubtful_dates())
    assert len(many) == len(few)
