"""Dates and statuses are the editors' reading: a check lists those that no citation supports."""

import pytest

from clauses.evidence.uncited import gaps

from ..support.rows.factories import (
    ActionFactory,
    CitationFactory,
    ClauseFactory,
    ClauseTextFactory,
    CommitmentFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def missing(record) -> list[str]:
    return [gap.missing for gap in gaps() if gap.record == record]


def test_an_action_without_any_citation_is_listed_with_all_it_states():
    action = ActionFactory(date="2021-10-05", status="completed")
    assert missing(action) == ["it", "the date 2021-10-05", "the status completed"]


def test_a_date_rests_on_a_citation_that_does_not_differ_from_it():
    action = ActionFactory(date="2022-02-03", status="unknown")
    CitationFactory(action=action, field="date", value="[2022-01-31..2022-02-06]")
    assert missing(action) == []


def test_a_date_does_not_rest_on_a_citation_of_another_date():
    action = ActionFactory(date="2022-02-03", status="unknown")
    CitationFactory(action=action, field="date", value="2022-02-04")
    assert missing(action) == ["the date 2022-02-03"]


def test_a_status_rests_on_a_citation_of_that_status():
    action = ActionFactory(date="", status="ongoing")
    CitationFactory(action=action, field="status", value="ongoing")
    assert missing(action) == []


def test_a_passage_that_contradicts_supports_nothing():
    promise = CommitmentFactory()
    CitationFactory(commitment=promise, stance="contradicts")
    assert missing(promise) == ["it"]


def test_a_draft_citation_supports_nothing():
    promise = CommitmentFactory()
    CitationFactory(commitment=promise, state="draft")
    assert missing(promise) == ["it"]


def test_a_clause_may_rest_on_a_text_that_names_its_source():
    clause = ClauseFactory()
    assert missing(clause) == ["it"]
    ClauseTextFactory(clause=clause, status="reported_paraphrase", source=SourceFactory())
    assert missing(clause) == []


def test_drafts_are_not_listed():
    assert missing(ActionFactory(state="draft")) == []


def test_everything_shipped_rests_on_a_citation(shipped):
    assert [str(gap) for gap in gaps()] == []


def test_a_statement_held_for_an_error_supports_nothing():
    action = ActionFactory(date="2022-06-15", status="unknown")
    CitationFactory(action=action, field="date", value="2022-06-15", rank="deprecated", rank_reason="A misprint.")
    assert "the date 2022-06-15" in missing(action)
