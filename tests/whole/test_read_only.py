"""Whatever an editor or a manager sends, by whatever door: what readers see stays, until a reviewer has seen it."""

import pytest

from clauses.dataset import TABLES
from clauses.editing.merging.preview import preview
from clauses.exchange.csvfile import csv_lines
from clauses.models import Action, Citation, Place, Proposal

from ..support.pages.asking import Site
from ..support.pages.forms import change_address, filled
from ..support.pages.reading import text
from ..support.pages.review import sent, step
from ..support.rows.every_row import ROWS, STATES, moved, owner_name, row_of
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    BearingFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
)
from ..support.rows.history import now, restore
from ..support.rows.people import person, written_by
from ..support.rows.proposals import decide

pytestmark = [pytest.mark.django_db, pytest.mark.walk]


@pytest.fixture(params=["editor", "manager"])
def writer(request, db):
    return person(request.param)


def public() -> dict[str, list[str]]:
    """What readers can download: every row and column that is public."""
    return {table.name: list(csv_lines(table, table.published())) for table in TABLES}


def post(client, row, draw=False, **changes):
    return Site().ask(client, change_address(row), filled(client, row, **changes), "POST", draw=draw)


def apply_own(client):
    """Tries to decide on every open proposal of the site."""
    for proposal in Proposal.objects.filter(status="waiting"):
        decide(client, proposal, "apply")


def is_changed(row) -> bool:
    return type(row)._base_manager.get(pk=row.pk).version != row.version


# --- The state of a record


@pytest.mark.parametrize("start", ["draft", "published"])
def test_a_state_that_is_sent_along_with_a_form_is_left_out(writer, start):
    row = ActionFactory(state=start)
    CitationFactory(action=row)
    other = "published" if start == "draft" else "draft"
    post(writer, row, state=other, withdrawn_reason="Because", version="99", title="Typed")
    row.refresh_from_db()
    assert (row.state, row.withdrawn_reason) == (start, "")
    assert row.version < 99
    proposed = {name for proposal in Proposal.objects.all() for edit in proposal.edits for name in edit["new"]}
    assert proposed == ({"title"} if start == "published" else set())


def test_a_record_is_added_as_a_draft_whatever_is_sent(writer):
    data = {"slug": "smuggled", "name": "Smuggled", "kind": "city", "state": "published", "withdrawn_reason": "x"}
    assert writer.post("/admin/clauses/place/add/", data).status_code == 302
    assert Place.objects.get(slug="smuggled").state == "draft"


def test_a_state_that_is_sent_with_a_row_on_the_page_is_left_out(writer):
    action = ActionFactory(state="draft")
    citation = CitationFactory(action=action, state="draft", quote="first")
    post(writer, action, **{"citations-0-state": "published", "citations-0-quote": "second"})
    citation.refresh_from_db()
    assert (citation.quote, citation.state) == ("second", "draft")


@pytest.mark.parametrize("state", STATES)
def test_nothing_that_a_reviewer_does_works_for_others(writer, state):
    action = row_of(Action, state)
    CitationFactory(action=action)
    for name in ("published", "withdrawn", "reopened", "returned", "nonsense"):
        step(writer, action, name, "Because")
    for name in ("publish", "back_to_draft"):
        writer.post("/admin/clauses/action/", sent([action], name))
    assert Action.objects.get(pk=action.pk).state == state


# --- Rows between a draft of one's own and what is published


def test_a_row_of_a_draft_does_not_become_public_by_moving_it(db):
    assert_nothing_moves(dict(moved(model) for model in ROWS))


def test_a_row_of_a_published_record_is_not_taken_away_by_moving_it(db):
    assert_nothing_moves({row_of(model): moved(model, "draft")[1] for model in ROWS})


def assert_nothing_moves(moves) -> None:
    """A manager sends each row to the record beside it, and tries to decide on that, too."""
    writer, before = person("manager"), public()
    for row, target in moves.items():
        post(writer, row, **{owner_name(type(row)): target.pk})
    apply_own(writer)
    assert public() == before
    assert [row for row in moves if is_changed(row)] == []


def test_a_row_added_to_a_published_record_waits(writer):
    commitment, action = CommitmentFactory(), ActionFactory()
    before = public()
    data = {"action": action.pk, "commitment": commitment.pk, "basis": "stated_by_source"}
    assert writer.post("/admin/clauses/bearing/add/", data).status_code == 302
    apply_own(writer)
    assert public() == before


def test_a_row_of_a_published_record_waits_when_it_is_changed_on_the_page_of_a_draft(writer):
    """The draft is the user's own; its page shows rows that belong to another record."""
    row = BearingFactory(commitment=CommitmentFactory(state="draft"))
    post(writer, row.commitment, **{"bearings-0-note": "Unseen by any reviewer"})
    apply_own(writer)
    row.refresh_from_db()
    assert row.note == ""


def test_a_published_citation_waits_when_it_is_changed_on_the_page_of_a_draft(writer):
    citation = CitationFactory(action=ActionFactory(state="draft"), quote="as it was seen")
    post(writer, citation.action, **{"citations-0-quote": "Unseen by any reviewer"})
    apply_own(writer)
    citation.refresh_from_db()
    assert citation.quote == "as it was seen"


