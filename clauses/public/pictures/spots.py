"""Where actions are reported: each place with its actions, and how they share the marks of a map."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import hypot, sqrt
from statistics import median

from ...models import Action, ActionPlace, Agreement, Place
from ..sections.counting import in_a_row, in_figures
from .land import Point, Window

MOST_DRAWN = 300  # places
MAY_BE_BEYOND = 0.1  # share of the actions that may lie beyond the edge, where the others then have more room
ROOM = 0.75  # of the largest scale that this can give
LEAST = 6  # degrees from side to side
NAMED = 3


@dataclass(frozen=True)
class Spot:
    """A place with the actions reported there, by their numbers in the database."""

    place: Place
    actions: frozenset[int]

    @property
    def count(self) -> int:
        return len(self.actions)

    @property
    def point(self) -> Point | None:
        place = self.place
        if place.longitude is None or place.latitude is None:
            return None
        return float(place.longitude), float(place.latitude)


def spots_of(agreement: Agreement | None = None) -> list[Spot]:
    """The places where actions are reported, of one agreement or all, those with most first. Two queries."""
    ties = ActionPlace.objects.published().order_by()
    if agreement is not None:
        ties = ties.filter(action__agreement=agreement)
    actions: dict[int, set[int]] = defaultdict(set)
    for place, action in ties.values_list("place", "action"):
        actions[place].add(action)
    places = Place.objects.published().filter(pk__in=ties.values("place")).select_related("parent")
    spots = (Spot(place, frozenset(actions[place.pk])) for place in places)
    return sorted(spots, key=lambda spot: (-spot.count, spot.place.slug))


def every_action(spots: Iterable[Spot]) -> frozenset[int]:
    return frozenset[int]().union(*(spot.actions for spot in spots))


def newest_of(spots: Sequence[Spot]) -> dict[int, Action]:
    """The newest action of each spot by the number of its place. Two queries."""
    order = Action.objects.published().newest_first().values_list("pk", flat=True)
    ranks = {key: rank for rank, key in enumerate(order)}
    newest = {spot.place.pk: min(spot.actions, key=ranks.__getitem__) for spot in spots}
    rows = Action.objects.published().with_first_report().select_related("agreement")
    found = {row.pk: row for row in rows.filter(pk__in=newest.values())}
    return {place: found[action] for place, action in newest.items()}


def sentence(spots: Sequence[Spot]) -> str:
    """As in “101 actions are reported at 33 places; most in Baku (29), Ankara (14) and Istanbul (9).”"""
    if not spots:
        return ""
    number = len(every_action(spots))
    begins = f"{in_figures(number, 'action')} {'is' if number == 1 else 'are'} reported at"
    named = in_a_row([f"{spot.place.name} ({spot.count})" for spot in spots[:NAMED]])
    if len(spots) == 1:
        return f"{begins} one place, {spots[0].place.name}."
    if len(spots) <= NAMED:
        return f"{begins} {len(spots)} places: {named}."
    most = f"; most in {named}" if spots[0].count > 1 else ""
    return f"{begins} {in_figures(len(spots), 'place')}{most}."


@dataclass
class Mark:
    """One place, or several that are too near each other to be told apart, where they are drawn."""

    spots: list[Spot]
    x: int
    y: int
    radius: int
    label: tuple[int, int, str] | None = None  # where its name begins or ends, and which of both

    @property
    def count(self) -> int:
        return len(every_action(self.spots))

    @property
    def name(self) -> str:
        first, *others = (spot.place.name for spot in self.spots)
        return f"{first} and {in_figures(len(others), 'place')} near it" if others else first

    @property
    def short_name(self) -> str:
        return self.spots[0].place.name + (f" +{len(self.spots) - 1}" if len(self.spots) > 1 else "")

    @property
    def words(self) -> str:
        return f"{self.name}: {in_figures(self.count, 'action')}"


@dataclass
class Drawing:
    """A map: what it shows of the globe, its marks, and the spots that lie beyond its edge."""

    window: Window
    marks: list[Mark]
    beyond: list[Spot] = field(default_factory=list)


def with_points(spots: Iterable[Spot]) -> list[tuple[Spot, Point]]:
    return [(spot, spot.point) for spot in spots if spot.point is not None][:MOST_DRAWN]


def window_on(spots: Sequence[tuple[Spot, Point]], width: int, height: int) -> Window:
    """A window on all spots, but for a few far away without which the others have much more room."""
    x, y = (median(point[axis] for spot, point in spots for _ in spot.actions) for axis in (0, 1))
    near = sorted(spots, key=lambda one: (hypot(one[1][0] - x, one[1][1] - y), one[0].place.slug))
    allowed = MAY_BE_BEYOND * sum(spot.count for spot, _ in spots)
    points, far, windows = [point for _, point in near], 0, []
    for number in range(len(near), 0, -1):
        windows.append(Window.around(points[:number], width, height, least=LEAST))
        far += near[number - 1][0].count
        if far > allowed:
            break
    return next(one for one in windows if one.pixels >= ROOM * windows[-1].pixels)


def drawing_of(spots: Sequence[Spot], width: int, height: int, least: int, most: int) -> Drawing | None:
    """The spots that have a point, in circles with radii from `least` to `most` pixels; None where none has one."""
    placed = with_points(spots)
    if not placed:
        return None
    window = window_on(placed, width, height)
    largest = placed[0][0].count
    marks: list[Mark] = []
    for spot, point in placed:
        if window.holds(point):
            x, y = window.at(point)
            _put(marks, Mark([spot], x, y, max(least, round(most * sqrt(spot.count / largest)))))
    return Drawing(window, marks, [spot for spot, point in placed if not window.holds(point)])


def _put(marks: list[Mark], new: Mark) -> None:
    """Adds a mark, or its spots to the nearest one that it would cover."""
    gaps = [(hypot(one.x - new.x, one.y - new.y) - one.radius - new.radius, n) for n, one in enumerate(marks)]
    gap, nearest = min(gaps, default=(1.0, -1))
    if gap < 0:
        marks[nearest].spots += new.spots
    else:
        marks.append(new)
