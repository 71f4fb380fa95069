"""A change to what is published stands beside it until somebody else applies it; readers see the record as it was."""

import pytest

from clauses.editing import proposals
from clauses.editing.edits import Edit, What
from clauses.models import Action, ActionParticipant, ActionPlace, AgreementName, Citation, Commitment, Proposal

from ..support.pages.forms import change_address, filled
from ..support.pages.reading import page, text
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    CitationFactory,
    CommitmentFactory,
    PlaceFactory,
)
from ..support.rows.people import person
from ..support.rows.proposals import decide, proposal_address, propose


def test_a_change_to_a_published_record_changes_nothing_yet(client, action):
    proposal = propose(person("editor"), action, title="Drill on land", change_reason="A misprint")
    assert (proposal.status, proposal.reason, proposal.author.username) == ("waiting", "A misprint", "editor")
    assert str(proposal) == "Change to “Drill at sea”"
    assert Action.objects.get(pk=action.pk).title == "Drill at sea"
    assert "Drill at sea" in page(client, f"/actions/{action.slug}/")
    assert "Drill on land" not in page(client, f"/actions/{action.slug}/")


def test_a_reviewer_sees_old_and_new_and_applies_it(client, action):
    proposal = propose(person("editor"), action, title="Drill on land", change_reason="A misprint")
    reviewer = person("reviewer")
    shown = text(reviewer.get(proposal_address(proposal)))
    assert '<del class="was">Drill at sea</del>' in shown
    assert '<ins class="becomes">Drill on land</ins>' in shown
    decide(reviewer, proposal, "apply", "Thank you")
    action.refresh_from_db()
    assert (action.title, action.state) == ("Drill on land", "published")
    assert "Drill on land" in page(client, f"/actions/{action.slug}/")
    last = action.history.first()
    assert last.history_user.username == "editor"
    assert last.history_change_reason == f"A misprint (proposal {proposal.pk}, applied by reviewer)"


def test_nobody_decides_on_what_they_propose_themselves(action):
    reviewer = person("reviewer")
    proposal = propose(reviewer, action, title="Mine")
    assert "another reviewer has to decide" in text(decide(reviewer, proposal, "apply", follow=True))
    assert Action.objects.get(pk=action.pk).title == "Drill at sea"


@pytest.mark.parametrize("role", ["editor", "manager"])
def test_only_reviewers_decide(action, role):
    proposal = propose(person("editor", "author"), action, title="Mine")
    assert "Only a reviewer may decide on it" in text(decide(person(role), proposal, "apply", follow=True))
    assert Action.objects.get(pk=action.pk).title == "Drill at sea"


def test_viewers_see_no_proposal(action):
    proposal = propose(person("editor"), action, title="Canary word")
    viewer = person("viewer")
    assert viewer.get(proposal_address(proposal)).status_code == 403
    assert "Canary word" not in text(viewer.get(change_address(action)))


def test_rows_that_belong_to_a_published_record_are_proposed_with_it(action):
    kept, gone = (ActionParticipantFactory(action=action, name_as_reported=name) for name in ("kept", "gone"))
    new, editor = ActorFactory(), person("editor")
    data = filled(editor, action)
    at = {str(data[f"participants-{n}-id"]): n for n in range(2)}
    data |= {
        f"participants-{at[str(kept.pk)]}-name_as_reported": "mended",
        f"participants-{at[str(gone.pk)]}-DELETE": "on",
        "participants-TOTAL_FORMS": "3",
        "participants-2-actor": new.pk,
        "participants-2-role": "participant",
        "participants-2-action": action.pk,
    }
    assert editor.post(change_address(action), data).status_code == 302
    assert set(action.participants.values_list("name_as_reported", flat=True)) == {"kept", "gone"}
    decide(person("reviewer"), Proposal.objects.get(), "apply")
    assert set(action.participants.values_list("name_as_reported", "actor")) == {
        ("mended", kept.actor_id),
        ("", new.pk),
    }
    assert not ActionParticipant.objects.filter(pk=gone.pk).exists()


def test_a_row_of_a_published_record_is_proposed_from_its_own_page_too(action):
    name = AgreementNameFactory(agreement=AgreementFactory(), name="Old name")
    proposal = propose(person("editor"), name, name="New name")
    assert AgreementName.objects.get(pk=name.pk).name == "Old name"
    decide(person("reviewer"), proposal, "apply")
    assert AgreementName.objects.get(pk=name.pk).name == "New name"


def test_a_row_added_to_a_published_record_from_its_own_page_is_proposed(action):
    place, editor = PlaceFactory(), person("editor")
    response = editor.post("/admin/clauses/actionplace/add/", {"action": action.pk, "place": place.pk})
    assert response.status_code == 302
    assert not ActionPlace.objects.filter(action=action).exists()
    proposal = Proposal.objects.get()
    assert (proposal.table, proposal.row) == ("action", action.pk)
    decide(person("reviewer"), proposal, "apply")
    assert ActionPlace.objects.get(action=action).place == place


def test_a_new_citation_of_a_published_record_is_a_draft_of_its_own(action):
    editor = person("editor")
    source = action.citations.get().source
    data = filled(editor, action, **{"citations-TOTAL_FORMS": "2"})
    data |= {"citations-1-source": source.pk, "citations-1-quote": "they said so", "citations-1-stance": "supports"}
    data |= {"citations-1-action": action.pk, "citations-1-qualifier": "", "citations-1-rank": "normal"}
    assert editor.post(change_address(action), data).status_code == 302
    assert not Proposal.objects.exists()
    assert Citation.objects.get(quote="they said so").state == "draft"