def test_a_row_is_not_fetched_back_from_a_published_record_by_restoring_a_draft(writer):
    draft, public_one = ActionFactory(state="draft"), ActionFactory()
    row = ActionParticipantFactory(action=draft)
    point = now(row)
    row.action = public_one
    row.save()
    before = public()
    restore(writer, draft, point)
    apply_own(writer)
    assert public() == before


def test_a_draft_is_tied_to_what_is_published_and_readers_see_nothing(writer):
    clause, draft = ClauseFactory(), CommitmentFactory(state="draft", clause=ClauseFactory(state="draft"))
    citation = CitationFactory(state="draft", action=ActionFactory(state="draft"))
    before = public()
    post(writer, draft, clause=clause.pk, slug="renamed")
    post(writer, citation, action="", clause=clause.pk)
    assert type(draft).objects.get(pk=draft.pk).clause == Citation.objects.get(pk=citation.pk).clause == clause
    assert public() == before


# --- What waits for a reviewer, or is withdrawn


@pytest.fixture(params=["in_review", "withdrawn"])
def frozen(request):
    return request.param


def test_a_row_is_not_added_to_a_frozen_record(writer, frozen):
    action, actor = row_of(Action, frozen), ActorFactory()
    data = {"action": action.pk, "actor": actor.pk, "role": "participant"}
    assert "nobody writes in it" in text(writer.post("/admin/clauses/actionparticipant/add/", data))
    assert not action.participants.exists()


def test_a_row_of_a_draft_is_not_moved_to_a_frozen_record(writer, frozen):
    row = ActionParticipantFactory(action=ActionFactory(state="draft"))
    post(writer, row, action=row_of(Action, frozen).pk)
    assert not is_changed(row)


def test_a_row_of_a_frozen_record_is_not_changed_on_another_page(writer, frozen):
    row = BearingFactory(action=row_of(Action, frozen), commitment=CommitmentFactory(state="draft"))
    for sent_too in ({"bearings-0-note": "Smuggled"}, {"bearings-0-DELETE": "on"}):
        assert "nobody writes in it" in text(post(writer, row.commitment, draw=True, **sent_too))
        assert not is_changed(row)


def test_a_row_is_not_added_to_a_frozen_record_on_another_page(writer, frozen):
    commitment, action = CommitmentFactory(state="draft"), row_of(Action, frozen)
    data = {"bearings-0-action": action.pk, "bearings-0-basis": "stated_by_source"}
    data |= {"bearings-0-commitment": commitment.pk, "bearings-TOTAL_FORMS": "1"}
    assert "nobody writes in it" in text(post(writer, commitment, draw=True, **data))
    assert not action.bearings.exists()


def test_a_frozen_citation_is_not_changed_on_the_page_of_its_record(writer, frozen):
    reason = {"withdrawn_reason": "Wrong"} if frozen == "withdrawn" else {}
    state = "draft" if frozen == "in_review" else "published"
    row = CitationFactory(action=ActionFactory(state=state), state=frozen, **reason)
    for sent_too in ({"citations-0-note": "Smuggled"}, {"citations-0-DELETE": "on"}):
        assert post(writer, row.action, **sent_too).status_code == 200
        assert not is_changed(row)


def test_what_is_not_deleted_on_its_own_page_is_not_deleted_on_that_of_its_record(writer):
    action = ActionFactory()
    public_one, of_another = CitationFactory(action=action), CitationFactory(action=action, state="draft")
    written_by(person("editor", "another"), of_another)
    for number in range(2):
        assert post(writer, action, **{f"citations-{number}-DELETE": "on"}).status_code == 200
    assert {*action.citations.all()} == {public_one, of_another}
    assert not Proposal.objects.exists()


def test_a_proposal_is_not_applied_to_a_record_that_is_frozen_meanwhile(writer, frozen):
    action = ActionFactory(title="As it was")
    post(writer, action, title="Proposed")
    Action.objects.filter(pk=action.pk).update(state=frozen, withdrawn_reason="x" if frozen == "withdrawn" else "")
    for client in (writer, person("reviewer")):
        apply_own(client)
    assert Action.objects.get(pk=action.pk).title == "As it was"


def test_a_reviewer_does_not_publish_a_record_on_a_citation_of_their_own(db):
    reviewer, action = person("reviewer"), ActionFactory(state="in_review")
    citation = written_by(reviewer, CitationFactory(action=action, state="in_review"))
    assert "No published citation supports" in text(step(reviewer, action, "published", follow=True))
    assert {action.state, citation.state} == {"in_review"}
    step(person("reviewer", "second"), action, "published")
    assert Action.objects.get(pk=action.pk).state == Citation.objects.get(pk=citation.pk).state == "published"


def test_a_manager_makes_no_name_of_a_draft_public_by_merging_it(db):
    manager, kept, draft = person("manager"), ActorFactory(), ActorFactory(state="draft", name="Unseen")
    address = f"/admin/clauses/actor/{kept.pk}/same/"
    data = {"other": draft.pk, "reason": "The same", "seen": preview(kept, draft).digest}
    assert "becomes public with this" in text(manager.post(address, data | {"keep_name": "on"}))
    assert type(kept).objects.get(pk=kept.pk).other_names == ""
    assert manager.post(address, data).status_code == 302
