"""A bundle of 500 records goes at once; of more, the page says how many follow, and all of it goes in portions."""

import pytest

from clauses.editing.bundles import collect as collecting
from clauses.models import Action, Citation

from ...support.pages.bundles import boxes, bundle_address, press
from ...support.pages.reading import plain_words, text
from ...support.rows.bundles import draft
from ...support.rows.factories import ActionFactory, CitationFactory, SourceFactory
from ...support.rows.people import person

pytestmark = pytest.mark.django_db


def source_with(count, editor):
    source = draft(SourceFactory, editor, title="Report")
    for number in range(1, count + 1):
        action = draft(ActionFactory, editor, agreement=None, relation="context")
        draft(CitationFactory, editor, action=action, source=source, number=number)
    return source


def all_go(source, editor, reviewer):
    for client, step in ((editor, "send"), (reviewer, "publish")):
        for _ in range(20):
            if not boxes(client, source) or f'value="{step}"' not in text(client.get(bundle_address(source))):
                break
            press(client, source, step)


def test_what_is_more_than_a_portion_is_said_and_goes_portion_by_portion(monkeypatch):
    monkeypatch.setattr(collecting, "MOST", 5)
    editor, reviewer = person("editor"), person("reviewer")
    source = source_with(6, editor)
    words = plain_words(editor.get(bundle_address(source)))
    assert "These are the first; at least 7 more go with the next portion" in words
    all_go(source, editor, reviewer)
    assert Action.objects.published().count() == Citation.objects.published().count() == 6


@pytest.mark.heavy
def test_500_records_go_at_once():
    editor, reviewer = person("editor"), person("reviewer")
    source = source_with(249, editor)
    draft(CitationFactory, editor, action=Action.objects.first(), source=source, number=1000)
    assert len(boxes(editor, source)) == 500
    assert "500 records were sent to review." in text(press(editor, source, "send"))
    assert "500 records were published." in text(press(reviewer, source, "publish"))
