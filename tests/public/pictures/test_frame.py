"""What the pages of all pictures have alike: whose record they show, and how they are reused."""

import re

import pytest

from ...support.pages.reading import html_of, page
from ...support.rows.factories import ActionFactory, CitationFactory, PlaceFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
ASKED = "?agreement=shusha-declaration-2021-06-15"
FILES = {
    "/map/": [("/map.svg", "The drawing (SVG)"), ("/map.csv", "The numbers (CSV)")],
    "/meetings/": [("/meetings.csv", "Each two at each meeting (CSV)")],
    "/known/": [("/known.csv", "The numbers by month (CSV)")],
    "/languages/": [("/languages.csv", "The numbers (CSV)")],
}


def reused(html: str) -> str:
    return html.partition('<section id="reuse"')[2].partition("</section>")[0]


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize("asked", ["", ASKED])
@pytest.mark.parametrize("address", FILES)
def test_each_offers_the_files_that_it_has_about_the_same_and_no_other(client, address, asked):
    links = re.findall(r'<a href="([^"]+)">([^<]+)</a>', reused(html_of(client, address + asked)))
    assert links == [(file + asked, words) for file, words in FILES[address]]
    for file, _ in links:
        assert client.get(file).status_code == 200


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize(("address", "heading"), [("/map/", "Where it happened"), ("/meetings/", "Who met whom")])
def test_each_is_cited_by_its_heading_the_agreement_and_the_day_of_the_data(client, address, heading):
    for asked, about in (("", ""), (ASKED, ": Shusha Declaration")):
        found = re.sub(r"<[^>]+>", "", reused(html_of(client, address + asked)))
        assert f"“{heading}{about}" in found
        assert "”, treatytracker, data of " in found
        assert f"http://testserver{address}{asked}. Licence CC BY 4.0." in found
        assert "For reuse" not in html_of(client, address + asked).replace(">For reuse</h2>", "", 1)


@pytest.mark.parametrize("address", FILES)
def test_where_there_is_nothing_to_draw_there_is_nothing_to_reuse(client, address):
    for asked, words in (("", "is recorded."), ("?known_on=2021-12-31", "is recorded by then.")):
        shown = page(client, address + asked)
        assert words in shown
        assert "For reuse" not in shown


def test_a_map_without_a_point_has_no_drawing(client):
    CitationFactory(action=ActionFactory(places=[PlaceFactory()]), source=SourceFactory())
    html = html_of(client, "/map/")
    assert "/map.svg" not in html
    assert "/map.csv" in html
