"""From an article that is pasted to what readers see of it, by counted steps, on a page that does not jump."""

import re

import pytest

from clauses.models import Action, Bearing, Citation, Commitment, Source

from ...support.rows.factories import ActionFactory, SourceTextFactory
from ..keyboard import focused
from ..steps import Steps, field, is_told, press

pytestmark = pytest.mark.django_db(transaction=True)

MOST_STEPS = 40  # of both, from the first page of the one to what readers see
WRITTEN = """Engineers of both armies train together
17 May 2024
Engineers of the Turkish Armed Forces and the Azerbaijani Armed Forces held a joint drill near Nakhchivan on May 14.
The commanders of both sides said that the training of officers will be continued next year.
They had cleared a road together in the spring, an officer told reporters after the drill.
"""
LONG = "\n".join(
    f"Paragraph {number} says that both sides held talks in city {number} and left again." for number in range(60)
)


def proposal(page, paragraph):
    return page.locator(f'[data-proposal][data-paragraph-number="{paragraph}"]').first


def paste(ada, steps):
    """From the first page to the page on which the article is read."""
    ada.goto("/admin/")
    steps.click(ada.get_by_role("link", name="Add an article", exact=True))
    steps.type(field(ada, "Address"), "https://www.azernews.az/nation/engineers.html")
    steps.type(field(ada, "Text"), WRITTEN)
    steps.click(ada.get_by_role("button", name="Go on"))
    assert field(ada, "Published").input_value() == "2024-05-17"
    steps.click(ada.get_by_role("button", name="Save as a draft and read it"))
    is_told(ada, "is a draft now, with its text")


def make_action(ada, steps, promise):
    """A new action with the two armies and a link, filled in from its passage."""
    steps.click(proposal(ada, 1).get_by_role("link", name="A new action"))
    ada.locator("#citation_form").wait_for()
    new = ada.get_by_role("group", name="The new action")
    steps.type(new.get_by_label("Title"), "Engineers of both armies train near Nakhchivan")
    steps.choose(new.get_by_label("Relation to the agreement"), "follow_up")
    assert new.get_by_label("Date:", exact=True).input_value() == "2024-05-14"
    for name in ("Turkish Armed Forces:", "Azerbaijani Armed Forces:"):
        part = new.get_by_label(name, exact=True)
        if part.input_value() != "participant":  # named in the sentence, outside the fifteen words
            steps.choose(part, "participant")
    steps.choose(new.get_by_label(promise.title))
    steps.click(ada.get_by_role("button", name="Save as a draft and go on"))
    is_told(ada, "is kept as a draft, and the record with it")


def send_and_publish(ada, cem, steps, title):
    """All drafts of the article together, by the two of them."""
    steps.click(ada.get_by_role("link", name="Send to review…"))
    steps.click(ada.get_by_role("button", name="Send to review", exact=True))
    is_told(ada, "were sent to review.")
    cem.goto("/admin/")
    waiting = cem.get_by_role("row", name=re.compile("^Waiting for my review "))
    steps.click(waiting.get_by_role("link", name=re.compile("^Sources")))
    steps.click(cem.get_by_role("link", name=title))
    steps.click(cem.get_by_role("link", name="Review with what it rests on…").first)
    steps.click(cem.get_by_role("button", name="Publish", exact=True))
    is_told(cem, "were published")


def test_an_article_comes_to_readers_in_few_steps(at_work, new_page):
    ada = at_work("editor", "ada", viewport={"width": 1280, "height": 900})
    cem, reader = at_work("reviewer", "cem"), new_page()
    steps, promise = Steps(ada), Commitment.objects.get(slug="joint-military-exercises")
    paste(ada, steps)
    make_action(ada, steps, promise)
    for number in (2, 3):
        if not proposal(ada, number).locator("input:checked").count():  # none is certain: a person chooses
            steps.choose(proposal(ada, number).get_by_role("radio").first)
        steps.click(proposal(ada, number).get_by_role("button", name="Accept"))
        is_told(ada, f"Citation no. {number} of")

    source, action = Source.objects.get(title="Engineers of both armies train together"), Action.objects.latest("pk")
    assert (source.state, source.publisher.slug, source.language) == ("draft", "azernews", "en")
    assert (action.state, action.type, action.participants.count()) == ("draft", "joint_exercise", 2)
    assert Bearing.objects.get(action=action).commitment == promise
    assert [one.state for one in source.citations.all()] == ["draft"] * 3
    assert source.citations.get(number=1).action == action

    send_and_publish(ada, cem, steps, source.title)
    assert steps.count <= MOST_STEPS
    reader.goto(action.get_absolute_url())
    assert "Engineers of both armies train near Nakhchivan" in reader.inner_text("h1")
    assert source.title in reader.inner_text("main")


