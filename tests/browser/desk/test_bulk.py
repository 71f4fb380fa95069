"""All rows of a list at once, in a real browser: few steps, by keyboard alone, without scripts, on a telephone."""

import re

import pytest

from clauses.admin.bulk import pages
from clauses.editing.bulk import work as bulk
from clauses.models import Action, Place

from ...support.rows.factories import ActionFactory, CitationFactory, PlaceFactory
from .. import keyboard
from ..steps import Steps

pytestmark = pytest.mark.django_db(transaction=True)
SCREENS = {
    "wide": {"viewport": {"width": 1280, "height": 800}},
    "narrow": {"viewport": {"width": 390, "height": 844}},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "narrow-dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
LIST = "/admin/clauses/action/?q=border"


def drills(number, state="draft"):
    rows = ActionFactory.create_batch(number, title="Border drill", state=state, status="planned")
    for row in rows:
        CitationFactory(action=row, state=state)
    return rows


def says(page, words):
    page.locator(".answer").get_by_text(words).wait_for()


def scrolls_sideways(page) -> bool:
    return page.evaluate("document.documentElement.scrollWidth > innerWidth")


def test_sixty_rows_change_in_six_steps(at_work):
    page = at_work("editor", "ada")
    drills(60)
    page.goto(LIST)
    steps = Steps(page)
    steps.click(page.get_by_role("link", name="Change a column…"))
    steps.click(page.get_by_role("link", name="Status", exact=True))
    steps.choose(page.get_by_label("Status"), "completed")
    steps.click(page.get_by_role("button", name="Preview"))
    steps.type(page.get_by_label("Reason for the change"), "The year is over")
    steps.click(page.get_by_role("button", name="Change 60 actions"))
    says(page, "60 actions were changed.")
    assert steps.count <= 6
    assert Action.objects.filter(title="Border drill", status="completed").count() == 60


def test_all_rows_of_a_filter_are_published_in_two_steps(at_work):
    page = at_work("reviewer", "cem")
    drills(60, "in_review")
    page.goto(LIST)
    steps = Steps(page)
    steps.click(page.get_by_role("button", name="Publish…"))
    steps.click(page.get_by_role("button", name="Publish 60 actions"))
    says(page, "60 actions were published.")
    assert steps.count <= 2


@pytest.mark.parametrize("screen", SCREENS.values(), ids=SCREENS)
def test_no_page_of_it_has_a_fault_or_scrolls_sideways(at_work, fine, screen):
    page = at_work("editor", "ada", **screen)
    drills(3)
    ActionFactory(title="Border " + "longest" * 20, status="planned")
    drills(3, "in_review")

    def is_fine():
        fine(page)
        assert not scrolls_sideways(page)

    page.goto(LIST)
    fine(page)
    page.get_by_role("link", name="Change a column…").click()
    is_fine()
    page.get_by_role("link", name="Add a place").click()
    is_fine()
    page.get_by_role("link", name="Status", exact=True).click()
    page.get_by_label("Status").select_option("completed")
    page.get_by_role("button", name="Preview").click()
    says(page, "3 actions would be changed at once; 1 that is published would be proposed to a reviewer.")
    is_fine()
    page.get_by_label("Reason for the change").fill("Over")
    page.get_by_role("button", name="Change 3 actions and propose 1").click()
    says(page, "3 actions were changed; the change of 1 waits for a reviewer.")
    is_fine()


def test_a_long_act_goes_on_by_itself(at_work, monkeypatch):
    monkeypatch.setattr(pages, "SECONDS", 0)
    monkeypatch.setattr(bulk, "WRITTEN", 2)
    page = at_work("editor", "ada")
    drills(7)
    page.goto(LIST)
    page.get_by_role("button", name="Send to review…").click()
    page.get_by_role("button", name="Send 7 actions to review").click()
    says(page, "7 actions were sent to review.")


def test_without_scripts_a_place_is_added_and_a_long_act_goes_on_by_its_button(at_work, monkeypatch):
    monkeypatch.setattr(pages, "SECONDS", 0)
    monkeypatch.setattr(bulk, "WRITTEN", 2)
    page = at_work("editor", "ada", java_script_enabled=False, viewport={"width": 390, "height": 844})
    drills(3)
    place = PlaceFactory()
    page.goto(LIST)
    page.get_by_role("link", name="Change a column…").click()
    page.get_by_role("link", name="Add a place").click()
    page.get_by_label("or its code").fill(place.slug)
    page.get_by_role("button", name="Preview").click()
    page.get_by_label("Reason for the change").fill("All were held there")
    page.get_by_role("button", name="Change 3 actions").click()
    says(page, "2 of 3 actions written.")
    page.get_by_role("button", name="Go on").click()
    says(page, "3 actions were changed.")
    assert Place.objects.get(pk=place.pk).actions.count() == 3


def test_by_keyboard_alone_the_status_of_a_list_is_changed(at_work):
    page = at_work("editor", "ada")
    drills(3)
    page.goto(LIST)
    keyboard.skip_to_content(page)
    keyboard.press(page, "Change a column…")
    page.wait_for_url(re.compile("/admin/bulk/"))
    keyboard.skip_to_content(page)
    keyboard.press(page, "Status")
    page.wait_for_url(re.compile("_column=status"))
    keyboard.skip_to_content(page)
    keyboard.go_to(page, "Take a place away")
    keyboard.go_to(page, "Status")
    page.keyboard.type("completed")
    keyboard.press(page, "Preview")
    says(page, "3 actions would be changed.")
    keyboard.skip_to_content(page)
    keyboard.fill(page, "Reason for the change", "Over")
    keyboard.press(page, "Change 3 actions")
    says(page, "3 actions were changed.")
    assert Action.objects.filter(title="Border drill", status="completed").count() == 3
