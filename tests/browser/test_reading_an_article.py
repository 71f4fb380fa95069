"""From the paste of an article to its citation on a public page, with the keyboard alone; and no page has a fault."""

import pytest

from clauses.articles.quotations import Article
from clauses.models import Citation
from tests.support.site.paths import SOURCES

from ..support.rows.factories import ActionFactory, CitationFactory, SourceFactory, SourceTextFactory
from .keyboard import fill, focused, go_to, press, skip_to_content
from .steps import is_told

pytestmark = pytest.mark.django_db(transaction=True)

WRITTEN = """Ministers meet

The ministers met in Baku on Monday and spoke of gas and of roads.
Both sides will hold regular drills every year, the ministry said. They had done so before.
The drills were held in Nakhchivan. “We shall meet again,” he said.
"""
MARKED = 5  # words


@pytest.fixture
def text():
    """One of the five articles, which are private; where they are not on the machine, one that is written here."""
    found = sorted(SOURCES.glob("001_*.txt"))
    return found[0].read_text("utf-8-sig") if found else WRITTEN


def store(page, source, text):
    """From the page of the source to the stored text."""
    page.goto(f"/admin/clauses/source/{source.pk}/read/")
    skip_to_content(page)
    press(page, "Store the text of the article")
    page.wait_for_url("**/text/")
    fill(page, "Text", text)
    press(page, "Look at how it is read")
    page.get_by_text("Nothing is stored yet").wait_for()
    press(page, "Store this text")
    is_told(page, "The text is stored")


def mark(page, paragraph, count):
    """The first words of a paragraph, from the first one on the page."""
    skip_to_content(page)
    first = page.inner_text('[data-paragraph="1"]')[:30]
    go_to(page, f"{first}…")
    for _ in range(paragraph - 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    for _ in range(count - 1):
        page.keyboard.press("Shift+ArrowRight")
    page.locator("#marked-words").get_by_text(f"{count} of 15 words, paragraph {paragraph}").wait_for()
    page.keyboard.press("Enter")
    page.locator("#citation_form").wait_for()
    page.wait_for_load_state()  # before the scripts of the page are there, keys are lost


A_CERTAIN = ("another action", "a certain action")


def choose_action(page, title):
    """By typing, among all actions."""
    assert focused(page) == "Cite the passage"
    page.keyboard.press("Tab")
    if not focused(page).endswith(A_CERTAIN):
        go_to(page, *(f"…{name}" for name in A_CERTAIN), key="ArrowDown")
    go_to(page, "Action: no action")
    page.keyboard.press("Enter")
    page.keyboard.type(title)
    page.get_by_role("option", name=title).wait_for()
    page.keyboard.press("Enter")


def publish(page, source):
    page.goto("/admin/clauses/citation/?state__exact=in_review")
    skip_to_content(page)
    press(page, source.title)
    page.wait_for_url("**/change/**")
    skip_to_content(page)
    press(page, "Publish")
    is_told(page, "was published")


def test_an_article_is_read_from_paste_to_published_citation_by_keyboard(at_work, new_page, text):
    ada, cem, reader = at_work("editor", "ada"), at_work("reviewer", "cem"), new_page()
    source = SourceFactory(title="An article to read", sha256=Article(text).sha256)
    action = ActionFactory(title="Ministers meet for once")
    store(ada, source, text)

    ada.goto(f"/admin/clauses/source/{source.pk}/read/")
    mark(ada, 2, MARKED)
    choose_action(ada, action.title)
    press(ada, "Save as a draft and go on")
    is_told(ada, "Citation no. 1 of “Ministers meet for once” is kept as a draft.")
    citation = Citation.objects.get(source=source)
    quote = " ".join(Article(text).paragraphs[1].split()[:MARKED])
    assert (citation.quote, citation.locator, citation.state, citation.action) == (quote, 2, "draft", action)

    press(ada, "Send to review…")
    ada.wait_for_url("**/bundle/**")
    press(ada, "Send to review")
    is_told(ada, "was sent to review.")
    publish(cem, source)
    reader.goto(action.get_absolute_url())
    assert quote in reader.inner_text("main")


def read(page, source, **query):
    page.goto(
        f"/admin/clauses/source/{source.pk}/read/?" + "&".join(f"{name}={value}" for name, value in query.items())
    )


def test_no_state_of_the_page_has_a_fault(at_work, fine_everywhere):
    ada = at_work("editor", "ada")
    source = SourceTextFactory(text=WRITTEN).source
    CitationFactory(source=source, quote="Both sides will", locator=2, state="draft")
    CitationFactory(source=source, quote="sides will hold", locator=2)
    CitationFactory(source=source, quote="never said", locator=2)
    read(ada, SourceFactory())
    fine_everywhere(ada)
    read(ada, source, at=1)
    fine_everywhere(ada)
    ada.keyboard.press("n")
    ada.keyboard.press("Enter")
    ada.locator("#citation_form").wait_for()
    fine_everywhere(ada)
    fill(ada, "Value stated", "a value without a field")
    press(ada, "Save as a draft and go on")
    ada.get_by_text("Nothing is saved yet").wait_for()
    fine_everywhere(ada)


def test_words_that_are_marked_anew_leave_what_was_typed(at_work):
    ada, source = at_work("editor", "ada"), SourceTextFactory(text=WRITTEN).source
    read(ada, source, at=1)
    ada.keyboard.press("Escape")
    ada.keyboard.press("Home")
    ada.keyboard.press("Enter")
    ada.locator("#citation_form").wait_for()
    fill(ada, "Note", "Typed before")
    ada.keyboard.press("Escape")
    assert focused(ada).startswith("The ministers met")
    ada.keyboard.press("End")
    ada.keyboard.press("Shift+ArrowRight")
    ada.keyboard.press("Enter")
    assert ada.inner_text("[data-words]") == "roads."
    assert ada.input_value("#id_note") == "Typed before"


def test_sixteen_words_are_refused_at_once(at_work):
    ada, source = at_work("editor", "ada"), SourceTextFactory(text=WRITTEN).source
    read(ada, source, at=2)
    ada.keyboard.press("Home")
    ada.keyboard.press("Shift+End")
    ada.get_by_text("16 words are marked, at most 15 can be quoted.").wait_for()
    ada.keyboard.press("Enter")
    assert not ada.locator("#citation_form").count()


def test_the_mouse_marks_words_too(at_work):
    ada, source = at_work("editor", "ada"), SourceTextFactory(text=WRITTEN).source
    read(ada, source)
    ada.locator('[data-paragraph="1"]').select_text()
    ada.get_by_text("14 of 15 words, paragraph 1").wait_for()
    ada.get_by_role("button", name="Cite these words").click()
    ada.locator("#citation_form").wait_for()
    assert ada.inner_text("[data-words]").startswith("The ministers met in Baku")
