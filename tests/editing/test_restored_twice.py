"""A record that two proposals or restorings bring back is there once, and nothing is written over."""

from clauses.models import Action, ActionParticipant, Proposal

from ..support.pages.reading import text
from ..support.rows.factories import ActionFactory, ActionParticipantFactory, CitationFactory
from ..support.rows.history import now, restore
from ..support.rows.people import person
from ..support.rows.proposals import decide


def restored_twice(row) -> list[Proposal]:
    """Two proposals to bring back the deleted `row`, of which the first has been applied."""
    pk, point = row.pk, now(row)
    row.delete()
    for name in ("one", "two"):
        restore(person("editor", name), row, point, pk=pk)
    found = list(Proposal.objects.order_by("pk"))
    decide(person("reviewer"), found[0], "apply")
    return found


def test_r1_a_record_that_is_there_again_is_not_written_over_by_a_second_restoring(client, db):
    draft = ActionFactory(state="draft", title="First")
    pk = draft.pk
    _, second = restored_twice(draft)
    action = Action.objects.get(pk=pk)
    CitationFactory(action=action)
    action.title, action.state = "Mended", "published"
    action.save()
    shown = text(decide(person("superuser"), second, "apply", follow=True))
    assert "now stored: Mended" in shown
    assert Proposal.objects.get(pk=second.pk).status == "waiting"
    decide(person("superuser", "chief"), second, "apply", **{"choice-0-title": "proposed"})
    action.refresh_from_db()
    assert (action.title, action.state) == ("First", "published")
    assert client.get(f"/actions/{action.slug}/").status_code == 200


def test_r1_a_row_of_a_record_that_is_there_again_is_not_written_over_either(action):
    row = ActionParticipantFactory(action=action, name_as_reported="Old name")
    pk, point = row.pk, now(row)
    row.delete()
    for name in ("one", "two"):
        restore(person("editor", name), action, point)
    first, second = Proposal.objects.order_by("pk")
    decide(person("reviewer"), first, "apply")
    ActionParticipant.objects.filter(pk=pk).update(name_as_reported="Corrected name")
    assert "now stored: Corrected name" in text(decide(person("reviewer", "other"), second, "apply", follow=True))
    assert ActionParticipant.objects.get(pk=pk).name_as_reported == "Corrected name"


def test_r1_restoring_twice_what_nobody_changed_writes_nothing_the_second_time(db):
    draft = ActionFactory(state="draft", title="First")
    _, second = restored_twice(draft)
    saves = Action.history.filter(id=second.row).count()
    decide(person("reviewer", "other"), second, "apply")
    assert Proposal.objects.get(pk=second.pk).status == "applied"
    assert Action.history.filter(id=second.row).count() == saves


def test_a_row_that_comes_back_goes_on_counting_from_where_it_was_deleted(db):
    draft = ActionFactory(state="draft", title="First")
    pk, point = draft.pk, now(draft)
    draft.title = "Second"
    draft.save()
    draft.delete()
    restore(person("editor"), draft, point, pk=pk)
    decide(person("reviewer"), Proposal.objects.get(), "apply")
    assert Action.objects.get(pk=pk).version == 3
