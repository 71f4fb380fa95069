"""Saving a record with its rows, as the forms do: some of it is written, some of it waits for a reviewer."""

import pytest
from django.db import transaction

from clauses.editing.edits import change
from clauses.editing.proposals import edits_of, propose
from clauses.editing.saving import Saving
from clauses.evidence.last_citation import BareError
from clauses.models import Action, ActionParticipant, Citation, Proposal

from ..support.rows.factories import ActionFactory, ActionParticipantFactory, ActorFactory, CitationFactory
from ..support.rows.people import person


@pytest.fixture
def action(db):
    row = ActionFactory(title="Drill at sea")
    CitationFactory(action=row)
    return row


def saved(user, record, *changed, gone=(), revised=None, **about) -> Saving:
    with transaction.atomic():
        saving = Saving(user, **about)
        saving.begin([record, *changed, *gone], "A misprint")
        for row in gone:
            saving.delete(row)
        saving.write_together(changed)
        saving.conclude(record, revised, was_published=True)
    return saving


def test_a_draft_is_written_at_once_with_its_reason(db):
    draft = ActionFactory(state="draft", title="Drill at sea")
    draft.title = "Drill on land"
    saving = saved(person("editor").user, draft, draft)
    assert (saving.written, saving.proposed, saving.proposal) == ([draft], [], None)
    assert draft.history.first().history_change_reason == "A misprint"
    assert Action.objects.get(pk=draft.pk).title == "Drill on land"


def test_changes_of_a_published_record_and_of_its_rows_are_one_proposal(action):
    old = ActionParticipantFactory(action=action)
    new = ActionParticipant(action=action, actor=ActorFactory(), role=old.role)
    action.title = "Drill on land"
    saving = saved(person("editor").user, action, action, new, gone=[old])
    assert saving.written == []
    assert [each["what"] for each in saving.proposal.edits] == ["deleted", "changed", "added"]
    assert Action.objects.get(pk=action.pk).title == "Drill at sea"
    assert list(ActionParticipant.objects.values_list("pk", flat=True)) == [old.pk]


def test_a_superuser_writes_in_a_published_record_at_once(action, admin_user):
    action.title = "Drill on land"
    assert saved(admin_user, action, action).proposal is None
    assert Action.objects.get(pk=action.pk).title == "Drill on land"


def test_a_proposal_that_is_rewritten_keeps_what_the_form_has_no_room_for(action):
    user, row = person("editor").user, ActionParticipantFactory(action=action)
    row.actor = ActorFactory()
    proposal = propose(action, [change(row)], user=user, reason="")
    action.title = "Drill on land"
    assert saved(user, action, action, revised=proposal).proposal == proposal
    proposal.refresh_from_db()
    assert [edit.model for edit in edits_of(proposal)] == [Action, ActionParticipant]


def test_a_proposal_whose_rows_the_form_shows_unchanged_is_taken_back(action):
    user, row = person("editor").user, ActionParticipantFactory(action=action)
    row.actor = ActorFactory()
    proposal = propose(action, [change(row)], user=user, reason="")
    saving = saved(user, action, revised=proposal, tables={ActionParticipant})
    assert saving.proposal.status == "taken_back"
    assert Proposal.objects.get().status == "taken_back"


def test_the_last_citation_of_a_published_record_is_not_written_away(action, admin_user):
    only = Citation.objects.get(action=action)
    with pytest.raises(BareError):
        saved(admin_user, action, gone=[only])
    assert Citation.objects.filter(action=action).exists()
