"""What becomes of open proposals when the rows that they speak of, or their authors, change meanwhile."""

from html import unescape

import pytest
from django.urls import reverse

from clauses.editing import proposals
from clauses.editing.edits import Edit, What, change
from clauses.editing.merging.merge import merge
from clauses.editing.merging.preview import preview
from clauses.exchange.package.restore import restore as restore_package
from clauses.models import Action, ActionParticipant, Proposal
from tests.support.files.packages import package_bytes

from ..support.pages.forms import change_address, filled
from ..support.pages.reading import text
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    CitationFactory,
    SourceFactory,
)
from ..support.rows.people import person
from ..support.rows.proposals import decide, proposal_address, propose


def test_a_changed_row_that_was_deleted_meanwhile_comes_back_whole_where_that_is_chosen(action):
    row = ActionParticipantFactory(action=action, name_as_reported="Old name", role="host")
    pk, actor = row.pk, row.actor
    before = ActionParticipant.objects.get(pk=pk)
    row.name_as_reported = "New name"
    proposal = proposals.propose(action, [change(row, before)], user=person("editor").user, reason="")
    ActionParticipant.objects.get(pk=pk).delete()
    reviewer = person("reviewer")
    assert "Somebody deleted this row meanwhile" in text(decide(reviewer, proposal, "apply", follow=True))
    decide(reviewer, proposal, "apply", **{"choice-0-": "proposed"})
    back = ActionParticipant.objects.get(pk=pk)
    assert (back.name_as_reported, back.role, back.actor) == ("New name", "host", actor)


def test_r12_a_proposal_that_is_set_back_to_what_is_stored_is_taken_back(action):
    editor = person("editor")
    proposal = propose(editor, action, title="Drill on land")
    address = f"{change_address(action)}?proposal={proposal.pk}"
    shown = text(editor.post(address, filled(editor, action), follow=True))
    assert "so your proposal is taken back" in shown
    assert "was changed successfully" not in shown
    assert Proposal.objects.get().status == "taken_back"


def test_r12_a_rewritten_proposal_keeps_what_the_form_has_no_room_for(action):
    editor = person("editor")
    rows = ActionParticipantFactory.create_batch(21, action=action)  # more than a form shows
    changed = ActionParticipant.objects.get(pk=rows[0].pk)
    changed.name_as_reported = "as proposed"
    edits = [change(changed)]
    proposal = proposals.propose(action, edits, user=editor.user, reason="")
    address = f"{change_address(action)}?proposal={proposal.pk}"
    editor.post(address, filled(editor, action))
    proposal.refresh_from_db()
    assert (proposal.status, proposal.edits) == ("waiting", [edits[0].data])


def doors(proposal, *, author, reviewer):
    """The answers of every page and button that meets the proposal."""
    record = proposals.record_of(proposal)
    if record is not None:
        yield author.get(change_address(record))
        yield author.get(f"{change_address(record)}?proposal={proposal.pk}")
        yield author.post(f"{change_address(record)}?proposal={proposal.pk}", {}, follow=True)
    yield reviewer.get(reverse("admin:clauses_proposal_changelist"))
    for client in (author, reviewer):
        yield client.get(proposal_address(proposal))
    names = [(at, name) for at, edit in enumerate(proposal.edits) for name in ("", *edit["new"])]
    chosen = {f"choice-{at}-{name}": "proposed" for at, name in names}
    yield decide(reviewer, proposal, "apply", follow=True)
    yield decide(reviewer, proposal, "apply", follow=True, **chosen)
    yield decide(reviewer, proposal, "return", "Mend it.", follow=True)
    yield decide(reviewer, proposal, "decline", "No.", follow=True)


def walk(proposal, author):
    for answer in doors(proposal, author=author, reviewer=person("reviewer")):
        assert answer.status_code in (200, 403)


def gone_actor():
    actor = ActorFactory()
    pk = actor.pk
    actor.delete()
    return pk


NAMING_WHAT_IS_GONE = {
    "a column of the record": lambda action: Edit(
        "source", What.CHANGED, SourceFactory().pk, 1, {"publisher_id": None}, {"publisher_id": gone_actor()}
    ),
    "a new row": lambda action: Edit(
        "actionparticipant",
        What.ADDED,
        None,
        0,
        {},
        {"action_id": action.pk, "actor_id": gone_actor(), "role": "participant"},
    ),
    "a row of a record that is gone": lambda action: Edit(
        "agreementname", What.ADDED, None, 0, {}, {"agreement_id": 9999, "name": "N", "slug": "n", "kind": "official"}
    ),
    "a clause of an agreement that is gone": lambda action: Edit(
        "clause", What.ADDED, 5555, 1, {}, {"agreement_id": 9999, "wid": "a1", "state": "draft"}
    ),
    "a citation of an action and a source that are gone": lambda action: Edit(
        "citation", What.ADDED, 5555, 1, {}, {"action_id": 9999, "source_id": 9999, "quote": "words", "number": 1}
    ),
    "a record of itself": lambda action: Edit("action", What.CHANGED, 9999, 1, {"title": "A"}, {"title": "B"}),
}