def test_a_draft_is_changed_at_once(db):
    draft = ActionFactory(state="draft")
    editor = person("editor")
    assert editor.post(change_address(draft), filled(editor, draft, title="At once")).status_code == 302
    assert Action.objects.get(pk=draft.pk).title == "At once"


def test_a_superuser_changes_a_published_record_at_once(action):
    alone = person("superuser")
    assert alone.post(change_address(action), filled(alone, action, title="At once")).status_code == 302
    assert Action.objects.get(pk=action.pk).title == "At once"


def test_what_is_returned_is_changed_by_its_author_and_waits_again(action):
    editor, reviewer = person("editor"), person("reviewer")
    proposal = propose(editor, action, title="Drill in land")
    assert "Say what the author should mend" in text(decide(reviewer, proposal, "return", follow=True))
    decide(reviewer, proposal, "return", "On land, please.")
    assert Proposal.objects.get(pk=proposal.pk).status == "returned"
    address = f"{change_address(action)}?proposal={proposal.pk}"
    form = editor.get(address).context["adminform"].form
    assert form["title"].value() == "Drill in land"
    data = filled(editor, action, title="Drill on land")
    assert editor.post(address, data).status_code == 302
    proposal = Proposal.objects.get()
    assert (proposal.status, proposal.version, proposal.edits[0]["new"]) == ("waiting", 2, {"title": "Drill on land"})


def test_a_proposal_is_changed_with_all_its_rows_as_they_were_proposed(action):
    mended, gone = (ActionParticipantFactory(action=action, name_as_reported=name) for name in ("mended", "gone"))
    new, editor = ActorFactory(), person("editor")
    data = filled(editor, action, **{"participants-TOTAL_FORMS": "3", "participants-2-actor": new.pk})
    at = {str(data[f"participants-{n}-id"]): n for n in range(2)}
    data |= {"participants-2-role": "participant", "participants-2-action": action.pk}
    data[f"participants-{at[str(mended.pk)]}-name_as_reported"] = "as proposed"
    data[f"participants-{at[str(gone.pk)]}-DELETE"] = "on"
    editor.post(change_address(action), data)
    response = editor.get(f"{change_address(action)}?proposal={Proposal.objects.get().pk}")
    formset = next(
        each.formset for each in response.context["inline_admin_formsets"] if each.formset.prefix == "participants"
    )
    shown = [(form["name_as_reported"].value(), form["actor"].value(), form["DELETE"].value()) for form in formset]
    assert set(shown) == {("as proposed", mended.actor_id, None), ("gone", gone.actor_id, True), ("", new.pk, None)}


def test_a_proposal_that_its_author_rewrote_meanwhile_is_looked_at_once_more(action):
    editor = person("editor")
    proposal = propose(editor, action, title="First")
    edits = [Edit.from_data(data) for data in proposal.edits]
    proposals.revise(proposal, edits, user=editor.user, reason="Second")
    data = {"step": "apply", "seen": 1}
    assert "Its author has changed it" in text(person("reviewer").post(proposal_address(proposal), data, follow=True))
    assert Action.objects.get(pk=action.pk).title == "Drill at sea"


def test_a_decision_is_made_once(action):
    proposal = propose(person("editor"), action, title="Once")
    decide(person("reviewer"), proposal, "decline", "No.")
    assert "decided already" in text(decide(person("reviewer", "second"), proposal, "apply", follow=True))
    assert Action.objects.get(pk=action.pk).title == "Drill at sea"


def test_its_author_takes_a_proposal_back_and_nobody_else(action):
    editor = person("editor")
    proposal = propose(editor, action, title="Mine")
    decide(person("editor", "other"), proposal, "take_back")
    assert Proposal.objects.get().status == "waiting"
    decide(editor, proposal, "take_back")
    assert Proposal.objects.get().status == "taken_back"


def test_what_was_changed_meanwhile_is_shown_with_both_versions_and_chosen(action):
    proposal = propose(person("editor"), action, title="Proposed", description="Only mine")
    alone = person("superuser")
    alone.post(change_address(action), filled(alone, action, title="Stored meanwhile"))
    reviewer = person("reviewer")
    shown = text(decide(reviewer, proposal, "apply", follow=True))
    assert "now stored: Stored meanwhile" in shown
    assert Action.objects.get(pk=action.pk).description == ""
    decide(reviewer, proposal, "apply", **{"choice-0-title": "stored"})
    action.refresh_from_db()
    assert (action.title, action.description) == ("Stored meanwhile", "Only mine")


def test_a_proposal_that_would_break_a_rule_is_refused_with_its_sentence(action):
    commitment = CommitmentFactory()
    CitationFactory(commitment=commitment)
    edits = [Edit("commitment", What.CHANGED, commitment.pk, 1, {"conditional": False}, {"conditional": True})]
    proposal = proposals.propose(commitment, edits, user=person("editor").user, reason="")
    assert "Say what the condition is" in text(decide(person("reviewer"), proposal, "apply", follow=True))
    assert Commitment.objects.get(pk=commitment.pk).conditional is False


def test_a_superuser_decides_on_any_open_proposal(db):
    assert proposals.may_decide(person("superuser").user, Proposal(status="waiting")) == ""
