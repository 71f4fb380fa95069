"""Reading the site in a real browser: finding, narrowing, downloading, and no fault that axe can see."""

import pytest

from tests.support.rows.factories import (
    AssessmentFactory,
    BearingFactory,
    CitationFactory,
    ClauseTextFactory,
    CommitmentFactory,
    DomainFactory,
    SeriesFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}


@pytest.fixture
def cast():
    """One record of every kind, tied together, with a conflict, a judgement and a reprint."""
    domain = DomainFactory(label="Testing")
    commitment = CommitmentFactory(title="Test each other", domains=[domain])
    agreement = commitment.clause.agreement
    ClauseTextFactory(clause=commitment.clause)
    action = BearingFactory(commitment=commitment, action__agreement=agreement, action__title="A test is held").action
    upstream = SourceFactory(title="The dispatch")
    source = SourceFactory(title="The report", derived_from=upstream, derivation="reworded")
    for number, value in enumerate(("2021-10-05/2021-10-08", "2021-09-20/2021-10-11"), 1):
        CitationFactory(action=action, source=source, number=number, field="date", value=value, origin=upstream)
    CitationFactory(commitment=commitment, source=source, number=3, quote="to test each other", stance="contradicts")
    figure = {"field": "figure", "measure": "tests held", "value": "4", "as_of": "2022"}
    CitationFactory(commitment=commitment, source=source, number=4, quote="", **figure)
    yearly = SeriesFactory(title="Yearly test")
    for year in (2021, 2022):
        BearingFactory(commitment=commitment, action__date=f"{year}-05", action__series=yearly)
    BearingFactory(commitment=commitment, action__relation="baseline", action__date="2019")
    AssessmentFactory(commitment=commitment, level=2)
    records = (agreement, commitment.clause, commitment, action, source, domain, source.publisher)
    return [record.get_absolute_url() for record in records]


ADDRESSES = [
    "/",
    "/agreements/shusha-declaration-2021-06-15/",
    "/agreements/shusha-declaration-2021-06-15/promises/",
    "/agreements/shusha-declaration-2021-06-15/parties/",
    "/agreements/shusha-declaration-2021-06-15/timeline/",
    "/agreements/shusha-declaration-2021-06-15/text/",
    "/agreements/shusha-declaration-2021-06-15/sources/",
    "/agreements/shusha-declaration-2021-06-15/data/",
    "/agreements/shusha-declaration-2021-06-15/brief/",
    "/commitments/security-councils-meetings/brief/",
    "/promises/",
    "/domains/transport-corridors/promises/",
    "/actors/turkiye/promises/",
    "/about/",
    "/years/",
    "/compare/",
    "/years/2021/",
    "/search/?q=shusha",
    "/search/?q=shusha&kind=source",
    "/search/?q=sus",
    "/search/?q=qwertyuiop",
    "/search/?q=2021+ratified+132+km2+-gas",
    "/data/",
    "/codebook/",
    "/method/",
    "/coverage/",
    "/corrections/",
    "/accessibility/",
    "/agreements/",
    "/clauses/",
    "/commitments/",
    "/actions/?type=signature&date_from=1900",
    "/sources/",
    "/domains/",
    "/actors/",
    "/places/",
    "/places/shusha/",
    "/pictures/",
    "/map/",
    "/meetings/",
    "/known/",
    "/languages/",
]


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(new_page, axe, cast, viewport, scheme):
    page = new_page(color_scheme=scheme, viewport=viewport)
    for address in (*ADDRESSES, *cast):
        page.goto(address)
        axe(page)


def test_axe_finds_nothing_on_the_pages_of_errors(new_page, axe, faults):
    page = new_page()
    for address in ("/nothing/", "/actions/?tpye=visit"):
        page.goto(address)
        axe(page)
    faults.clear()  # the browser reports the answers 404 and 400 as errors


def test_no_page_is_wider_than_a_telephone(new_page, cast):
    page = new_page(viewport={"width": 320, "height": 700})
    for address in (*ADDRESSES, *cast):
        page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, address


def test_on_a_telephone_only_the_drawing_scrolls_sideways_and_says_so(new_page):
    page = new_page(viewport=PHONE)
    for address in ("/agreements/shusha-declaration-2021-06-15/timeline/", "/data/"):
        page.goto(address)
        wider = "[...document.querySelectorAll('.scroll')].filter(one => one.scrollWidth > one.clientWidth)"
        labels = page.evaluate(f"{wider}.map(one => one.getAttribute('aria-label'))")
        assert labels == (["Timeline of actions"] if "agreements" in address else [])
    page.goto("/agreements/shusha-declaration-2021-06-15/timeline/")
    assert page.get_by_text("The drawing scrolls sideways.").is_visible()


def test_a_reader_finds_a_promise_and_what_is_said_of_it(new_page, cast):
    page = new_page(java_script_enabled=False)
    page.goto("/")
    page.get_by_label("Search everything").fill("test each other")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Test each other").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Test each other"
    assert "“to test each other”" in page.get_by_role("main").inner_text()
    page.get_by_role("link", name="The report").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "The report"


def test_a_reader_narrows_a_list_and_downloads_its_rows(new_page, cast):
    page = new_page()
    page.goto("/actions/")
    page.get_by_role("link", name="meeting", exact=True).click()
    page.get_by_label("from", exact=True).fill("2021-10")
    page.locator(".period").get_by_role("button", name="Show").click()
    assert "type=meeting" in page.url
    assert "date_from=2021-10" in page.url
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV of these rows").click()
    lines = download.value.path().read_text().splitlines()
    assert download.value.suggested_filename == "actions.csv"
    assert any("A test is held" in line for line in lines[1:])


def test_the_keyboard_reaches_the_text_first(new_page):
    page = new_page()
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_an_agreement_prints_as_a_brief(new_page, cast):
    page = new_page()
    page.goto(cast[0])
    page.emulate_media(media="print")
    assert not page.get_by_role("navigation", name="Main").is_visible()
    assert page.get_by_role("heading", level=1).is_visible()
