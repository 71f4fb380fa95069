"""What a browser prints: briefs on the pages that they promise, and every page with its number and address."""

import io
import re
from functools import partial

import pytest

from clauses.public.promises.matrix import MOST_ROWS
from tests.support.rows.factories import AgreementFactory
from tests.support.rows.promises import long_agreement, wordy_promise

pytestmark = pytest.mark.django_db(transaction=True)
SHUSHA = "/agreements/shusha-declaration-2021-06-15/"
MEETINGS = "/commitments/security-councils-meetings/"


def printed(page, address: str) -> list[str]:
    """The words of each page of paper that the browser makes of what is at the address."""
    reader = pytest.importorskip("pypdf", reason="pypdf is not installed: pip install -r requirements-ci.txt").PdfReader
    page.goto(address)
    paper = reader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    sizes = {(round(float(one.mediabox.width)), round(float(one.mediabox.height))) for one in paper.pages}
    assert {abs(width - 595) + abs(height - 842) for width, height in sizes} <= {0, 1, 2}  # points of A4
    return [" ".join(one.extract_text().split()) for one in paper.pages]


@pytest.fixture
def sheets(new_page):
    return partial(printed, new_page())


def ends(sheets: list[str], address: str) -> None:
    """Each page says where it is from and which of how many it is."""
    for number, words in enumerate(sheets, 1):
        assert address in re.sub(r"\s", "", words)
        assert f"Page {number} of {len(sheets)}" in words


@pytest.mark.usefixtures("wider")
def test_the_brief_of_the_declaration_has_two_pages_with_every_promise(new_page, sheets, live_server):
    page = new_page()
    page.goto(f"{SHUSHA}brief/")
    rows = page.locator("tbody tr").all()
    labels = [" ".join(row.locator("td, th").nth(at).inner_text() for at in (0, 1)).split() for row in rows]
    found = sheets(f"{SHUSHA}brief/")
    assert len(labels) == 37
    assert len(found) == 2
    ends(found, f"{live_server.url}{SHUSHA}brief/")
    words = " ".join(found)
    assert [" ".join(label) for label in labels if " ".join(label) not in words] == []
    for number in range(2):
        assert "sources up to 25 December 2025" in found[number]
        assert "Newest deed" in found[number]  # the head of the table is on each page
    for said in ("Of 33 promises, 18 have follow-ups reported", "34 points not decided", "6 were read whole"):
        assert said in words


def test_a_brief_prints_without_what_is_for_the_screen_alone(sheets):
    (words,) = sheets(f"{MEETINGS}brief/")
    for said in ("Search", "As known on an earlier day", "Skip to the text", "Accessibility", "It prints on A4"):
        assert said not in words


@pytest.mark.parametrize("count", [MOST_ROWS, 200])
def test_a_treaty_of_many_promises_with_long_names_has_a_brief_of_two_pages(sheets, live_server, count):
    treaty = AgreementFactory(title="A treaty on close cooperation in all fields " * 5, summary="It is long. " * 50)
    long_agreement(treaty, count, domains=17)
    found = sheets(f"{treaty.get_absolute_url()}brief/")
    assert len(found) == 2
    ends(found, f"{live_server.url}{treaty.get_absolute_url()}brief/")
    assert f"Of {count} promises, {count} have follow-ups reported" in found[0]
    assert ("Domain 16 of some cooperation" in " ".join(found)) is (count > MOST_ROWS)


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize("slug", ["joint-military-exercises", "security-councils-meetings", "consult-on-threat"])
def test_the_brief_of_a_promise_has_one_page(sheets, live_server, slug):
    address = f"/commitments/{slug}/brief/"
    found = sheets(address)
    assert len(found) == 1
    ends(found, f"{live_server.url}{address}")
    for said in ("Promised", "Reported", "Looked for and not found", "sources up to"):
        assert said in found[0]


def test_the_brief_of_a_promise_of_many_words_has_one_page(sheets):
    promise = wordy_promise(AgreementFactory(title="A treaty on close cooperation " * 9))
    assert len(sheets(f"{promise.get_absolute_url()}brief/")) == 1


def test_a_brief_of_a_past_day_says_so_on_each_page(sheets, live_server):
    found = sheets(f"{SHUSHA}brief/?known_on=2021-12-31")
    assert len(found) <= 2
    ends(found, f"{live_server.url}{SHUSHA}brief/?known_on=2021-12-31")
    assert all("as known on 31 December 2021" in words for words in found)


@pytest.mark.parametrize("address", ["/", "/actions/?type=signature", SHUSHA, MEETINGS, f"{SHUSHA}promises/"])
def test_other_pages_print_with_their_numbers_and_their_address_at_the_end(sheets, live_server, address):
    found = sheets(address)
    assert f"Page {len(found)} of {len(found)}" in found[-1]
    assert f"{live_server.url}{address}" in re.sub(r"\s", "", found[-1])
    words = " ".join(found)
    for said in ("Search", "Skip to the text", "CSV of these rows"):
        assert said not in words


def test_the_state_of_a_promise_can_be_read_on_paper_without_grounds(new_page):
    page = new_page()
    page.goto(f"{SHUSHA}promises/")
    page.emulate_media(media="print")
    grounds = "[...document.querySelectorAll('td .became')].map(one => getComputedStyle(one).color)"
    assert set(page.evaluate(grounds)) <= {"rgb(0, 0, 0)", "rgb(68, 68, 68)"}