def at_the_text(page):
    """The script is there, which shows the keys that it takes, and the focus is on a paragraph."""
    page.locator("#keys-box").wait_for()
    assert page.evaluate("document.activeElement.matches('[data-paragraph]')")


def test_the_same_by_keyboard_alone(at_work):
    """Accept, undo and save, with the focus where the keys are."""
    ada, source = at_work("editor", "ada"), SourceTextFactory(text=WRITTEN).source
    ada.goto(f"/admin/clauses/source/{source.pk}/read/?at=1")
    ada.get_by_text("words, paragraph 1").wait_for()
    ada.keyboard.press("a")
    ada.get_by_text("No record is certain for this passage").wait_for()
    assert ada.evaluate("document.activeElement.type") == "radio"
    ada.keyboard.press("Space")
    ada.keyboard.press("Enter")
    is_told(ada, "Citation no. 1 of")
    at_the_text(ada)
    assert Citation.objects.filter(source=source).count() == 1
    ada.keyboard.press("u")
    is_told(ada, "Undone: citation no. 1 is deleted.")
    assert not Citation.objects.filter(source=source).exists()
    at_the_text(ada)
    ada.keyboard.press("u")
    ada.get_by_text("There is nothing to undo.").wait_for()
    ada.keyboard.press("n")
    ada.keyboard.press("Enter")
    ada.locator("#citation_form").wait_for()
    assert focused(ada) == "Cite the passage"
    ada.get_by_role("radio").first.press("Space")
    ada.keyboard.press("Control+Enter")
    is_told(ada, "Citation no. 1 of")
    at_the_text(ada)
    ada.keyboard.press("n")
    ada.keyboard.press("x")
    is_told(ada, "Rejected: the passage is not proposed again.")


SELECTED = "getSelection().getRangeAt(0).getBoundingClientRect().top"


@pytest.mark.parametrize("at", [1, 30, 60])
def test_the_passage_stays_where_it_is_on_the_screen(at_work, at):
    ada = at_work("editor", "ada", viewport={"width": 1280, "height": 900})
    source, action = SourceTextFactory(text=LONG).source, ActionFactory(title="Talks in a city")
    ada.goto(f"/admin/clauses/source/{source.pk}/read/")
    text = ada.locator(f'[data-paragraph="{at}"]')
    text.focus()
    ada.keyboard.press("Escape")
    ada.keyboard.press("ArrowRight")
    ada.keyboard.press("Shift+ArrowRight")
    before = ada.evaluate(SELECTED)
    assert 0 < before < 900
    ada.keyboard.press("Enter")
    ada.locator("#citation_form").wait_for()
    ada.wait_for_load_state()
    opened = ada.locator("mark.open").bounding_box()["y"]
    assert abs(opened - before) < 6
    ada.evaluate("id => document.getElementById(id).click()", "about-action")
    ada.evaluate(
        "pk => { const s = document.getElementById('id_action'); s.add(new Option('x', pk, true, true)); }", action.pk
    )
    press(ada, "Save as a draft and go on")
    is_told(ada, "is kept as a draft.")
    assert abs(ada.locator(f'[data-paragraph="{at}"] mark.cited').bounding_box()["y"] - before) < 6
    assert ada.get_by_role("button", name="Undo citation no. 1").bounding_box()["y"] >= 0


