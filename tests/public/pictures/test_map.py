"""The map of places: its numbers, its sentence, what it draws and what it says that it does not."""

import re
from collections import Counter
from html import unescape
from xml.etree import ElementTree

import pytest

from clauses.public.pictures.land import Window, clipped, shapes
from clauses.public.pictures.place_map import WIDE, drawn
from clauses.public.pictures.spots import drawing_of, sentence, spots_of

from ...support.pages.page_costs import LARGEST, queries
from ...support.pages.reading import csv_rows, html_of, page
from ...support.rows.factories import ActionFactory, AgreementFactory, PlaceFactory
from ...support.rows.filling import bulk

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
MARK = re.compile(r'<a href="([^"]+)" aria-label="([^"]+): (\d+) actions?"><title>')


def happen(place, count: int, **columns):
    return [ActionFactory(places=[place], **columns) for _ in range(count)]


def at(latitude, longitude, count=1, **columns):
    place = PlaceFactory(latitude=latitude, longitude=longitude, **columns)
    happen(place, count)
    return place


def marks(html: str, kind: str) -> list[tuple[str, str, int]]:
    drawing = html.partition(f'class="map {kind}-map"')[2].partition("</svg>")[0]
    return [(unescape(href), unescape(name), int(number)) for href, name, number in MARK.findall(drawing)]


def test_the_sentence_for_no_place_one_few_and_many(client):
    assert "No action with a place is recorded." in page(client, "/map/")
    happen(PlaceFactory(name="Baku"), 2)
    assert sentence(spots_of()) == "2 actions are reported at one place, Baku."
    happen(PlaceFactory(name="Kars"), 1)
    assert sentence(spots_of()) == "3 actions are reported at 2 places: Baku (2) and Kars (1)."
    for name in ("Ganja", "Shusha"):
        happen(PlaceFactory(name=name, slug=name.lower()), 1)
    words = page(client, "/map/")
    assert "5 actions are reported at 4 places; most in Baku (2), Ganja (1) and Shusha (1)." in words


def test_an_action_at_two_places_is_one_action():
    ActionFactory(places=[PlaceFactory(name="Baku", slug="a"), PlaceFactory(name="Kars", slug="b")])
    assert sentence(spots_of()) == "1 action is reported at 2 places: Baku (1) and Kars (1)."


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize("asked", ["", "known_on=2021-12-31", "agreement=shusha-declaration-2021-06-15"])
def test_every_number_of_the_shipped_map_is_that_of_the_page_it_leads_to(client, asked):
    html = html_of(client, f"/map/?{asked}")
    table = re.findall(r'class="figure" href="([^"]+)" aria-label="(\d+) action', html)
    links = [(href, int(number)) for href, number in table]
    links += [(href, number) for kind in ("wide", "narrow") for href, _, number in marks(html, kind)]
    assert len(links) > 20
    for href, number in dict.fromkeys(links):
        words = html_of(client, unescape(href))
        assert f" of <b>{number}</b>" in words or f">{number} action" in words, href


@pytest.mark.usefixtures("wider")
def test_the_file_has_every_place_and_the_page_those_that_are_not_drawn(client):
    rows = {row["place"]: row for row in csv_rows(client.get("/map.csv"))}
    words = page(client, "/map/")
    first = next(iter(rows.values()))
    assert f"at {len(rows)} places; most in {first['name']} ({first['actions']})" in words
    assert rows["baku"]["latitude"] == "40.38"
    apart = words.partition("having no single point: ")[2].partition(". Place by place")[0]
    assert len(apart.split(" (")) - 1 == sum(not row["latitude"] for row in rows.values())
    assert "No borders are drawn: some are contested." in words


def test_places_near_each_other_share_a_mark_that_leads_to_all_their_actions(client):
    first, second = at(40, 47, 3, slug="first", name="First"), at(40.01, 47.01, 1, slug="second")
    both = ActionFactory(places=[first, second])
    at(38, 30, 1, name="Far", slug="far")
    found = marks(html_of(client, "/map/"), "wide")
    assert ("/actions/?places=first&places=second", "First and 1 place near it", 5) in found
    assert ("/places/far/", "Far", 1) in found
    assert both.title in page(client, "/actions/?places=first&places=second")


def test_marks_never_overlap_and_are_large_enough_to_touch():
    for number in range(60):
        at(35 + number % 8, 30 + number * 0.3, number % 5 + 1, slug=f"place-{number}")
    for width, least in ((1000, 17), (340, 15)):
        drawn = drawing_of(spots_of(), width, 400, least, most=32)
        assert sum(len(mark.spots) for mark in drawn.marks) == 60
        for number, one in enumerate(drawn.marks):
            assert one.radius >= least
            for other in drawn.marks[:number]:
                assert (one.x - other.x) ** 2 + (one.y - other.y) ** 2 >= (one.radius + other.radius) ** 2


