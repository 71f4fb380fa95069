"""What is offered in the fields of the search while one types, with the keyboard alone and with the mouse."""

import pytest

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
FIELDS = ["/agreements/", "/search/", "/", "/nothing-here/"]
SMALLEST = "() => Math.min(...[...document.querySelectorAll('[role=option]')].map((each) => each.offsetHeight))"
OUTSIDE = """() => [...document.querySelectorAll("[role=listbox]")].some((each) => {
  const box = each.getBoundingClientRect();
  return box.left < 0 || box.right > innerWidth;
})"""

HELD = """
const real = window.fetch;
const late = '{"offers": [{"href": "/", "text": "Too late", "kind": "", "why": "", "language": ""}]}';
window.fetch = (address, options) => address.endsWith("q=sh")
  ? new Promise((done) => { window.letGo = () => done(new Response(late)); })
  : real(address, options);
"""


def type_into(page, words):
    """Into the field of the search, until something is offered."""
    field = page.get_by_role("combobox").first
    field.click()
    field.press_sequentially(words)
    page.get_by_role("option").first.wait_for()
    return field


def chosen(page) -> str:
    """The option that a screen reader is told of."""
    return page.evaluate(
        "() => document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.textContent ?? ''"
    )


def test_the_arrows_choose_and_enter_opens_what_is_chosen(new_page):
    page = new_page()
    page.goto("/agreements/")
    field = type_into(page, "sus")
    assert field.get_attribute("aria-expanded") == "true"
    page.get_by_role("status").filter(has_text="suggestion").wait_for(state="attached")
    assert chosen(page) == ""
    page.keyboard.press("ArrowDown")
    first = chosen(page)
    page.keyboard.press("ArrowDown")
    second = chosen(page)
    assert first
    assert second not in ("", first)
    page.keyboard.press("ArrowUp")
    assert chosen(page) == first
    page.keyboard.press("ArrowUp")
    assert chosen(page) == ""  # back in the field, where Enter sends what is typed
    page.keyboard.press("ArrowUp")
    assert "record" in chosen(page)
    option = page.locator("[aria-selected=true]")
    address = option.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")


def test_enter_without_a_choice_asks_what_is_typed(new_page):
    page = new_page()
    page.goto("/agreements/")
    type_into(page, "sus")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=sus")


def test_escape_closes_the_list_and_keeps_what_is_typed(new_page):
    page = new_page()
    page.goto("/agreements/")
    field = type_into(page, "sus")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    page.get_by_role("listbox").wait_for(state="hidden")
    assert field.input_value() == "sus"
    assert field.get_attribute("aria-expanded") == "false"
    assert chosen(page) == ""
    page.keyboard.press("ArrowDown")
    page.get_by_role("listbox").wait_for()
    page.keyboard.press("Tab")
    page.get_by_role("listbox").wait_for(state="hidden")


def test_a_click_opens_what_is_offered(new_page):
    page = new_page()
    page.goto("/")
    type_into(page, "Шуш")
    page.get_by_role("option", name="place").click()
    page.wait_for_url("**/places/shusha/")


def test_what_is_offered_on_a_past_day_keeps_the_day(new_page):
    page = new_page()
    page.goto("/agreements/?known_on=2026-01-01")
    type_into(page, "sus")
    for href in page.get_by_role("option").evaluate_all("all => all.map((each) => each.getAttribute('href'))"):
        assert "known_on=2026-01-01" in href


def test_a_late_answer_to_an_earlier_question_is_not_shown(new_page):
    page = new_page()
    page.add_init_script(HELD)
    page.goto("/agreements/")
    field = page.get_by_role("combobox")
    field.press_sequentially("sh")
    page.wait_for_function("() => window.letGo")
    field.press_sequentially("ush")
    page.get_by_role("option", name="place").wait_for()
    page.evaluate("() => window.letGo()")
    page.get_by_role("option", name="place").wait_for()
    assert page.get_by_role("option", name="Too late").count() == 0


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_where_the_list_is_open_and_it_fits_the_screen(new_page, axe, faults, viewport, scheme):
    page = new_page(color_scheme=scheme, viewport=viewport)
    for address in FIELDS:
        page.goto(address)
        field = page.get_by_role("combobox").first
        field.fill("")
        type_into(page, "sus")
        page.keyboard.press("ArrowDown")
        axe(page)
        assert page.evaluate(SMALLEST) >= 24, address
        assert not page.evaluate(OUTSIDE), address
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"], address
    faults.clear()  # the browser reports the answer 404 as an error


def test_without_a_script_the_page_of_the_search_offers_the_same(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/agreements/")
    page.get_by_role("searchbox", name="Search everything").fill("sus")
    page.get_by_role("button", name="Search").first.click()
    page.locator(".offers").get_by_role("link", name="Shusha", exact=True).first.click()
    page.wait_for_url("**/places/shusha/")
