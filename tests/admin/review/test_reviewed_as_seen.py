"""A step of the review is taken on what its page showed, and on nothing that was changed since."""

import re

import pytest

from clauses.editing.review import NotAllowedError, move
from clauses.models import Action

from ...support.pages.forms import change_address
from ...support.pages.reading import text
from ...support.pages.review import sent, states, step
from ...support.rows.factories import ActionFactory, CitationFactory
from ...support.rows.people import person


def test_a_step_that_somebody_else_took_meanwhile_is_not_taken_twice(db):
    reviewer = person("reviewer")
    action = ActionFactory(state="in_review")
    CitationFactory(action=action)
    seen = action.version
    action.save()
    assert "was changed by somebody else" in text(step(reviewer, action, "published", seen=seen, follow=True))
    assert states(action) == ["in_review"]


def test_a_list_publishes_only_what_it_showed(db):
    reviewer = person("reviewer")
    shown, changed, unseen = ActionFactory.create_batch(3, state="in_review")
    for action in (shown, changed, unseen):
        CitationFactory(action=action)
    data = sent([shown, changed, unseen], "publish")
    data[f"seen-{changed.pk}"] = changed.version - 1
    del data[f"seen-{unseen.pk}"]
    page = text(reviewer.post("/admin/clauses/action/", data, follow=True))
    assert states(shown, changed, unseen) == ["published", "in_review", "in_review"]
    assert "was changed by somebody else after this page was opened" in page
    assert "was not on the page that you saw" in page


def seen_on(client, row, address="", name="seen") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text(client.get(address or change_address(row))))
    return found[1]


@pytest.mark.parametrize(
    ("name", "state", "role"), [("published", "in_review", "reviewer"), ("sent", "draft", "editor")]
)
def test_r2_no_citation_goes_along_that_was_changed_after_the_page_was_opened(db, name, state, role):
    client = person(role)
    action = ActionFactory(state=state)
    citation = CitationFactory(action=action, state=state)
    seen = seen_on(client, action)
    citation.quote = "quite other words"
    citation.save()
    shown = text(step(client, action, name, seen=seen, follow=True))
    assert "was changed by somebody else after this page was opened" in shown
    assert states(action, citation) == [state, state]
    step(client, action, name, seen=seen_on(client, action))
    assert states(action, citation) == [{"published": "published", "sent": "in_review"}[name]] * 2


def test_r2_no_citation_goes_along_that_was_added_after_the_page_was_opened(db):
    reviewer = person("reviewer")
    action = ActionFactory(state="in_review")
    CitationFactory(action=action, state="in_review")
    seen = seen_on(reviewer, action)
    added = CitationFactory(action=action, state="in_review")
    step(reviewer, action, "published", seen=seen)
    assert states(action, added) == ["in_review", "in_review"]


def test_r2_a_list_publishes_no_citation_in_other_words_than_it_was_opened_with(db):
    reviewer = person("reviewer")
    action = ActionFactory(state="in_review")
    citation = CitationFactory(action=action, state="in_review")
    seen = seen_on(reviewer, action, "/admin/clauses/action/", f"seen-{action.pk}")
    citation.quote = "quite other words"
    citation.save()
    data = {"action": "publish", "_selected_action": [action.pk], f"seen-{action.pk}": seen}
    reviewer.post("/admin/clauses/action/", data)
    assert states(action, citation) == ["in_review", "in_review"]


def test_r3_a_record_that_was_loaded_before_somebody_changed_it_is_not_moved(db):
    stale = ActionFactory(state="draft")
    CitationFactory(action=stale)
    fresh = Action.objects.get(pk=stale.pk)
    fresh.title = "Written meanwhile"
    fresh.save()
    with pytest.raises(NotAllowedError, match="was changed by somebody else"):
        move(person("superuser").user, stale, "published")
    assert Action.objects.get(pk=stale.pk).title == "Written meanwhile"
