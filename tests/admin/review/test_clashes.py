"""Whoever saves second is shown both versions, field by field, and chooses; nothing is lost."""

import pytest

from clauses.models import Action, ActionParticipant

from ...support.pages.forms import change_address, filled
from ...support.pages.reading import text
from ...support.rows.factories import ActionFactory, ActionParticipantFactory
from ...support.rows.people import person


@pytest.fixture
def draft(db):
    return ActionFactory(state="draft", title="As it was", description="Old words")


@pytest.fixture
def first(db):
    return person("editor", "first")


@pytest.fixture
def second(db):
    return person("editor", "second")


def save(client, row, data):
    return client.post(change_address(row), data)


def test_the_second_of_two_is_shown_both_versions(draft, first, second):
    typed = filled(second, draft, title="Second")
    save(first, draft, filled(first, draft, title="First"))
    response = save(second, draft, typed)
    assert response.status_code == 200
    shown = text(response)
    assert "Stored now by first: First" in shown
    assert "Yours, as it stands in the form below: Second" in shown
    assert Action.objects.get(pk=draft.pk).title == "First"
    assert 'value="Second"' in shown


@pytest.mark.parametrize(("choice", "title"), [("mine", "Second"), ("stored", "First")])
def test_what_was_chosen_stands(draft, first, second, choice, title):
    typed = filled(second, draft, title="Second", description="New words")
    save(first, draft, filled(first, draft, title="First"))
    save(second, draft, typed)
    chosen = {"shown_version": "2", "choice-title": choice, "choice-description": "mine"}
    assert save(second, draft, typed | chosen).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.description, draft.version) == (title, "New words", 3)


def test_a_field_that_only_one_of_the_two_touched_is_suggested_as_that_one_left_it(draft, first, second):
    typed = filled(second, draft, description="Mine alone")
    save(first, draft, filled(first, draft, title="Theirs alone"))
    form = save(second, draft, typed).context["adminform"].form
    assert {clash.key: clash.chosen for clash in form.clashes} == {
        "choice-title": "stored",
        "choice-description": "mine",
    }


def test_a_field_that_both_touched_is_left_open(draft, first, second):
    typed = filled(second, draft, title="Second")
    save(first, draft, filled(first, draft, title="First"))
    form = save(second, draft, typed).context["adminform"].form
    assert [(clash.key, clash.chosen) for clash in form.clashes] == [("choice-title", "")]


def test_both_who_typed_the_same_have_nothing_to_choose(draft, first, second):
    typed = filled(second, draft, title="The same")
    save(first, draft, filled(first, draft, title="The same"))
    assert save(second, draft, typed).status_code == 302


def test_a_third_save_meanwhile_is_shown_as_well(draft, first, second):
    typed = filled(second, draft, title="Second")
    save(first, draft, filled(first, draft, title="First"))
    save(first, draft, filled(first, draft, title="Third"))
    chosen = {"shown_version": "2", "choice-title": "mine"}
    response = save(second, draft, typed | chosen)
    assert response.status_code == 200
    assert "Stored now by first: Third" in text(response)
    assert Action.objects.get(pk=draft.pk).title == "Third"


def test_a_form_without_a_version_writes_over_nothing(draft, first):
    data = filled(first, draft, title="Blind")
    del data["seen_version"]
    assert save(first, draft, data).status_code == 200
    assert Action.objects.get(pk=draft.pk).title == "As it was"


def test_a_row_that_belongs_to_the_record_has_a_version_of_its_own(draft, first, second):
    row = ActionParticipantFactory(action=draft, name_as_reported="as it was")
    typed = filled(second, draft, **{"participants-0-name_as_reported": "second"})
    save(first, draft, filled(first, draft, **{"participants-0-name_as_reported": "first"}))
    response = save(second, draft, typed)
    assert response.status_code == 200
    assert ActionParticipant.objects.get(pk=row.pk).name_as_reported == "first"
    chosen = {"participants-0-shown_version": "2", "participants-0-choice-name_as_reported": "mine"}
    assert save(second, draft, typed | chosen).status_code == 302
    assert ActionParticipant.objects.get(pk=row.pk).name_as_reported == "second"


@pytest.mark.parametrize(("choice", "left"), [("mine", ["typed"]), ("stored", [])])
def test_a_row_that_somebody_deleted_meanwhile_is_added_again_or_stays_away(draft, first, second, choice, left):
    ActionParticipantFactory(action=draft, name_as_reported="as it was")
    typed = filled(second, draft, **{"participants-0-name_as_reported": "typed"})
    save(first, draft, filled(first, draft, **{"participants-0-DELETE": "on"}))
    response = save(second, draft, typed)
    assert response.status_code == 200
    assert "deleted" in text(response)
    chosen = {"participants-0-shown_version": "gone", "participants-0-choice-row": choice}
    assert save(second, draft, typed | chosen).status_code == 302
    assert list(draft.participants.values_list("name_as_reported", flat=True)) == left


def test_a_change_of_the_record_does_not_hinder_one_of_its_rows(draft, first, second):
    ActionParticipantFactory(action=draft)
    typed = filled(second, draft)
    save(first, draft, filled(first, draft, **{"participants-0-name_as_reported": "first"}))
    assert save(second, draft, typed).status_code == 200  # the row has changed, so both versions are shown
    assert ActionParticipant.objects.get(action=draft).name_as_reported == "first"
