"""The pictures in a real browser: what a screen reader is told, and what a finger can hit."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
SIZES = "found => found.map(one => { const box = one.getBoundingClientRect(); return Math.min(box.width, box.height) })"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_each_mark_of_the_map_has_a_name_and_room_for_a_finger(new_page, viewport):
    page = new_page(viewport=viewport)
    page.goto("/map/")
    drawing = page.get_by_role("group", name="Map of the places")
    assert drawing.count() == 1  # of the two drawings the one that does not fit is not there for anybody
    links = drawing.get_by_role("link")
    assert links.count() > 2
    assert all(" action" in one.get_attribute("aria-label") for one in links.all())
    assert min(drawing.locator("circle").evaluate_all(SIZES)) >= 24
    links.first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/map/" not in address)


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_numbers_of_tables_have_room_for_a_finger(new_page, viewport):
    page = new_page(viewport=viewport)
    for address in ("/map/", "/languages/", "/meetings/"):
        page.goto(address)
        assert min(page.locator("a.figure, a.dot").evaluate_all(SIZES)) >= 24, address


def test_drawings_without_links_are_pictures_with_a_name(new_page):
    page = new_page()
    page.goto("/places/shusha/")
    assert page.get_by_role("img", name="Map: where Shusha lies").is_visible()
    page.goto("/known/")
    assert page.get_by_role("img", name="Reports by month of publication").is_visible()
