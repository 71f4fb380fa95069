"""What stands in the way of making two records one, and what is said about it."""

import pytest

from clauses.editing.merging.preview import preview
from clauses.models import Proposal

from ..support.rows.factories import (
    ActionParticipantFactory,
    ActorFactory,
    CitationFactory,
    PlaceFactory,
    SourceFactory,
    SourceTextFactory,
)
from ..support.rows.merging import problems, two_places, two_sources

pytestmark = pytest.mark.django_db


def test_two_private_texts_stand_in_the_way_and_the_remedy_is_said():
    kept, other = two_sources()
    SourceTextFactory(source=kept)
    assert "source texts" in problems(kept, other)
    assert "Delete one of them first" in problems(kept, other)


def test_a_circle_stands_in_the_way():
    other = ActorFactory()
    kept = ActorFactory(parent=ActorFactory(parent=other))
    assert "would lead to itself" in problems(kept, other)
    assert "would lead to itself" not in problems(other, kept)


def test_an_article_that_credits_the_other_stands_in_the_way():
    kept, other = SourceFactory(), SourceFactory()
    CitationFactory(source=other, origin=kept)
    assert "An article does not credit itself" in problems(kept, other)


def test_a_public_record_is_not_merged_into_one_that_nobody_sees():
    assert "would vanish" in problems(ActorFactory(state="draft"), ActorFactory())
    withdrawn = ActorFactory(state="withdrawn", withdrawn_reason="not an actor")
    assert "is withdrawn" in problems(withdrawn, ActorFactory())


def test_a_proposed_change_of_the_record_that_would_go_stands_in_the_way(editor):
    kept, other = two_places()
    Proposal.objects.create(table="place", row=other.pk, title="x", edits=[], author=editor)
    assert "is proposed" in problems(kept, other)


def test_a_draft_that_becomes_public_with_the_merge_is_announced():
    kept, other = ActorFactory(), ActorFactory(state="draft")
    assert not preview(kept, other).makes_public
    ActionParticipantFactory(actor=other)
    assert preview(kept, other).makes_public


def test_a_record_is_not_merged_with_itself_or_with_one_of_another_table():
    actor = ActorFactory()
    assert "two different records" in problems(actor, actor)
    assert "two different records" in problems(actor, PlaceFactory())
