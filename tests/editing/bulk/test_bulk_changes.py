"""One column of many rows: each is asked by its own rules, drafts are written and what is published is proposed."""

import pytest
from django.core.exceptions import ValidationError

from clauses.editing import proposals
from clauses.editing.bulk import work as bulk
from clauses.editing.bulk.columns import CHANGEABLE, changes_of
from clauses.editing.review import NotAllowedError
from clauses.models import Action, ActionParticipant, ActionPlace, BulkRow, BulkWork, Commitment, Proposal

from ...support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    AgreementFactory,
    CitationFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
)
from ...support.rows.people import person
from .acting import looked_at, outcomes, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return person("editor").user


def changed(user, rows, key, value, reason="All of them"):
    """The work, once it is written, that changes the column `key` of these rows."""
    work = looked_at(user, rows, "change", key, value)
    return written(work, user, reason)


def test_drafts_are_written_and_what_is_published_is_proposed(editor):
    draft, public = ActionFactory(state="draft", status="planned"), ActionFactory(status="planned")
    done = ActionFactory(state="draft", status="completed")
    work = looked_at(editor, [draft, public, done], "change", "status", "completed")
    assert outcomes(work) == {draft.pk: "ready", public.pk: "to_propose", done.pk: "same"}
    assert Action.objects.filter(status="planned").count() == 2, "a preview writes nothing"
    written(work, editor, "The drills are over")
    assert outcomes(work) == {draft.pk: "written", public.pk: "proposed", done.pk: "same"}
    step = draft.history.first()
    assert (step.status, step.history_user, step.history_change_reason) == ("completed", editor, "The drills are over")
    assert Action.objects.get(pk=public.pk).status == "planned"
    proposal = Proposal.objects.get()
    assert (proposal.row, proposal.author, proposal.reason) == (public.pk, editor, "The drills are over")
    assert [edit.new for edit in proposals.edits_of(proposal)] == [{"status": "completed"}]
    assert done.history.count() == 1


def test_a_reviewer_applies_what_was_proposed_of_many(editor):
    row = ActionFactory(status="planned")
    CitationFactory(action=row)
    changed(editor, [row], "status", "completed")
    proposals.apply(Proposal.objects.get(), user=person("reviewer").user, seen=1)
    assert Action.objects.get().status == "completed"


def test_a_row_that_a_rule_refuses_is_named_with_the_cause_and_stays(editor):
    state, other = (
        ActionFactory(state="draft", agreement=None),
        ActionFactory(state="draft", agreement=AgreementFactory()),
    )
    work = looked_at(editor, [state, other], "change", "relation", "life_cycle")
    assert outcomes(work) == {state.pk: "refused", other.pk: "ready"}
    assert BulkRow.objects.get(row=state.pk).cause == "Agreement: Name the agreement whose life this is a step of."


def test_nobody_writes_in_what_is_in_review_or_withdrawn(editor):
    rows = [
        ActionFactory(state=state, withdrawn_reason=why, status="planned")
        for state, why in (("in_review", ""), ("withdrawn", "Wrong"))
    ]
    work = looked_at(editor, rows, "change", "status", "completed")
    assert set(outcomes(work).values()) == {"refused"}
    assert set(work.rows.values_list("cause", flat=True)) == {
        "It is in review, so nobody writes in it now. Whoever wrote it can take it back, and a reviewer can return it.",
        "It is withdrawn, so nobody writes in it now. A reviewer can set it back to draft.",
    }


def test_what_was_changed_after_it_was_shown_is_left_out_and_named(editor):
    kept, changed_row, gone = ActionFactory.create_batch(3, state="draft", status="planned")
    work = looked_at(editor, [kept, changed_row, gone], "change", "status", "completed")
    changed_row.title = "Another title"
    changed_row.save()
    lost = gone.pk
    gone.delete()
    written(work, editor)
    assert outcomes(work) == {kept.pk: "written", changed_row.pk: "left_out", lost: "left_out"}
    assert Action.objects.get(pk=changed_row.pk).status == "planned"
    assert "was changed by somebody else" in BulkRow.objects.get(row=changed_row.pk).cause


def test_a_place_is_added_and_taken_away(editor):
    place = PlaceFactory()
    here, draft, public = ActionFactory(state="draft"), ActionFactory(state="draft"), ActionFactory()
    ActionPlace.objects.create(action=here, place=place)
    work = changed(editor, [here, draft, public], "places-add", place.pk)
    assert outcomes(work) == {here.pk: "same", draft.pk: "written", public.pk: "proposed"}
    tie = ActionPlace.objects.get(action=draft)
    assert (tie.history.get().history_user, tie.history.get().history_change_reason) == (editor, "All of them")
    proposals.apply(Proposal.objects.get(), user=person("superuser").user, seen=1)
    work = changed(editor, [here, draft, public], "places-take", place.pk)
    assert outcomes(work) == {here.pk: "written", draft.pk: "written", public.pk: "proposed"}
    assert ActionPlace.objects.get().action == public
    assert tie.history.first().history_type == "-"


def test_a_place_that_somebody_added_meanwhile_is_not_added_twice(editor):
    place, row = PlaceFactory(), ActionFactory(state="draft")
    work = looked_at(editor, [row], "change", "places-add", place.pk)
    ActionPlace.objects.create(action=row, place=place)
    written(work, editor)
    assert outcomes(work) == {row.pk: "same"}


def test_a_domain_is_added_to_promises(editor):
    domain, row = DomainFactory(), CommitmentFactory(state="draft")
    changed(editor, [row], "domains-add", domain.pk)
    assert Commitment.objects.get().domains.get() == domain


