"""Lists of actions: by date; those without a date stand, labelled so, where they were first reported."""

import pytest

from clauses.models import Action

from ..support.pages.reading import page
from ..support.rows.factories import ActionFactory, CitationFactory, SourceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def undated():
    action = ActionFactory(title="Undated clearing", date="")
    for published in ("2022-03-01", "2022-02-07", ""):
        CitationFactory(action=action, source=SourceFactory(published=published))
    return action


def order(actions) -> list[str]:
    return [action.title for action in actions.in_time_order()]


def test_an_undated_action_stands_where_it_was_first_reported(undated):
    before, after = ActionFactory(title="Before", date="2022-02-06"), ActionFactory(title="After", date="2022-02-08")
    actions = Action.objects.filter(pk__in=[before.pk, undated.pk, after.pk])
    assert order(actions) == ["Before", "Undated clearing", "After"]
    assert actions.newest_first().first() == after


def test_it_says_that_it_is_undated_and_when_it_was_first_reported(undated, client):
    assert "undated, first reported 7 February 2022 Undated clearing" in page(client, "/actions/?q=undated+clearing")


def test_a_draft_report_places_nothing(undated):
    CitationFactory(action=undated, source=SourceFactory(published="2020"), state="draft")
    assert Action.objects.with_first_report().get(pk=undated.pk).first_report == "2022-02-07"


def test_an_action_that_nobody_dates_comes_last():
    nowhere = ActionFactory(title="Nowhere", date="")
    dated = ActionFactory(title="Dated", date="1900")
    assert order(Action.objects.filter(pk__in=[nowhere.pk, dated.pk])) == ["Dated", "Nowhere"]
