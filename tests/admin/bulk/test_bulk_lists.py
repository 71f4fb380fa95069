"""What the lists of rows on the page of a work are called: by what is done with them, or proposed."""

import pytest

from clauses.admin.bulk.words import list_title
from clauses.models import BulkWork

from ...support.pages.reading import plain_words
from ...support.rows.factories import ActionFactory
from ...support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
PLANNED = "/admin/bulk/action/?status__exact=planned&_column=status"


def previewed(client):
    """The page of the work that would set all planned actions to completed."""
    return client.post(PLANNED, {"act": "change", "value": "completed"}, follow=True)


def test_what_waits_for_a_reviewer_is_to_be_proposed_and_not_to_be_written():
    editor = person("editor")
    ActionFactory.create_batch(2, status="planned")
    shown = previewed(editor)
    assert "To be proposed to a reviewer 2" in plain_words(shown)
    page = shown.redirect_chain[-1][0]
    done = editor.post(page, {"step": "write", "text": "All of them"}, follow=True)
    assert "Proposed to a reviewer 2" in plain_words(done)


def test_where_some_are_written_and_some_proposed_the_list_is_called_by_both():
    ActionFactory.create_batch(2, status="planned")
    ActionFactory(status="planned", state="draft")
    assert "To be changed or proposed to a reviewer 3" in plain_words(previewed(person("editor")))


@pytest.mark.parametrize(
    ("act", "key", "counts", "title"),
    [
        ("change", "going", {"ready": 1}, "To be changed"),
        ("send", "going", {"ready": 1}, "To be sent to review"),
        ("publish", "going", {"ready": 1}, "To be published"),
        ("publish", "written", {"written": 1}, "Published"),
        ("change", "written", {"written": 1, "proposed": 2}, "Changed or proposed to a reviewer"),
        ("change", "refused", {"refused": 1}, "Refused"),
    ],
)
def test_each_list_is_called_by_what_was_asked_for(act, key, counts, title):
    assert list_title(BulkWork(act=act), key, counts) == title
