"""How long the first page of an agreement is, how many stops the keyboard has on it, and how large what is hit is."""

import pytest

from tests.support.pages.page_costs import LARGEST
from tests.support.rows.factories import AgreementFactory, ClauseFactory
from tests.support.rows.filling import bulk
from tests.support.rows.promises import long_agreement

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("wider")]
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
TALLEST = 3000  # pixels
STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, summary, [tabindex='0']")]
  .filter(one => one.type !== "hidden" && one.checkVisibility()).length"""
# Links that stand in a sentence are exempt, as WCAG 2.2 has it.
TOO_SMALL = """() => [...document.querySelectorAll("main :is(a.dot, a.sq, .tabs a, .buttons a, .questions a)")]
  .filter(one => one.checkVisibility())
  .filter(one => { const box = one.getBoundingClientRect(); return Math.min(box.width, box.height) < 24; })
  .map(one => one.outerHTML)"""
SHUSHA = "/agreements/shusha-declaration-2021-06-15/"


@pytest.fixture
def treaty():
    """Three hundred articles with two hundred promises."""
    agreement = AgreementFactory(slug="treaty", title="A treaty of many articles")
    long_agreement(agreement, 200, domains=20)
    bulk(ClauseFactory, 100, agreement=agreement)
    return agreement.get_absolute_url()


def test_the_page_of_an_agreement_fits_however_long_the_agreement_is(new_page, treaty):
    page = new_page(viewport=DESK)
    for address in (SHUSHA, treaty):
        size = len(page.goto(address).body())
        height = page.evaluate("document.documentElement.scrollHeight")
        found = {"size": size < LARGEST, "height": height <= TALLEST, "stops": page.evaluate(STOPS) < 150}
        assert all(found.values()), (address, found, height)


def test_the_tabs_of_a_long_treaty_stay_small(new_page, treaty):
    page = new_page(viewport=DESK)
    for tab in ("promises/", "timeline/", "text/", "sources/", "data/", "brief/"):
        response = page.goto(treaty + tab)
        assert response.status == 200
        assert len(response.body()) < LARGEST, tab


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_marks_squares_tabs_and_buttons_have_room_for_a_finger(new_page, viewport):
    page = new_page(viewport=viewport)
    for address in ("/", SHUSHA, f"{SHUSHA}promises/", "/promises/", "/commitments/joint-military-exercises/"):
        page.goto(address)
        assert page.evaluate(TOO_SMALL) == [], address


def test_every_mark_can_be_reached_and_says_its_name_at_once(new_page):
    page = new_page(viewport=DESK)
    page.goto("/")
    square = page.locator("a.sq").first
    square.focus()
    assert square.locator(".tip").is_visible()
    page.goto(SHUSHA)
    mark = page.locator("a.dot").first
    mark.focus()
    assert "reported" in mark.inner_text()