@pytest.mark.parametrize("made", NAMING_WHAT_IS_GONE.values(), ids=NAMING_WHAT_IS_GONE)
def test_r8_a_proposal_that_names_what_is_gone_is_answered_with_words_at_every_door(action, made):
    author = person("editor")
    edit = made(action)
    about = edit.model._base_manager.filter(pk=edit.row).first() or action
    proposal = proposals.propose(about, [edit], user=author.user, reason="")
    walk(proposal, author)
    assert Proposal.objects.get().status == "declined"


def test_r8_a_proposal_that_names_a_merged_record_says_what_it_is_now(action):
    kept, other, editor = ActorFactory(slug="the-one-that-stays"), ActorFactory(), person("editor")
    new = Edit("actionparticipant", What.ADDED, None, 0, {}, {"action_id": action.pk, "actor_id": other.pk})
    made_one(kept, other)
    proposal = proposals.propose(action, [new], user=editor.user, reason="")
    said = text(decide(person("reviewer"), proposal, "apply", follow=True))
    assert f"was the same thing as “{kept}”" in said


def made_one(kept, other):
    user = person("superuser", "merger").user
    return merge(kept, other, user=user, reason="one body", seen=preview(kept, other).digest)


def close_account(author, reviewer):
    author.user.is_active = False
    author.user.save()


def take_the_role(author, reviewer):
    author.user.groups.clear()


@pytest.mark.parametrize(
    ("what", "said"),
    [(close_account, "its author's account has been closed since"), (take_the_role, "its author may no longer write")],
)
def test_whoever_decides_is_told_what_became_of_the_author_and_so_is_the_history(action, what, said):
    author, reviewer = person("editor"), person("reviewer")
    proposal = propose(author, action, title="Drill on land")
    assert said not in text(reviewer.get(proposal_address(proposal)))
    what(author, reviewer)
    assert f"Mind that {said}" in unescape(text(reviewer.get(proposal_address(proposal))))
    decide(reviewer, proposal, "apply")
    last = action.history.first()
    assert (last.title, last.history_user) == ("Drill on land", author.user)
    assert f"applied by reviewer; {said}" in last.history_change_reason


def withdraw(action):
    Action.objects.filter(pk=action.pk).update(state="withdrawn", withdrawn_reason="It never took place")


def send_to_review(action):
    Action.objects.filter(pk=action.pk).update(state="in_review")


def delete(action):
    action.citations.all().delete()
    action.delete()


def make_one_with_another(action):
    Action.objects.filter(pk=ActionFactory().pk).update(slug="the-one-that-stays")
    kept = Action.objects.get(slug="the-one-that-stays")
    Proposal.objects.update(status="declined")  # it would stand in the way
    made_one(kept, Action.objects.get(pk=action.pk))
    Proposal.objects.update(status="waiting")


@pytest.mark.parametrize("what", [withdraw, send_to_review, delete, make_one_with_another])
def test_every_door_of_a_proposal_answers_whatever_became_of_its_record(action, what):
    author = person("editor")
    row = ActionParticipantFactory(action=action, name_as_reported="Old name")
    data = filled(author, action, title="Drill on land", **{"participants-0-name_as_reported": "New name"})
    author.post(change_address(action), data)
    proposal = Proposal.objects.get()
    assert {edit["table"] for edit in proposal.edits} == {"action", "actionparticipant"}
    what(action)
    walk(proposal, author)
    written = ActionParticipant.objects.filter(pk=row.pk, name_as_reported="New name").exists()
    assert written == (what is delete)  # where it was chosen to bring it back
    assert not Action.objects.filter(pk=action.pk, title="Drill on land").exclude(state="draft").exists()


def test_a_proposal_over_a_restored_package_shows_both_versions(db):
    action = ActionFactory(title="As packed")
    CitationFactory(action=action)
    content = package_bytes()
    Action.objects.filter(pk=action.pk).update(title="As it was later")
    proposal = propose(person("editor"), action, title="As proposed")
    restore_package(content, user=None, confirmed=True)
    reviewer = person("reviewer")
    assert "now stored: As packed" in text(decide(reviewer, proposal, "apply", follow=True))
    decide(reviewer, proposal, "apply", **{"choice-0-title": "proposed"})
    assert Action.objects.get(pk=action.pk).title == "As proposed"
