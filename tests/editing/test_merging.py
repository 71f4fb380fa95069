"""The same thing twice: two records made one with everything that names them, and that taken back to the byte."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from clauses.editing.merging.merge import MergeError, merge, undo
from clauses.editing.merging.preview import preview, tables_that_name
from clauses.exchange.fixtures.files import FILES, contents
from clauses.models import ActionParticipant, Actor, AgreementParty, Citation, Merge

from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementPartyFactory,
    CitationFactory,
    DecisionFactory,
    PlaceFactory,
)
from ..support.rows.merging import made_one, two_actions, two_actors, two_places, two_sources
from ..support.site.budget import examples

pytestmark = pytest.mark.django_db


SHAPES = [two_actors, two_places, two_sources, two_actions]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_a_merge_and_its_undo_leave_the_same_fixture_bytes(shape, editor):
    kept, other = shape()
    before = dict(contents())
    done = made_one(kept, other, editor)
    assert dict(contents()) != before
    assert not type(kept).objects.filter(slug=other.slug).exists()
    assert undo(done, user=editor).pk == other.pk
    assert dict(contents()) == before


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.__name__)
def test_nothing_names_the_record_that_went(shape, editor):
    kept, other = shape()
    made_one(kept, other, editor)
    assert f'"{other.slug}"' not in "".join(dict(contents()).values())


class AnyMixture(TestCase):
    @given(
        kept=st.lists(st.integers(0, 3), max_size=4, unique=True),
        other=st.lists(st.integers(0, 3), max_size=4, unique=True),
        roles=st.lists(st.sampled_from(["participant", "host", "signatory"]), min_size=4, max_size=4),
        keep_name=st.booleans(),
    )
    @settings(max_examples=examples(6, 60))
    def test_whatever_the_two_share_the_undo_leaves_the_same_bytes(self, kept, other, roles, keep_name):
        from django.contrib.auth import get_user_model

        user, _ = get_user_model().objects.get_or_create(username="leyla")
        actions, pair = [ActionFactory() for _ in range(4)], [ActorFactory(), ActorFactory()]
        for actor, places in zip(pair, (kept, other), strict=True):
            for place in places:
                ActionParticipantFactory(action=actions[place], actor=actor, role=roles[place])
        before = dict(contents())
        undo(made_one(*pair, user, keep_name=keep_name), user=user)
        assert dict(contents()) == before


def test_every_column_that_names_a_record_is_known():
    held = {model for models in FILES.values() for model in models}
    keys = {(m, f.name) for m in held for f in m._meta.concrete_fields if f.related_model is Actor}
    known = {(model, name) for model, names in tables_that_name(Actor).items() for name in names}
    assert known == keys | {(Citation, "value")}


def test_the_preview_tells_every_row_that_moves_and_every_row_that_is_taken_away(editor):
    kept, other = two_actors()
    found = preview(kept, other)
    (twice,) = found.dropped
    assert twice.row.name_as_reported == "Zakir Hasanov"
    assert twice.lost == [("name as reported", "Zakir Hasanov", "")]
    assert len(found.moved) == 9
    assert found.problems == []


def test_a_preview_takes_as_many_queries_for_many_rows_as_for_few(django_assert_max_num_queries):
    kept, other = two_actors()
    with django_assert_max_num_queries(40) as few:
        preview(kept, other).digest  # noqa: B018
    for _ in range(10):
        ActionParticipantFactory(actor=other)
        CitationFactory(speaker=other)
        AgreementPartyFactory(actor=other)
    with django_assert_max_num_queries(len(few)):
        assert len(preview(kept, other).moved) == 39


def test_every_row_that_moves_has_it_in_its_history_with_who_and_why(editor):
    kept, other = two_actors()
    party = AgreementParty.objects.get(actor=other)
    made_one(kept, other, editor)
    save = party.history.first()
    assert (save.actor_id, save.history_user, save.version) == (kept.pk, editor, 2)
    assert save.history_change_reason == f"one ministry (“{other.slug}” is the same as “{kept.slug}”)"
    assert Actor.history.filter(id=other.pk).first().history_type == "-"


def test_what_the_kept_record_lacks_is_not_filled_silently(editor):
    kept, other = two_actors()
    made_one(kept, other, editor)
    kept.refresh_from_db()
    assert kept.country is None
    assert kept.other_names == ""


def test_the_old_name_is_kept_where_one_asks_for_it_and_goes_with_the_undo(editor):
    kept, other = two_actors()
    done = made_one(kept, other, editor, keep_name=True)
    kept.refresh_from_db()
    assert kept.other_names == "Ministry of Defence"
    undo(done, user=editor)
    kept.refresh_from_db()
    assert kept.other_names == ""


def test_citations_whose_numbers_collide_are_counted_on(editor):
    kept, other = two_sources()
    made_one(kept, other, editor)
    assert sorted(Citation.objects.filter(source=kept).values_list("number", flat=True)) == [1, 2, 7, 8]


def test_a_change_since_the_preview_is_not_merged_over(editor):
    kept, other = two_actors()
    seen = preview(kept, other).digest
    ActionParticipantFactory(actor=other)
    with pytest.raises(MergeError, match="after the preview"):
        merge(kept, other, user=editor, reason="", seen=seen)
    assert Actor.objects.filter(pk=other.pk).exists()
    assert not Merge.objects.exists()


def test_a_merge_that_cannot_be_carried_out_to_the_end_changes_nothing(editor):
    kept, other = two_actors()
    participant = ActionParticipantFactory(actor=other)
    ActionParticipant.objects.filter(pk=participant.pk).update(name_as_reported="a ")  # no form would have let it in
    before = dict(contents())
    with pytest.raises(MergeError, match="space"):
        made_one(kept, other, editor)
    assert dict(contents()) == before


def test_an_old_code_leads_through_any_number_of_merges(editor):
    kept, other = two_places()
    third = PlaceFactory()
    made_one(kept, other, editor)
    second = made_one(third, kept, editor)
    assert Merge.objects.leading_from(type(other), other.slug) == third
    undo(second, user=editor)
    assert Merge.objects.leading_from(type(other), other.slug) == kept


def test_a_code_that_leads_elsewhere_is_not_given_away_again(editor):
    from django.core.exceptions import ValidationError

    kept, other = two_places()
    done = made_one(kept, other, editor)
    again = PlaceFactory.build(slug=other.slug)
    with pytest.raises(ValidationError, match=f"the same thing as “{kept.slug}”"):
        again.full_clean()
    undo(done, user=editor)
    Merge.objects.all().delete()


def test_fixtures_that_would_bring_a_merged_record_back_are_refused(editor, tmp_path):
    from django.core.management import CommandError, call_command

    from clauses.exchange.fixtures.files import write

    kept, other = two_places()
    files = write(tmp_path)
    made_one(kept, other, editor)
    with pytest.raises(CommandError, match=f"the same thing as “{kept.slug}”"):
        call_command("loaddata", *map(str, files), verbosity=0)


def test_a_decision_moves_with_the_statement_that_it_follows_and_back(editor):
    kept, other = ActionFactory(), ActionFactory()
    followed = CitationFactory(action=other, field="date", value="2021")
    CitationFactory(action=other, field="date", value="2022")
    decision = DecisionFactory(action=other, follows=followed)
    decision.full_clean()
    decision.save()
    before = dict(contents())
    found = made_one(kept, other, editor)
    decision.refresh_from_db()
    assert decision.action == kept
    undo(found, user=editor)
    assert dict(contents()) == before


@pytest.mark.postgresql
def test_both_records_and_later_the_merge_are_held_while_they_are_worked_on(editor):
    """On SQLite nobody else writes meanwhile."""
    kept, other = ActorFactory(), ActorFactory()
    done, undone = CaptureQueriesContext(connection), CaptureQueriesContext(connection)
    with done:
        found = made_one(kept, other, editor)
    with undone:
        undo(found, user=editor)
    in_any_order = re.search(r"IN \((\d+), (\d+)\)", next(held(done)))
    assert {int(pk) for pk in in_any_order.groups()} == {kept.pk, other.pk}
    assert f'FROM "{Merge._meta.db_table}"' in next(held(undone))


def held(asked):
    return (query["sql"] for query in asked if re.search("FOR (NO KEY )?UPDATE", query["sql"]))
