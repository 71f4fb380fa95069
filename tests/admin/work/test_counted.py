"""The numbers of the first page are kept, and right after every save: what counts drafts after a draft, too."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.admin.work.counted import marks, needs
from clauses.models import QuotationCheck

from ...support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    BearingFactory,
    CitationFactory,
    CommitmentFactory,
)

pytestmark = pytest.mark.django_db


def stated(action, value, **columns):
    return CitationFactory(action=action, field="date", value=value, **columns)


def changed(row, **columns):
    for name, value in columns.items():
        setattr(row, name, value)
    row.save()


@pytest.fixture
def action():
    promise = CommitmentFactory(recurrence="recurring", expected_interval_months=1)
    action = BearingFactory(commitment=promise).action
    for value in ("2021-10-05", "2021-10-07"):
        stated(action, value)
    needs(marks())
    return action


CHANGES = {
    "a public record": lambda action: ActionFactory(date="2020"),
    "the day of one": lambda action: changed(action, date="2021-10-05"),
    "one is withdrawn": lambda action: changed(action, state="withdrawn"),
    "a part of one": lambda action: ActionParticipantFactory(action=action),
    "a statement": lambda action: stated(action, "2021-10-09"),
    "a statement is taken back": lambda action: changed(action.citations.first(), state="withdrawn"),
    "a statement is deleted": lambda action: action.citations.last().delete(),
    "a source is withdrawn": lambda action: changed(action.citations.first().source, state="withdrawn"),
    "a statement is published": lambda action: changed(stated(action, "2021-11", state="draft"), state="published"),
    "a look for quotations": lambda action: QuotationCheck.objects.create(
        citation=stated(action, "2021-10-05", state="draft"), lock="broken"
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_they_are_as_if_they_were_counted_now(action, change):
    change(action)
    kept = needs(marks())
    cache.clear()
    assert needs(marks()) == kept


def test_a_draft_with_its_parts_and_statements_is_written_without_asking_the_evidence_anew(action):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            needs(marks())
        return len(queries)

    source = action.citations.first().source
    draft = ActionFactory(agreement=action.agreement, state="draft")
    needs(marks())
    changed(draft, title="Another title")
    ActionParticipantFactory(action=draft, actor=source.publisher)
    stated(draft, "2022", source=source, state="draft")
    of_drafts = asked()
    changed(draft, state="published")
    assert of_drafts < asked() / 4