def test_on_a_telephone_the_passage_stands_above_its_form(at_work, axe):
    ada = at_work("editor", "ada", viewport={"width": 390, "height": 844})
    source = SourceTextFactory(text=LONG).source
    ada.goto(f"/admin/clauses/source/{source.pk}/read/")
    ada.locator('[data-paragraph="30"]').focus()
    ada.keyboard.press("Escape")
    ada.keyboard.press("ArrowRight")
    ada.keyboard.press("Enter")
    ada.locator("#citation_form").wait_for()
    ada.wait_for_load_state()
    mark, form = ada.locator("mark.open").bounding_box(), ada.locator(".module.cite").bounding_box()
    assert 0 < mark["y"] < mark["y"] + mark["height"] <= form["y"]
    assert ada.evaluate("document.documentElement.scrollWidth") <= 390


CUT = """([part, length]) => {
  const walker = document.createTreeWalker(document.querySelector(".paragraphs"), NodeFilter.SHOW_TEXT);
  while (!walker.nextNode().data.includes(part)) {}
  const at = walker.currentNode.data.indexOf(part);
  getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + length);
  document.dispatchEvent(new PointerEvent("pointerup"));
  return getSelection().toString();
}"""


def test_the_mouse_takes_whole_words(at_work):
    ada, source = at_work("editor", "ada"), SourceTextFactory(text=WRITTEN).source
    ada.goto(f"/admin/clauses/source/{source.pk}/read/")
    assert ada.evaluate(CUT, ["ommander", 4]) == "commanders"
    ada.get_by_text("“commanders”: 1 of 15 words, paragraph 2").wait_for()


def test_a_new_action_and_what_it_would_change_have_no_fault(at_work, fine_everywhere):
    ada = at_work("editor", "ada")
    source = SourceTextFactory(text=WRITTEN).source
    action = ActionFactory(title="Held before", status="planned")
    ada.goto("/admin/clauses/source/add-article/")
    fine_everywhere(ada)
    field(ada, "Text").fill(WRITTEN)
    press(ada, "Go on")
    ada.get_by_text("Step 2 of 2").wait_for()
    fine_everywhere(ada)
    ada.goto(f"/admin/clauses/source/{source.pk}/read/?at=1")
    ada.keyboard.press("n")
    ada.keyboard.press("Enter")
    ada.locator("#citation_form").wait_for()
    ada.get_by_label("a new action").check()
    ada.get_by_text("An actor or a place that is not there yet").click()
    fine_everywhere(ada)
    place = ada.url.partition("?")[2].partition("&about")[0]
    ada.goto(f"/admin/clauses/source/{source.pk}/read/?{place}&about=action-{action.pk}")
    ada.get_by_text("What is recorded now").wait_for()
    ada.get_by_label("Field stated:").select_option("status")
    ada.get_by_label("Value stated:").fill("completed")
    ada.get_by_label("Value stated:").blur()
    ada.get_by_text("What it would change of").wait_for()
    fine_everywhere(ada)


def test_enter_in_a_field_saves_and_does_not_look(at_work):
    ada, source = at_work("editor", "ada"), SourceTextFactory(text=WRITTEN).source
    ada.goto(f"/admin/clauses/source/{source.pk}/read/?at=1")
    ada.get_by_text("words, paragraph 1").wait_for()
    ada.keyboard.press("Enter")
    ada.locator("#citation_form").wait_for()
    ada.get_by_role("radio").first.check()
    ada.get_by_label("Note:", exact=True).fill("Typed")
    ada.get_by_label("Note:", exact=True).press("Control+Enter")
    is_told(ada, "Citation no. 1 of")
    ada.goto(f"/admin/clauses/source/{source.pk}/read/?at=2")
    ada.get_by_text("words, paragraph 2").wait_for()
    ada.keyboard.press("Enter")
    ada.locator("#citation_form").wait_for()
    ada.get_by_role("radio").first.check()
    ada.get_by_label("Speaker as reported:", exact=True).press("Enter")
    is_told(ada, "Citation no. 2 of")
    assert source.citations.count() == 2
