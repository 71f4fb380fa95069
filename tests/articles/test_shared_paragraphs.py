"""One block in several articles: found by comparing the stored texts, told by numbers, and made one origin."""

import pytest

from clauses.articles.shared_paragraphs import in_words, shared_with
from clauses.editing.requote import renew
from clauses.evidence.origins import weigh
from clauses.models import Citation, Proposal, Source

from ..support.pages.forms import change_address
from ..support.pages.reading import text
from ..support.rows.factories import ActionFactory, CitationFactory, SourceFactory, SourceTextFactory
from ..support.rows.people import person

pytestmark = pytest.mark.django_db
BLOCK = "Zqblock: the two states signed a declaration on allied relations in the city in June."
SHORT = "He said this on Friday."
OWN = ("The minister opened a school of the town on Monday.", "A bridge across the river was opened by the mayor.")


def article(*paragraphs, **more):
    source = SourceFactory(**more)
    SourceTextFactory(source=source, text="\n".join(paragraphs))
    renew([source.pk])
    return source


@pytest.fixture
def first():
    return article(BLOCK, OWN[0], SHORT, title="The first article", published="2021-06-16")


@pytest.fixture
def later():
    return article(OWN[1], SHORT, BLOCK.upper(), title="The later article", published="2021-10-05")


def test_a_block_is_found_whatever_its_letters_and_a_short_sentence_says_nothing(first, later):
    (shared,) = shared_with(later, Source.objects.all())
    assert (shared.source, shared.here, shared.there) == (first, (3,), (1,))
    assert (shared.words, shared.words_there) == ("paragraph 3", "paragraph 1")


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((7,), "paragraph 7"), ((7, 8, 9), "paragraphs 7 to 9"), ((1, 3, 4, 6), "paragraphs 1, 3 to 4 and 6")],
)
def test_paragraphs_are_told_in_words(numbers, words):
    assert in_words(numbers) == words


def test_readers_are_told_the_numbers_and_no_word(client, first, later):
    words = text(client.get(later.get_absolute_url()))
    assert "its paragraph 3 also stands in" in words
    assert "The first article" in words
    assert "zqblock" not in words.lower()


def test_readers_are_not_told_of_a_source_that_is_not_public(client, first, later):
    Source.objects.filter(pk=first.pk).update(state="draft")
    assert "also stands in" not in text(client.get(later.get_absolute_url()))


def test_an_editor_marks_who_had_it_first_and_it_is_one_origin(first, later):
    action = ActionFactory()
    CitationFactory(source=first, action=action, locator=1)
    draft = CitationFactory(source=later, action=action, locator=3, state="draft")
    editor = person("editor")
    page = text(editor.get(change_address(later)))
    assert "Mark The first article as their origin" in page
    answer = text(editor.post(f"/admin/clauses/source/{later.pk}/origin/", {"origin": first.pk}, follow=True))
    draft.refresh_from_db()
    assert draft.origin == first
    assert "The origin of 1 citations is marked" in answer
    assert "has a common origin" in answer
    Citation.objects.filter(pk=draft.pk).update(state="published")
    assert weigh({"": Citation.objects.filter(action=action)})[""].origins == 1


def test_what_is_published_is_proposed_and_only_once(first, later):
    published = CitationFactory(source=later, locator=3)
    editor = person("editor")
    for _ in range(2):
        answer = editor.post(f"/admin/clauses/source/{later.pk}/origin/", {"origin": first.pk}, follow=True)
    published.refresh_from_db()
    assert published.origin is None
    assert Proposal.objects.get().row == published.pk
    assert "is proposed already" in text(answer)


def test_a_circle_is_refused_in_words(first, later):
    action = ActionFactory()
    CitationFactory(source=first, action=action, locator=2, origin=later)
    draft = CitationFactory(source=later, action=action, locator=3, state="draft")
    answer = person("editor").post(f"/admin/clauses/source/{later.pk}/origin/", {"origin": first.pk}, follow=True)
    assert "goes back to the article itself" in text(answer)
    draft.refresh_from_db()
    assert draft.origin is None


def test_other_paragraphs_and_other_sources_are_left_alone(first, later):
    elsewhere, other = CitationFactory(source=later, locator=1, state="draft"), SourceFactory()
    editor = person("editor")
    for chosen in (first.pk, other.pk, "x", "9" * 30):
        assert editor.post(f"/admin/clauses/source/{later.pk}/origin/", {"origin": chosen}).status_code == 302
    elsewhere.refresh_from_db()
    assert elsewhere.origin is None


def test_a_viewer_neither_sees_nor_marks_blocks(first, later):
    viewer = person("viewer")
    assert "also stand elsewhere" not in text(viewer.get(change_address(later)))
    assert viewer.post(f"/admin/clauses/source/{later.pk}/origin/", {"origin": first.pk}).status_code == 403


def test_many_that_share_a_block_take_as_many_queries_as_few(first, django_assert_max_num_queries):
    for _ in range(20):
        CitationFactory(source=article(BLOCK), locator=1)
    from clauses.admin.articles.shared import blocks

    with django_assert_max_num_queries(9):
        assert len(blocks(first)) == 20