def test_a_few_places_far_away_are_named_beside_a_map_of_the_others(client):
    for number in range(10):
        at(40 + number % 3, 40 + number, 3, slug=f"near-{number}")
    at(38.9, -77, 1, name="Washington")
    words = page(client, "/map/")
    assert "Beyond the edge: Washington (1)." in words
    assert len(marks(html_of(client, "/map/"), "wide")) == 10


@pytest.mark.parametrize(("latitude", "longitude"), [(-36.8, 174.8), (90, 0), (-90, 180), (64.1, -21.9), (0, 0)])
def test_any_place_of_the_globe_can_be_drawn(client, latitude, longitude):
    at(latitude, longitude)
    (found,) = marks(html_of(client, "/map/"), "wide")
    assert found[2] == 1


def test_land_is_where_it_is():
    """Within a window on Iceland there is land in the middle and none at the corner."""
    window = Window.around([(-18.6, 65)], 100, 100, least=16)
    assert window.at((-18.6, 65)) == (50, 50)
    rings = [ring for ring, _ in shapes() if (box := clipped(ring, (-30, 60, -10, 68))) and len(box) > 2]
    assert any(holds(ring, (-18.6, 65)) for ring in rings)
    assert not any(holds(ring, (-28, 61)) for ring in rings)
    assert window.coast.startswith("M")


def holds(ring, point) -> bool:
    """By how many sides a ray to the east crosses."""
    x, y = point
    sides = zip(ring, [*ring[1:], *ring[:1]], strict=True)
    return sum((y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1) for (x1, y1), (x2, y2) in sides) % 2


def test_a_ring_is_cut_at_the_edges():
    square = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)]
    assert Counter(clipped(square, (2, 2, 9, 9))) == Counter([(2, 2), (4, 2), (4, 4), (2, 4)])
    assert clipped(square, (5, 5, 9, 9)) == []


def test_the_drawing_stands_alone(client):
    at(40, 47, 2, name="R&D <Town>")
    response = client.get("/map.svg")
    root = ElementTree.fromstring(response.content)
    assert root.get("role") == "img"
    assert "R&D <Town>" in " ".join(root.itertext())
    assert "2 actions are reported at one place" in root.findtext("{http://www.w3.org/2000/svg}desc")
    assert "http" not in response.content.decode().replace("http://www.w3.org/2000/svg", "").replace(
        "http://testserver/map/", ""
    )


def test_it_is_of_one_agreement_where_one_is_asked_for_and_refuses_other_questions(client):
    place = PlaceFactory(name="Baku")
    agreement = AgreementFactory(slug="pact")
    happen(place, 2, agreement=agreement)
    happen(place, 1)
    assert "2 actions are reported at one place, Baku." in page(client, "/map/?agreement=pact")
    for address in ("/map/?agreement=none-such", "/map/?places=x", "/map.csv?x=1", "/map.svg?agreement=a&agreement=b"):
        assert client.get(address).status_code == 400


def test_drafts_are_neither_drawn_nor_counted(client):
    place = at(40, 47, 1, name="Baku")
    happen(place, 2, state="draft")
    happen(PlaceFactory(name="Zqhidden", state="draft"), 1)
    assert "1 action is reported at one place, Baku." in page(client, "/map/")
    assert "Zqhidden" not in html_of(client, "/map/") + html_of(client, "/map.svg")


def test_many_places_make_a_small_page_of_as_many_queries(client):
    def spread(count: int, first: int) -> None:
        slugs = [f"place-{first}-{number}" for number in range(count)]
        lons = [str((number * 7 + first) % 170) for number in range(count)]
        for place in bulk(PlaceFactory, count, slug=slugs, latitude=["10", "40", "60"], longitude=lons):
            happen(place, 1)

    spread(5, 1)
    few = queries(client, "/map/")
    spread(120, 2)
    assert queries(client, "/map/") <= few
    assert len(html_of(client, "/map/").encode()) < LARGEST
    assert "And 85 more places, in the file." in page(client, "/map/")


@pytest.mark.usefixtures("wider")
def test_names_stand_beside_marks_and_cover_nothing():
    drawing = drawn(spots_of(), WIDE, named=24)
    named = [mark.short_name for mark in drawing.marks if mark.label]
    assert {"Baku", "Ankara", "Istanbul", "Shusha +3", "Nakhchivan"} <= set(named)
    starts = [mark.label[:2] for mark in drawing.marks if mark.label and mark.label[2] == "start"]
    for x, y in starts:
        assert all(abs(y - other) > 12 or abs(x - left) > 20 for left, other in starts if (x, y) != (left, other))
