"""Where things happened: a map of the places of actions, as a page, a drawing and a file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from ... import known_on
from ...dataset.columns import text_of
from ...filters.values import MOST_VALUES
from ..coverage import Scope, scope_of
from ..data import kept_list
from ..pages import page
from .frame import Picture
from .labels import label
from .spots import Drawing, Mark, Spot, drawing_of, newest_of, sentence, spots_of

WIDE, NARROW = (1000, 460), (340, 300)  # pixels: wide and high
LISTED = 40
PICTURE = Picture("map", "Where it happened", "No action with a place")
HEADER = ("place", "name", "kind", "latitude", "longitude", "actions", "newest", "date")


def address_of_mark(scope: Scope, mark: Mark) -> str:
    """The page of one place; of several, or of an agreement, the list of just these actions."""
    codes = [spot.place.slug for spot in mark.spots]
    if len(codes) > MOST_VALUES:
        return "#places"
    return scope.link("actions", places=codes) if len(codes) > 1 or scope.agreement else _page_of(mark.spots[0])


def _page_of(spot: Spot) -> str:
    return reverse("place", args=[spot.place.slug])


def drawn(spots: list[Spot], size: tuple[int, int], named: int) -> Drawing | None:
    """In the width of a page or of a telephone, each mark large enough to touch where either is at its narrowest."""
    is_wide = size == WIDE
    found = drawing_of(spots, *size, least=17 if is_wide else 15, most=32 if is_wide else 24)
    return label(found, named) if found else None


def _linked(scope: Scope, drawing: Drawing | None) -> list[tuple[Mark, str]]:
    """Marks with their addresses, from north to south, which is the order of reading."""
    marks = sorted(drawing.marks, key=lambda mark: (mark.y, mark.x)) if drawing else []
    return [(mark, address_of_mark(scope, mark)) for mark in marks]


def _found(request: HttpRequest) -> dict[str, Any]:
    scope = scope_of(request.GET)
    spots = spots_of(scope.agreement)
    return {"scope": scope, "spots": spots, "sentence": sentence(spots), "wide": drawn(spots, WIDE, named=24)}


def _beyond(kind: str, drawing: Drawing | None) -> dict[str, Any]:
    spots = drawing.beyond if drawing else []
    return {"kind": kind, "spots": spots[:LISTED], "further": max(0, len(spots) - LISTED)}


@page
def map_page(request: HttpRequest) -> HttpResponse:
    found = _found(request)
    scope, spots = found["scope"], found["spots"]
    narrow = drawn(spots, NARROW, named=6)
    newest = newest_of(spots[:LISTED])
    context = found | {
        **PICTURE.frame(scope, found["sentence"], "map_svg" if found["wide"] else ""),
        "narrow": narrow,
        "wide_marks": _linked(scope, found["wide"]),
        "narrow_marks": _linked(scope, narrow),
        "rows": [(one, scope.link("actions", places=one.place.slug), newest[one.place.pk]) for one in spots[:LISTED]],
        "further": max(0, len(spots) - LISTED),
        "without_point": [spot for spot in spots if spot.point is None][:LISTED],
        "beyond": [_beyond("wide-map", found["wide"]), _beyond("narrow-map", narrow)],
    }
    return render(request, "public/pictures/map.html", context)


@page
def map_drawing(request: HttpRequest) -> HttpResponse:
    """For reuse: it stands alone, says what it shows and where it is from, and asks for nothing else."""
    context = _found(request) | {"address": request.build_absolute_uri(reverse("map")), "day": known_on.day()}
    return render(request, "public/pictures/map.svg", context, content_type="image/svg+xml")


@page
def map_file(request: HttpRequest) -> StreamingHttpResponse:
    return kept_list("map", HEADER, _lines(spots_of(scope_of(request.GET).agreement)))


def _lines(spots: list[Spot]) -> Iterator[list[str]]:
    newest = newest_of(spots)
    for spot in spots:
        place, action = spot.place, newest[spot.place.pk]
        point = [text_of(place.latitude), text_of(place.longitude)]
        yield [place.slug, place.name, place.kind, *point, str(spot.count), action.slug, action.date]