def test_a_value_that_is_gone_meanwhile_is_refused(editor):
    row, other = ActionFactory(state="draft", agreement=None), AgreementFactory()
    work = looked_at(editor, [row], "change", "agreement", other.pk)
    other.delete()
    written(work, editor)
    assert outcomes(work) == {row.pk: "left_out"}


def test_a_row_of_a_record_is_proposed_with_its_record(editor):
    public = ActionParticipantFactory(role="participant")
    draft = ActionParticipantFactory(role="participant", action=ActionFactory(state="draft"))
    work = changed(editor, [public, draft], "role", "host")
    assert outcomes(work) == {public.pk: "proposed", draft.pk: "written"}
    assert (Proposal.objects.get().table, Proposal.objects.get().row) == ("action", public.action_id)
    assert ActionParticipant.objects.get(pk=draft.pk).role == "host"


def test_the_same_is_not_proposed_twice_and_another_proposal_is_told(editor):
    row, other = ActionFactory(status="planned"), ActionFactory(status="planned")
    changed(editor, [row], "status", "completed")
    changed(editor, [other], "type", "statement")
    work = looked_at(editor, [row, other], "change", "status", "completed")
    assert outcomes(work) == {row.pk: "refused", other.pk: "to_propose"}
    assert "proposed already" in work.rows.get(row=row.pk).cause
    assert "Another change of it is proposed" in work.rows.get(row=other.pk).warning


def test_a_superuser_writes_at_once_but_takes_no_last_citation():
    boss = person("superuser").user
    agreement = AgreementFactory(record_level="mention")
    work = changed(boss, [agreement], "record_level", "metadata")
    assert outcomes(work) == {agreement.pk: "left_out"}
    row = ActionFactory(status="planned")
    CitationFactory(action=row)
    assert outcomes(changed(boss, [row], "status", "completed")) == {row.pk: "written"}


def test_portion_by_portion_everything_is_written_once(editor, monkeypatch):
    monkeypatch.setattr(bulk, "WRITTEN", 2)
    monkeypatch.setattr(bulk, "LOOKED_AT", 2)
    rows = ActionFactory.create_batch(5, state="draft", status="planned")
    work = looked_at(editor, rows, "change", "status", "completed")
    bulk.confirm(work, editor, "Why")
    bulk.go_on(work, editor, seconds=0)
    assert bulk.counts(work) == {"written": 2, "ready": 3}
    assert work.stage == "writing"
    with pytest.raises(NotAllowedError, match="nothing was written twice"):
        bulk.confirm(work, editor, "Why")
    bulk.go_on(work, editor, seconds=60)
    assert (work.stage, bulk.counts(work)) == ("done", {"written": 5})
    assert {row.history.count() for row in rows} == {2}


def test_a_portion_that_cannot_be_finished_is_not_written_at_all(editor, monkeypatch):
    rows = ActionFactory.create_batch(2, state="draft", status="planned")
    work = looked_at(editor, rows, "change", "status", "completed")
    bulk.confirm(work, editor, "Why")

    def fails(*said):
        raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        bulk.go_on(work, editor, seconds=0, along=fails)
    assert Action.objects.filter(status="planned").count() == 2
    assert bulk.counts(work) == {"ready": 2}


def test_it_is_stopped_half_way_and_what_was_written_stays(editor, monkeypatch):
    monkeypatch.setattr(bulk, "WRITTEN", 2)
    rows = ActionFactory.create_batch(5, state="draft", status="planned")
    work = looked_at(editor, rows, "change", "status", "completed")
    bulk.confirm(work, editor, "Why")
    bulk.go_on(work, editor, seconds=0)
    assert bulk.stop(work)
    bulk.go_on(work, editor, seconds=60)
    assert Action.objects.filter(status="completed").count() == 2
    assert work.stage == "stopped"


def test_whoever_lost_the_role_writes_nothing_more(editor):
    rows = ActionFactory.create_batch(2, state="draft", status="planned")
    work = looked_at(editor, rows, "change", "status", "completed")
    bulk.confirm(work, editor, "Why")
    editor.groups.clear()
    editor = type(editor).objects.get(pk=editor.pk)
    with pytest.raises(NotAllowedError):
        bulk.go_on(work, editor, seconds=0)
    assert Action.objects.filter(status="planned").count() == 2


def test_no_rows_and_too_many_rows_are_refused(editor, monkeypatch):
    with pytest.raises(ValidationError, match="no rows"):
        looked_at(editor, Action.objects.none(), "change", "status", "completed")
    monkeypatch.setattr(bulk, "MOST", 2)
    ActionFactory.create_batch(3)
    with pytest.raises(ValidationError, match="more than 2 rows"):
        looked_at(editor, Action.objects.all(), "change", "status", "completed")


def test_only_the_newest_works_of_a_user_are_kept(editor):
    row = ActionFactory(state="draft", status="planned")
    for _ in range(bulk.KEPT + 2):
        looked_at(editor, [row], "change", "status", "completed")
    assert BulkWork.objects.count() == bulk.KEPT
    BulkWork.objects.update(created="2021-06-15T00:00Z")
    looked_at(person("editor", "other").user, [row], "change", "status", "completed")
    assert BulkWork.objects.count() == 1


@pytest.mark.parametrize("model", CHANGEABLE)
def test_every_declared_column_is_there_and_editable(model):
    for change in changes_of(model).values():
        assert change.field.editable or change.field.many_to_many
        assert change.label
