"""What a record says of its review: to whoever wrote it, and to whoever it was returned to."""

import pytest

from clauses.models import Comment

from ...support.pages.forms import change_address
from ...support.pages.reading import text
from ...support.pages.review import states, step
from ...support.rows.factories import ActionFactory, CitationFactory
from ...support.rows.people import person, written_by


def test_who_takes_back_their_own_work_is_not_asked_why_and_is_not_told_to_mend_it(db):
    editor = person("editor")
    action = written_by(editor, ActionFactory(state="in_review"))
    assert ">Take it back</button>" in text(editor.get(change_address(action)))
    step(editor, action, "returned")
    assert states(action) == ["draft"]
    assert not Comment.objects.about(action).filter(is_open=True).exists()


def test_what_a_reviewer_asks_to_mend_stands_above_the_form(db):
    editor, reviewer = person("editor"), person("reviewer")
    action = written_by(editor, ActionFactory(state="in_review"))
    step(reviewer, action, "returned", "Name the city")
    assert "reviewer returned it: “Name the city”." in text(editor.get(change_address(action)))
    step(editor, action, "sent")
    assert "returned it:" not in text(reviewer.get(change_address(action)))


@pytest.mark.parametrize(("cited", "lacks"), [(False, True), (True, False)])
def test_a_draft_says_what_it_lacks_before_it_is_sent(cited, lacks, db):
    action = ActionFactory(state="draft")
    if cited:
        CitationFactory(action=action, state="draft")
    assert ("No published citation supports" in text(person("editor").get(change_address(action)))) is lacks
