"""Whoever mends something from the page of a bundle comes back to it after saving."""

import re
from html import unescape

import pytest

from clauses.editing.requote import recheck
from clauses.models import Citation, Source

from ...support.pages.bundles import bundle_address
from ...support.pages.forms import change_address, filled_at, sent
from ...support.pages.reading import plain_words, text
from ...support.rows.articles import TEXT
from ...support.rows.bundles import draft, talks
from ...support.rows.factories import ActionFactory, CitationFactory, SourceFactory, SourceTextFactory
from ...support.rows.people import person

pytestmark = pytest.mark.django_db


def link(page, called) -> str:
    """Where the first link with this name leads."""
    found = re.search(rf'<a href="([^"]*)">{called}', text(page))
    assert found, called
    return unescape(found[1]).partition("#")[0]


def test_a_citation_that_was_missing_leads_back_to_the_bundle():
    editor, source = person("editor"), SourceFactory()
    action = draft(ActionFactory, editor, title="Talks")
    address = link(editor.get(bundle_address(action)), "Add a citation")
    assert "Reached from the review of Talks : saving leads back there." in plain_words(editor.get(address))
    answer = sent(editor, address, source=source.pk, quote="words of the test")
    assert answer.headers["Location"] == bundle_address(action)
    assert Citation.objects.get().action == action


@pytest.mark.parametrize(
    ("given", "called", "typed"),
    [
        ({"title": ""}, "Write the title", {"title": "Found at last"}),
        ({"url": ""}, "Write the address", {"url": "https://example.org/found"}),
        ({}, "Open", {"note": "Only an excerpt."}),
    ],
)
def test_every_other_button_that_mends_leads_back_too(given, called, typed):
    editor = person("editor")
    rows = talks(editor)
    Source.objects.filter(pk=rows[0].pk).update(**given)
    address = link(editor.get(bundle_address(rows[1])), called)
    assert sent(editor, address, **typed).headers["Location"] == bundle_address(rows[1])


def test_so_does_what_the_box_of_the_review_says():
    editor = person("editor")
    rows = talks(editor)
    Citation.objects.filter(pk=rows[3].pk).update(field="", value="")
    address = link(editor.get(change_address(rows[1])), "Add a citation")
    answer = sent(editor, address, source=rows[0].pk, quote="words", value="completed")
    assert answer.headers["Location"] == bundle_address(rows[1])


def test_what_is_refused_or_goes_on_being_edited_stays_and_comes_back_later():
    editor = person("editor")
    rows = talks(editor)
    address = f"{change_address(rows[0])}?bundle=action-{rows[1].pk}"
    assert sent(editor, address, published="no date").status_code == 200
    on = sent(editor, address, title="Another", _continue="1").headers["Location"]
    assert on == address
    assert sent(editor, on, title="A third").headers["Location"] == bundle_address(rows[1])


def test_from_a_part_of_what_is_mended_one_comes_back_to_that_and_then_to_the_bundle():
    editor = person("editor")
    rows = talks(editor)
    record = f"{change_address(rows[1])}?bundle=source-{rows[0].pk}"
    part = f"{change_address(rows[2])}?whole=action-{rows[1].pk}&bundle=source-{rows[0].pk}"
    assert part.partition("?")[2] in editor.get(record).context["way_on"] + "&"
    assert sent(editor, part, note="Seen.").headers["Location"] == record
    assert sent(editor, record, title="Talks at last").headers["Location"] == bundle_address(rows[0])


def test_a_passage_that_is_filled_in_keeps_the_way():
    editor = person("editor")
    rows = talks(editor)
    SourceTextFactory(source=rows[0], text=TEXT)
    Citation.objects.filter(pk=rows[2].pk).update(quote="The ministers met in Rome")
    recheck([rows[2].pk])
    address = f"{change_address(rows[2])}?bundle=action-{rows[1].pk}"
    assert link(editor.get(address), "Fill this in").startswith(f"?bundle=action-{rows[1].pk}&passage=1-")


NONSENSE = ["", "action", "action-x", "action-0", f"action-{'9' * 40}", "user-1", "//evil.example", "-1"]


@pytest.mark.parametrize("named", NONSENSE)
def test_nothing_but_a_bundle_of_ours_is_led_back_to(named):
    editor, source = person("editor"), draft(SourceFactory)
    address = f"{change_address(source)}?bundle={named}"
    answer = editor.post(address, filled_at(editor, address, title="Another"))
    assert answer.headers["Location"] == change_address(source)


def test_who_may_see_no_bundle_is_told_of_none():
    viewer, action = person("viewer"), draft(ActionFactory, title="Talks")
    citation = CitationFactory(action=action)
    page = viewer.get(f"{change_address(citation)}?bundle=action-{action.pk}")
    assert "Reached from the review" not in plain_words(page)
