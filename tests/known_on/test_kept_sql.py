"""Subqueries whose SQL is kept find what Django's own find, however often and wherever they are asked."""

import pytest
from django.db import connection
from django.db.models import Exists, OuterRef, Q

from clauses.known_on.kept_sql import Kept, exists
from clauses.models import Action, Bearing, Citation, Commitment

from ..support.rows.factories import ActionFactory, BearingFactory, CitationFactory, CommitmentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cited():
    """Three actions of which one is cited, and a promise that another bears on."""
    action, bare, bearing = ActionFactory(), ActionFactory(), BearingFactory()
    CitationFactory(action=action)
    return action, bare, bearing.action


def test_it_finds_the_rows_that_a_question_written_anew_finds(cited):
    kept = Q(exists(Citation.objects.order_by(), action="pk"))
    anew = Q(Exists(Citation.objects.filter(action=OuterRef("pk"))))
    for condition in (kept, ~kept, kept | Q(slug=cited[1].slug)):
        assert Action.objects.filter(condition).exists()
    assert set(Action.objects.filter(kept)) == set(Action.objects.filter(anew)) == {cited[0]}
    assert set(Action.objects.filter(~kept)) == {*cited[1:]}


def test_one_kept_question_is_asked_of_rows_at_the_end_of_another_path(cited):
    CitationFactory(action=cited[2])
    kept = exists(Citation.objects.order_by(), action="action__pk")
    assert set(Bearing.objects.filter(kept)) == {*cited[2].bearings.all()}
    assert set(Commitment.objects.filter(exists(Bearing.objects.filter(kept), commitment="pk"))) == {
        cited[2].bearings.get().commitment
    }


def test_of_several_paths_the_first_that_leads_to_something_counts():
    promise = CommitmentFactory()
    for target in ({"clause": promise.clause}, {"agreement": promise.clause.agreement}, {"commitment": promise}):
        CitationFactory(**target)
    known = Commitment.objects.filter(pk=promise.pk)
    same = exists(known, clause__agreement=("agreement_id", "clause__agreement_id"))
    assert Citation.objects.filter(same).count() == 2


def test_the_table_that_is_asked_and_the_one_that_asks_may_be_the_same():
    promise = CommitmentFactory()
    kept = exists(Commitment.objects.exclude(title="x"), clause="clause_id")
    assert set(Commitment.objects.filter(kept)) == {promise}


def test_the_sql_is_made_once_for_each_database(cited, monkeypatch):
    kept, made = exists(Citation.objects.order_by(), action="pk"), []
    make = Kept._make
    monkeypatch.setattr(Kept, "_make", lambda self, connection: made.append(1) or make(self, connection))
    for _ in range(3):
        assert Action.objects.filter(kept).count() == 1
    assert made == [1]
    assert list(kept.made) == [connection.vendor]
