"""Any earlier point of a record can be brought back, as a proposal that somebody else applies."""

import pytest
from django.urls import reverse
from django.utils import timezone

from clauses.dataset import BY_MODEL
from clauses.editing.merging.merge import merge, undo
from clauses.editing.merging.preview import preview
from clauses.editing.restoring import edits_back_to
from clauses.exchange.fixtures.files import contents
from clauses.models import Action, ActionParticipant, ActionPlace, Actor, Proposal
from clauses.one_moment import one_step

from ..support.files.imports import edited, imported
from ..support.pages.forms import change_address, filled
from ..support.pages.reading import text
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    CitationFactory,
    PlaceFactory,
)
from ..support.rows.history import now, restore
from ..support.rows.people import person
from ..support.rows.proposals import decide


@pytest.fixture
def action(db):
    row = ActionFactory(title="First title")
    CitationFactory(action=row)
    return row


def test_every_earlier_point_is_reproduced_to_the_byte(action):
    reviewer, points = person("reviewer"), []
    participant = ActionParticipantFactory(action=action, name_as_reported="as it was")

    def changes():
        yield action
        action.title = "Second title"
        action.save()
        yield action
        participant.name_as_reported = "other"
        participant.save()
        yield participant
        yield ActionPlace.objects.create(action=action, place=PlaceFactory())
        participant.delete()
        yield ActionParticipant.history.filter(history_type="-").first()
        action.date = "2022-01"
        action.save()
        yield action

    for row in changes():
        when = row.history_date if hasattr(row, "history_date") else now(row)
        points.append((when, dict(contents())["09_actions.json"]))
    author = person("editor")
    for moment, stored in reversed(points[1:]):
        restore(author, action, moment)
        proposal = Proposal.objects.first()
        if proposal is not None and proposal.status == "waiting":
            decide(reviewer, proposal, "apply")
        assert dict(contents())["09_actions.json"] == stored


def test_a_point_is_proposed_and_nothing_is_changed_until_it_is_applied(action):
    point = now(action)
    action.title = "Second title"
    action.save()
    editor = person("editor")
    shown = text(restore(editor, action, point))
    assert '<ins class="becomes">First title</ins>' in shown
    assert Action.objects.get(pk=action.pk).title == "Second title"


def test_review_goes_its_own_way_when_a_record_is_restored(action):
    draft = ActionFactory(state="draft", title="First")
    point = now(draft)
    draft.title, draft.state = "Second", "published"
    draft.save()
    (edit,) = edits_back_to(Action, draft.pk, point)
    assert edit.new == {"title": "First"}


def test_a_deleted_record_comes_back_with_its_rows_and_its_number(db):
    editor, reviewer = person("editor"), person("reviewer")
    action = ActionFactory(state="draft", title="Deleted by mistake")
    ActionParticipantFactory(action=action, name_as_reported="with it")
    pk, point, before = action.pk, now(action.participants.get()), dict(contents())["09_actions.json"]
    action.delete()
    history = reverse("admin:clauses_action_history", args=[pk])
    assert "This record was deleted" in text(editor.get(history))
    restore(editor, action, point, pk=pk)
    decide(reviewer, Proposal.objects.get(), "apply")
    assert Action.objects.get(pk=pk).title == "Deleted by mistake"
    assert ActionParticipant.objects.get(action=pk).name_as_reported == "with it"
    assert dict(contents())["09_actions.json"] == before


def test_what_was_public_comes_back_as_a_draft_and_is_reviewed_anew(action):
    pk, point, reviewer = action.pk, now(action), person("reviewer")
    action.citations.all().delete()
    action.delete()
    restore(person("editor"), action, point, pk=pk)
    decide(reviewer, Proposal.objects.get(), "apply")
    assert Action.objects.get(pk=pk).state == "draft"


def test_a_point_at_which_nothing_differed_is_no_proposal(action):
    assert "Nothing differs" in text(restore(person("editor"), action, now(action)))
    assert not Proposal.objects.exists()


def test_nonsense_for_a_point_is_said_to_be_none(action):
    assert "no point of the history" in text(restore(person("editor"), action, None))


