"""A small map that shows where a record's places lie, among the other places of the record."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count

from ...models import ActionPlace, Place
from ..sections.counting import in_a_row
from .labels import label
from .land import Window
from .spots import Drawing, Mark, Spot, with_points

SIZE = (300, 210)
LEAST = 14  # degrees from side to side, so that some coast is in sight
AROUND = 60  # other places
NAMED = 5  # of the places shown: those of the record first, then those with most actions
DOT = 2  # pixels


@dataclass(frozen=True)
class SmallMap:
    drawing: Drawing
    here: list[Mark]
    others: list[Mark]
    words: str


def small_map(places: Iterable[Place]) -> SmallMap | None:
    """Where these public places lie; None where none of them has a point. Two queries."""
    placed = with_points(Spot(place, frozenset()) for place in places)
    if not placed:
        return None
    window = Window.around([point for _, point in placed], *SIZE, least=LEAST)
    here = [_mark(window, spot, 6) for spot, _ in placed]
    others = [_mark(window, spot, DOT) for spot, _ in with_points(_around(window, here))]
    apart = [one for one in others if all(abs(one.x - it.x) + abs(one.y - it.y) > 8 for it in here)]
    drawing = label(Drawing(window, [*here, *apart]), NAMED, over=DOT)
    return SmallMap(drawing, here, apart, in_a_row([spot.place.name for spot, _ in placed]))


def _mark(window: Window, spot: Spot, radius: int) -> Mark:
    return Mark([spot], *window.at(spot.point or (0, 0)), radius)


def _around(window: Window, here: list[Mark]) -> Iterable[Spot]:
    rows = Place.objects.published().filter(
        longitude__range=(max(window.west, -180), min(window.east, 180)),
        latitude__range=(max(window.south, -90), min(window.north, 90)),
    )
    known = {spot.place.pk for mark in here for spot in mark.spots}
    rows = rows.exclude(pk__in=known).order_by("slug")
    ties = ActionPlace.objects.published().filter(place__in=rows.order_by().values("pk")).order_by()
    most = list(ties.values_list("place").annotate(actions=Count("pk")).order_by("-actions", "place")[:AROUND])
    places = rows.in_bulk([key for key, _ in most])
    return (Spot(places[key], frozenset()) for key, _ in most)
