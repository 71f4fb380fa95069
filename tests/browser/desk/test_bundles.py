"""From a draft to the public with all that it rests on, in a real browser: in few steps, and without a mouse."""

import re

import pytest

from ...support.pages.bundles import bundle_address
from ...support.pages.review import states
from ...support.rows.bundles import draft, talks
from ...support.rows.factories import ActionFactory, CitationFactory
from .. import keyboard
from ..steps import Steps, is_told

pytestmark = pytest.mark.django_db(transaction=True)
MOST_STEPS = 8
PHONE = {"width": 390, "height": 844}
WIDTH = "document.documentElement.scrollWidth"


def button(page, name):
    return page.get_by_role("button", name=name, exact=True)


def test_an_action_with_a_draft_source_and_two_citations_is_sent_and_published_in_eight_steps(at_work, new_page):
    ada, cem, reader = at_work("editor", "ada"), at_work("reviewer", "cem"), new_page()
    rows, steps = talks(ada), Steps(ada)
    action = rows[1]

    ada.goto(f"/admin/clauses/action/{action.pk}/change/")
    steps.click(ada.get_by_role("link", name="Send to review…").first)
    ada.get_by_text("4 records (1 source, 1 action and 2 citations) go to review together.").wait_for()
    steps.click(button(ada, "Send to review"))
    is_told(ada, "4 records were sent to review.")

    cem.goto("/admin/")
    waiting = cem.get_by_role("row", name=re.compile("^Waiting for my review "))
    steps.click(waiting.get_by_role("link", name=re.compile("^Actions")))
    steps.click(cem.get_by_role("link", name="Talks", exact=True))
    steps.click(cem.get_by_role("link", name="Review with what it rests on…").first)
    steps.click(cem.get_by_role("link", name="See “Talks” as readers will see it"))
    assert cem.inner_text("h1") == "Talks"
    cem.get_by_text("Preview: as readers will see this page once 4 records are published.").wait_for()
    assert reader.request.get(action.get_absolute_url()).status == 404
    steps.click(cem.get_by_role("link", name="Back to the review"))
    steps.click(button(cem, "Publish"))
    is_told(cem, "4 records were published")

    assert states(*rows) == ["published"] * 4
    reader.goto(action.get_absolute_url())
    assert reader.inner_text("h1") == "Talks"
    assert steps.count <= MOST_STEPS


def test_it_is_sent_and_published_by_keyboard_alone_on_a_telephone(at_work):
    ada, cem = (at_work(role, name, viewport=PHONE) for role, name in (("editor", "ada"), ("reviewer", "cem")))
    rows = talks(ada)
    ada.goto(f"/admin/clauses/action/{rows[1].pk}/change/")
    keyboard.skip_to_content(ada)
    keyboard.press(ada, "Send to review…")
    ada.wait_for_url("**/admin/bundle/**")
    keyboard.skip_to_content(ada)
    keyboard.fill(ada, "Comment", "Have a look")
    keyboard.press(ada, "Send to review")
    is_told(ada, "4 records were sent to review.")
    cem.goto(bundle_address(rows[1]))
    keyboard.skip_to_content(cem)
    keyboard.go_to(cem, "Citation Report no. 2")
    cem.keyboard.press("Space")
    keyboard.go_to(cem, "Publish", key="Shift+Tab")
    cem.keyboard.press("Enter")
    is_told(cem, "3 records were published")
    assert states(*rows) == ["published"] * 3 + ["in_review"]


def test_no_state_of_the_pages_has_a_fault(at_work, fine_everywhere):
    ada, cem = at_work("editor", "ada"), at_work("reviewer", "cem")
    bare = draft(ActionFactory, ada, title="A visit with a very long title of which nobody has said anything yet")
    CitationFactory(action=bare, state="draft", stance="mentions")
    waits = talks(ada, "in_review")[1]
    before = ActionFactory(title="Talks in Baku", state="published")
    CitationFactory(action=before)
    before.state, before.title = "in_review", "Talks in Shusha"
    before.save()
    for page, row in ((ada, bare), (ada, waits), (cem, waits), (cem, before)):
        page.goto(bundle_address(row))
        fine_everywhere(page)
        page.set_viewport_size(PHONE)
        assert page.evaluate(WIDTH) <= PHONE["width"]
    cem.get_by_role("link", name="See “Talks in Shusha” as readers will see it").click()
    fine_everywhere(cem)