def test_who_may_only_look_restores_nothing(action):
    point = now(action)
    action.title = "Second title"
    action.save()
    viewer = person("viewer")
    assert restore(viewer, action, point).status_code == 403
    assert "Back to this point" not in text(viewer.get(reverse("admin:clauses_action_history", args=[action.pk])))


def test_a_record_that_never_was_has_no_history(admin_client):
    for pk in ("99999", "abc", "9" * 60):
        assert admin_client.get(reverse("admin:clauses_action_history", args=[pk])).status_code == 404


def test_private_columns_are_told_to_those_who_write_and_not_to_those_who_look(db):
    citation = CitationFactory()
    citation.prefix = "canary words before"
    citation.save()
    address = reverse("admin:clauses_citation_history", args=[citation.pk])
    assert "canary words before" in text(person("editor").get(address))
    viewer = person("viewer")
    assert "canary words before" not in text(viewer.get(address))
    assert "canary words before" not in text(viewer.get(change_address(citation)))


def the_steps(row):
    """The moments of all saves of the record and its participants, oldest first."""
    saves = [*row.history.all(), *ActionParticipant.history.filter(action=row.pk)]
    return sorted({save.history_date for save in saves})


def test_r11_a_record_made_with_its_rows_in_one_form_differs_in_nothing_at_its_first_step(db):
    editor, address = person("editor"), "/admin/clauses/action/add/"
    shown = editor.get(address).context
    managed = [each.formset.management_form for each in shown["inline_admin_formsets"]]
    forms = [shown["adminform"].form, *managed]
    data = {field.html_name: field.value() for form in forms for field in form}
    data = {name: value for name, value in data.items() if value is not None and value is not False}
    data |= {"title": "Made at once", "slug": "made-at-once", "type": "meeting", "relation": "context"}
    data |= {"participants-TOTAL_FORMS": "1", "participants-0-actor": ActorFactory().pk}
    data |= {"participants-0-role": "participant"}
    answer = editor.post(address, data)
    assert answer.status_code == 302, answer.context["errors"]
    action = Action.objects.get(slug="made-at-once")
    assert action.participants.count() == 1
    assert "Nothing differs" in text(restore(editor, action, the_steps(action)[0]))


def test_r11_back_to_a_step_is_back_to_what_stood_after_all_of_its_rows(db):
    action = ActionFactory(state="draft", title="First title")
    row, editor = ActionParticipantFactory(action=action), person("editor")
    data = filled(editor, action, title="Second title", **{"participants-0-DELETE": "on"})
    assert editor.post(change_address(action), data).status_code == 302
    point = now(action)
    Action.objects.get(pk=action.pk).save()
    assert not ActionParticipant.objects.filter(pk=row.pk).exists()
    assert "Nothing differs" in text(restore(editor, action, point))


def test_r11_an_import_with_codes_of_several_is_one_step(db):
    action = ActionFactory(state="draft")
    places = ";".join(place.slug for place in PlaceFactory.create_batch(2))
    table = BY_MODEL[Action]
    sheet = edited(table, Action.objects.filter(pk=action.pk), title="Imported", places=places)
    assert not imported(sheet, table).problems
    moments = {save.history_date for save in ActionPlace.history.filter(action=action)}
    assert moments == {now(Action.objects.get(pk=action.pk))}
    assert len(ActionPlace.history.filter(action=action)) == 2


def test_r11_a_merge_is_one_step_and_its_undo_is_one(db):
    user = person("superuser").user
    kept, other = ActorFactory(), ActorFactory()
    action = ActionFactory()
    row = ActionParticipantFactory(action=action, actor=other)
    done = merge(kept, other, user=user, reason="The same", seen=preview(kept, other).digest)
    assert now(row) == Actor.history.filter(id=other.pk).first().history_date
    undo(done, user=user)
    assert now(row) == Actor.history.filter(id=other.pk).first().history_date
    assert len({save.history_date for save in row.history.all()}) == 3


def test_r11_a_row_that_somebody_else_saved_since_the_step_began_comes_after_that_save(db):
    """As where a long step waits for a row that somebody else holds."""
    first, second = ActionFactory(), ActionFactory()
    with one_step():
        first.save()
        second.save()
        second.history.filter(version=2).update(history_date=timezone.now(), history_change_reason="somebody else")
        second.save()
    assert [save.version for save in second.history.all()] == [3, 2, 1]
