"""A comment that is being typed is asked for before it would be lost, and stands in its field where it was refused."""

import pytest

from ...support.rows.factories import ActionFactory, CitationFactory
from ..steps import field, is_told, open_action, press

pytestmark = pytest.mark.django_db(transaction=True)


def test_to_save_the_form_asks_first_where_a_comment_is_being_typed(at_work):
    ada, asked = at_work("editor", "ada"), []
    ada.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    draft = ActionFactory(state="draft")
    open_action(ada, draft.title)
    comment = ada.locator("#review").get_by_label("Comment", exact=True)
    comment.fill("Typed and not sent")
    with ada.expect_event("dialog"):
        press(ada, "Save and continue editing")
    assert asked == ["beforeunload"]
    assert comment.input_value() == "Typed and not sent"
    press(ada, "Only comment")
    ada.get_by_text("Typed and not sent").wait_for()
    assert asked == ["beforeunload"], "what is sent is not lost"
    field(ada, "Title").fill("Another title")
    press(ada, "Save and continue editing")
    is_told(ada, "was changed successfully")
    assert asked == ["beforeunload"]


def test_a_comment_that_was_refused_stands_in_its_field(at_work, fine_everywhere):
    cem = at_work("reviewer", "cem")
    row = CitationFactory(action=ActionFactory(state="in_review"), state="in_review").action
    cem.goto(f"/admin/clauses/action/{row.pk}/change/")
    comment = cem.locator("#review").get_by_label("Comment", exact=True)
    comment.fill("Name the city.")
    row.title = "Changed meanwhile"
    row.save()
    press(cem, "Return to its author")
    cem.locator(".messagelist .error").wait_for()
    assert comment.input_value() == "Name the city."
    fine_everywhere(cem)


def test_what_has_no_field_any_more_stands_at_the_end_of_the_page(at_work, fine_everywhere):
    ada = at_work("editor", "ada")
    ada.goto("/admin/clauses/action/?status__exact=planned")
    name = ada.get_by_label("Save this filter as")
    name.fill("Planned")
    ada.locator("input[name=query]").evaluate("(field) => { field.value = ''; }")
    name.press("Enter")
    ada.get_by_role("heading", name="What you typed was not taken").wait_for()
    fine_everywhere(ada)
    assert ada.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
