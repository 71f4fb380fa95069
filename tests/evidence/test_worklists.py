"""Lists of what editors should look at ask of a whole table what the evidence asks of one record."""

from datetime import date

import pytest

from clauses.evidence import worklists
from clauses.evidence.uncited import gaps, resting_on_citations
from clauses.models import Action, Agreement, Commitment

from ..support.rows.factories import (
    ActionFactory,
    AssessmentFactory,
    BearingFactory,
    CitationFactory,
    CommitmentFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db
TODAY = date(2023, 6, 1)


def test_claims_without_a_citation_are_those_that_the_check_lists():
    CommitmentFactory(state="draft")
    CitationFactory(commitment=CommitmentFactory(), state="draft")
    CitationFactory(commitment=CommitmentFactory(), rank="deprecated", rank_reason="A misprint.")
    CitationFactory(commitment=CommitmentFactory(), source=SourceFactory(state="draft"))
    hidden = PlaceFactory(state="draft")
    CitationFactory(action=ActionFactory(), field="place", value=hidden.slug)
    CitationFactory(commitment=CommitmentFactory())
    listed = {gap.record for gap in gaps() if gap.missing == "it"}
    assert len(listed) > 5
    found = (row for rows in resting_on_citations().values() for row in worklists.uncited(rows.model))
    assert set(found) == listed


CITED = [
    [],
    [("date", "2022-02-03")],
    [("date", "[2022-01-31..2022-02-06]")],
    [("date", "2022-02-04")],
    [("date", "2022-02-04"), ("date", "2022-02")],
    [("date", "")],
    [("status", "completed")],
    [("status", "ongoing"), ("date", "2022-02-03")],
    [("status", "completed"), ("date", "2022-02-03")],
]


@pytest.mark.parametrize("stated", CITED, ids=str)
@pytest.mark.parametrize("own", [{}, {"date": ""}, {"status": "unknown"}, {"date": "", "status": "unknown"}], ids=str)
def test_actions_with_a_date_or_status_that_no_citation_states_are_those_that_the_check_lists(stated, own):
    action = ActionFactory(**{"date": "2022-02-03", "status": "completed"} | own)
    for field, value in stated:
        CitationFactory(action=action, field=field, value=value)
    listed = any(gap.record == action and gap.missing != "it" for gap in gaps())
    assert (action in worklists.unsupported()) == listed


def test_nothing_shipped_lacks_a_citation(shipped):
    assert not worklists.unsupported().exists()
    assert not worklists.uncited(Agreement).exists()


def test_records_of_which_sources_state_different_values_are_disputed():
    disputed, agreed, vague, withdrawn = ActionFactory.create_batch(4)
    for action, values in (
        (disputed, ("2021-10-05", "2021-10-07")),
        (agreed, ("2021-10-05", "2021-10-05")),
        (vague, ("2021-10-05", "2021-10")),
        (withdrawn, ("2021-10-05", "2021-10-07")),
    ):
        for value in values:
            CitationFactory(action=action, field="date", value=value)
    withdrawn.citations.filter(value="2021-10-07").update(state="draft")
    found = set(worklists.disputed(Action))
    assert disputed in found
    assert not found & {agreed, vague, withdrawn}


def test_a_commitment_without_news_for_a_year_is_stale_and_one_without_any_comes_first():
    never, old, fresh, judged = CommitmentFactory.create_batch(4)
    CitationFactory(commitment=old, source=SourceFactory(published="2022-05-01"))
    CitationFactory(commitment=fresh, source=SourceFactory(published="2022-07"))
    AssessmentFactory(commitment=judged, assessed_on="2023-01-01", is_sample=False)
    AssessmentFactory(commitment=old, assessed_on="2023-01-01", is_sample=True)
    found = worklists.unseen_longest(TODAY, 1000)
    assert [each for each in found if each[0] in (never, old, fresh, judged)] == [
        (never, None),
        (old, date(2022, 5, 1)),
    ]
    assert {row for row, _ in found} == set(worklists.stale(TODAY))
    assert worklists.unseen_longest(TODAY, 2) == found[:2]


def test_a_report_of_an_action_that_bears_on_a_commitment_is_news_of_it():
    promise = CommitmentFactory()
    bearing = BearingFactory(commitment=promise)
    assert promise in worklists.stale(TODAY)
    citation = CitationFactory(action=bearing.action, source=SourceFactory(published="2023-03-01"))
    assert promise not in worklists.stale(TODAY)
    CitationFactory(action=bearing.action, rank="deprecated", rank_reason="A misprint.")
    assert promise not in worklists.stale(TODAY)
    type(citation).objects.filter(pk=citation.pk).update(state="draft")
    assert promise in worklists.stale(TODAY)


@pytest.mark.parametrize(
    ("reported", "months", "is_overdue"),
    [("2022-05-31", 12, True), ("2022-06-01", 12, False), ("2023-03-01", 2, True), ("", 1, False)],
)
def test_a_recurring_commitment_is_overdue_where_its_interval_has_passed_since_the_last_report(
    reported, months, is_overdue
):
    promise = CommitmentFactory(recurrence="recurring", expected_interval_months=months)
    action = BearingFactory(commitment=promise).action
    if reported:
        CitationFactory(action=action, source=SourceFactory(published="2020"))
        CitationFactory(action=action, source=SourceFactory(published=reported))
    assert (promise in worklists.overdue(TODAY)) is is_overdue


def test_reactions_do_not_put_off_what_is_overdue():
    promise = CommitmentFactory(recurrence="recurring", expected_interval_months=6)
    for relation, published in (("follow_up", "2022-01-01"), ("reaction", "2023-05-01")):
        action = BearingFactory(commitment=promise, action=ActionFactory(relation=relation)).action
        CitationFactory(action=action, source=SourceFactory(published=published))
    assert promise in worklists.overdue(TODAY)
    assert Commitment.objects.filter(pk=promise.pk).published().exists()
