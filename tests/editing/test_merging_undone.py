"""Two records that were made one are two again: what has changed since, and what stands in the way."""

import pytest

from clauses.editing.merging.merge import MergeError, undo
from clauses.exchange.fixtures.files import contents
from clauses.models import Action, Actor, AgreementParty, Citation, Source

from ..support.rows.factories import ActionFactory, CitationFactory, PlaceFactory, SourceFactory
from ..support.rows.merging import made_one, two_actors, two_places

pytestmark = pytest.mark.django_db


def test_an_undo_is_refused_where_a_moved_row_was_changed_or_deleted_since(editor):
    kept, other = two_actors()
    done = made_one(kept, other, editor)
    source = Source.objects.get(publisher=kept)
    source.publisher = None
    source.save()
    AgreementParty.objects.get(actor=kept).delete()
    with pytest.raises(MergeError) as refused:
        undo(done, user=editor)
    said = " ".join(refused.value.messages)
    assert f"Source “{source}”: the column “publisher” has been changed since" in said
    assert "Agreement party no." in said
    assert not Actor.objects.filter(slug=other.slug).exists()


def test_another_column_of_a_moved_row_may_have_changed_since(editor):
    kept, other = two_actors()
    done = made_one(kept, other, editor)
    Source.objects.filter(publisher=kept).update(note="read again")
    undo(done, user=editor)
    assert Source.objects.get(publisher=other).note == "read again"


def test_a_row_comes_back_under_a_new_number_where_its_old_one_is_taken(editor):
    kept, other = two_places()
    before = dict(contents())
    done = made_one(kept, other, editor)
    taken = PlaceFactory(pk=other.pk)
    back = undo(done, user=editor)
    assert back.pk != other.pk
    taken.delete()
    assert dict(contents()) == before


def test_a_row_that_comes_back_goes_on_counting_its_versions(editor):
    kept, other = two_places()
    other.save()
    back = undo(made_one(kept, other, editor), user=editor)
    assert back.version == 3


def two_actions():
    """Two public actions, each with a citation of a source of its own."""
    return [CitationFactory(action=ActionFactory(), source=SourceFactory()).action for _ in range(2)]


def test_an_undo_is_refused_where_the_record_that_comes_back_would_have_no_citation_any_more(editor):
    kept, other = two_actions()
    source = other.citations.get().source
    done = made_one(kept, other, editor)
    Source.objects.filter(pk=source.pk).update(state="withdrawn", withdrawn_reason="It was retracted.")
    with pytest.raises(MergeError, match=rf"“{other.title}” would stand public without a citation"):
        undo(done, user=editor)
    assert not Action.objects.filter(slug=other.slug).exists()
    Source.objects.filter(pk=source.pk).update(state="published", withdrawn_reason="")
    assert undo(done, user=editor).citations.count() == 1


def test_a_record_that_had_no_public_citation_before_comes_back_without(editor):
    kept, other = two_actions()
    Citation.objects.filter(action=other).delete()
    CitationFactory(action=other, state="draft")
    back = undo(made_one(kept, other, editor), user=editor)
    assert [row.state for row in back.citations.all()] == ["draft"]


def test_an_undo_is_done_once(editor):
    done = made_one(*two_places(), editor)
    undo(done, user=editor)
    with pytest.raises(MergeError, match="already"):
        undo(done, user=editor)


def test_merges_in_a_row_are_undone_the_last_one_first(editor):
    kept, other = two_places()
    third = PlaceFactory()
    before = dict(contents())
    first = made_one(kept, other, editor)
    second = made_one(third, kept, editor)
    with pytest.raises(MergeError, match="undo that first"):
        undo(first, user=editor)
    undo(second, user=editor)
    undo(first, user=editor)
    assert dict(contents()) == before
