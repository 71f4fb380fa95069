"""What is uncertain about an action, case by case: each sentence is there where it is so, and only there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ..support.pages.reading import page
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementPartyFactory,
    BearingFactory,
    CitationFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def certain(**action):
    """An action about which nothing is uncertain: two origins, read whole, that state its date, status and place."""
    action = ActionFactory(**{"places": [PlaceFactory()], **action})
    for _ in range(2):
        source = SourceFactory(extent="whole")
        CitationFactory(action=action, source=source, field="date", value=action.date)
        CitationFactory(action=action, source=source, field="status", value=action.status)
    return action


def doubts(client, action, query: str = "") -> str:
    """What the page says is uncertain; empty where it says nothing."""
    told = page(client, action.get_absolute_url() + query)
    _, found, rest = told.partition("What is uncertain")
    return rest.partition("Commitments that it bears on")[0].strip() if found else ""


def test_of_what_is_certain_nothing_is_said(client):
    assert doubts(client, certain()) == ""


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2021-10-05?", "The date is uncertain: possibly 5 October 2021."),
        ("2021-10~", "The date is approximate: about October 2021."),
        ("2021%", "The date is uncertain and approximate: possibly about 2021."),
        ("2021-10", "Only the month is known: October 2021."),
        ("2021", "Only the year is known: 2021."),
        ("[..2021-10-05]", "The day is not known, only that it was on or before 5 October 2021."),
        ("2021-10-05/..", "Only one end is known: from 5 October 2021, open end."),
        ("2021-10-05/2021-10-08", ""),
    ],
)
def test_a_date_says_how_exact_it_is(client, date, words):
    told = doubts(client, certain(date=date))
    assert words in told
    assert bool(told) == bool(words)


def test_an_inferred_date_has_its_reason_and_the_sources_that_state_it(client):
    action = certain(date_reason="The report says yesterday.")
    told = doubts(client, action)
    assert "The date is our reading: The report says yesterday." in told
    assert f"Rests on {action.citations.first().source.title}" in told


def test_a_date_that_no_passage_states_says_so(client):
    action = certain()
    action.citations.filter(field="date").update(value="2021-09-01")
    assert "No cited passage states this date itself" in doubts(client, action)


def test_an_action_without_a_date_says_so(client):
    action = certain(date="")
    assert "No cited passage states a date." in doubts(client, action)


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("unknown", "No source says how far it got."),
        ("announced", "Last reported on 6 October 2021, as announced: whether it came about, no later source says."),
        ("ongoing", "Last reported on 6 October 2021, as ongoing: whether it ended, no later source says."),
        ("missed", ""),
        ("cancelled", ""),
    ],
)
def test_a_status_that_is_open_says_when_it_was_last_reported(client, status, words):
    told = doubts(client, certain(status=status))
    assert words in told
    assert bool(told) == bool(words)


def test_a_status_that_no_passage_states_says_so(client):
    action = certain()
    action.citations.filter(field="status").delete()
    assert "No cited passage states that it is completed" in doubts(client, action)


@pytest.mark.parametrize(("kind", "is_said"), [("joint_exercise", True), ("statement", False)])
def test_the_place_is_missed_where_there_must_be_one(client, kind, is_said):
    assert ("No source that we have says where." in doubts(client, certain(type=kind, places=[]))) is is_said


@pytest.mark.parametrize(("basis", "is_said"), [("inferred_by_analyst", True), ("stated_by_source", False)])
def test_a_link_that_an_analyst_inferred_is_no_source_s(client, basis, is_said):
    action = certain()
    BearingFactory(action=action, commitment=CommitmentFactory(title="Test together"), basis=basis)
    told = doubts(client, action)
    assert ("is inferred by an analyst; no source says so. This concerns: Test together" in told) is is_said


def test_one_origin_is_said_with_what_it_is(client):
    action = certain()
    upstream = SourceFactory(title="The dispatch")
    action.citations.update(origin=upstream)
    assert "All 2 reports go back to one origin. Rests on The dispatch" in doubts(client, action)


def test_a_single_report_is_said(client):
    action = certain()
    action.citations.filter(source=action.citations.first().source).delete()
    assert "It rests on a single report." in doubts(client, action)


def test_the_parties_own_word_is_told_where_nobody_else_reports_it(client):
    action = certain()
    first, second = dict.fromkeys(one.source.publisher for one in action.citations.order_by("pk"))
    AgreementPartyFactory(agreement=action.agreement, actor=first)
    assert "goes back to a party" not in doubts(client, action)
    AgreementPartyFactory(agreement=action.agreement, actor=second)
    assert "All that supports it goes back to a party to the agreement or to its organs." in doubts(client, action)


@pytest.mark.parametrize(
    ("extents", "words"),
    [
        (("cut_excerpt", "cut_excerpt"), "only excerpts were seen that break off"),
        (("excerpt", "cut_excerpt"), "None of its sources was read whole, only in excerpts."),
        (("nothing", "nothing"), "None of its sources was seen"),
        (("cut_excerpt", "whole"), ""),
        (("cut_excerpt", ""), ""),
    ],
)
def test_how_little_was_read_is_said(client, extents, words):
    action = certain()
    for source, extent in zip(dict.fromkeys(one.source for one in action.citations.all()), extents, strict=True):
        source.extent = extent
        source.save()
    told = doubts(client, action)
    assert words in told
    assert bool(told) == bool(words)


def test_sources_without_a_date_are_told_where_there_are_no_others(client):
    action = certain()
    for citation in action.citations.all():
        citation.source.published = ""
        citation.source.save()
    assert "None of its sources has a date that is known." in doubts(client, action)


def test_a_disagreement_leads_to_both_sides(client):
    action = certain()
    CitationFactory(action=action, field="date", value="2021-09-01", source=SourceFactory(extent="whole"))
    assert "Sources disagree: date. Both sides" in doubts(client, action)
    assert 'href="#disputed"' in client.get(action.get_absolute_url()).content.decode()


def test_a_denial_is_said_with_its_source(client):
    action = certain()
    CitationFactory(action=action, stance="contradicts", source=SourceFactory(title="The denial", extent="whole"))
    assert "A passage says that it is not so. Rests on The denial" in doubts(client, action)


def test_several_names_of_one_participant_stand_beside_each_other(client):
    action = certain()
    office = ActorFactory(name="Minister of tests", kind="office")
    ActionParticipantFactory(action=action, actor=office, name_as_reported="A. Test; Ann Test")
    ActionParticipantFactory(action=action, actor=office, role="speaker", name_as_reported="Ann Test")
    assert "Reported under several names: “A. Test”, “Ann Test”. Minister of tests" in doubts(client, action)


def test_one_name_in_two_spellings_of_case_and_marks_is_one(client):
    action = certain()
    office = ActorFactory(kind="office")
    ActionParticipantFactory(action=action, actor=office, name_as_reported="Mevlüt Çavuşoğlu; Mevlut Cavusoglu")
    assert doubts(client, action) == ""


def test_on_a_past_day_later_sources_settle_nothing_and_are_not_named(client):
    action = certain(status="completed")
    early = SourceFactory(title="The early report", published="2021-09-01", extent="whole")
    CitationFactory(action=action, source=early, field="status", value="announced")
    told = doubts(client, action, "?known_on=2021-09-30")
    assert "as announced: whether it came about, no later source says. Rests on The early report" in told
    assert "It rests on a single report." in told
    assert "Test source" not in told


def test_many_citations_need_as_many_queries_as_few(client):
    action = certain()

    def asked():
        with CaptureQueriesContext(connection) as captured:
            client.get(action.get_absolute_url())
        return len(captured)

    BearingFactory(action=action, basis="inferred_by_analyst")
    few = asked()
    for _ in range(20):
        CitationFactory(action=action, source=SourceFactory(extent="whole"))
        BearingFactory(action=action, basis="inferred_by_analyst")
    assert asked() <= few
