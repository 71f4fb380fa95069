"""The day of the data is that of the newest change of what is public, however long the history is."""

from datetime import UTC, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.models import Action
from clauses.public.sections.data_day import AT_ONCE, data_day

from ...support.rows.factories import ActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def changed(action: Action, day: int) -> None:
    """As if its newest save had been on this day of January 2024."""
    save = action.history.latest()
    save.history_date = datetime(2024, 1, day, 12, tzinfo=UTC)
    save.save()


def test_without_a_public_record_there_is_no_day():
    ActionFactory(state="draft")
    assert data_day() is None


def test_a_draft_and_what_was_withdrawn_have_no_say():
    public, withdrawn = ActionFactory(), ActionFactory()
    changed(public, 5)
    changed(withdrawn, 7)
    Action.objects.filter(pk=withdrawn.pk).update(state="withdrawn")
    ActionFactory(state="draft")
    assert data_day().isoformat() == "2024-01-05"


def test_it_is_found_behind_any_number_of_changes_of_what_is_no_longer_public():
    public = ActionFactory()
    changed(public, 5)
    others = ActionFactory.create_batch(AT_ONCE + 5)
    Action.objects.filter(pk__in=[one.pk for one in others]).update(state="draft")
    assert data_day().isoformat() == "2024-01-05"


def test_it_takes_two_queries_for_a_table_however_many_changes_there_are():
    ActionFactory.create_batch(AT_ONCE * 2)
    with CaptureQueriesContext(connection) as asked:
        data_day()
    assert len(asked) == 4  # of commitments and citations there is no save, and so no row is asked for
