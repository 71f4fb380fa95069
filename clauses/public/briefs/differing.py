"""Where sources differ, in short: what weighs most first, each side with what it says and one source that says so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...evidence.conflicts.decided import Dispute, Side, weighed
from ...evidence.conflicts.noted import Noted, weighed_noted
from ...models import Action, Actor, Row, Source
from ...vocabularies import ActionRelation
from ..sections.highlights import INSTRUMENTS, WORKS
from ..sections.noted import with_their_records
from ..sections.series import newest_first
from ..sections.summary import address_of_dispute, undecided

MOST_SIDES = 3


@dataclass(frozen=True)
class InShort:
    """What one side says in words, of another record and crediting somebody where it does, and the first source that
    says so, with `others` more."""

    words: str
    record: Row | None
    credited: Actor | None
    source: Source
    others: int


@dataclass(frozen=True)
class Point:
    """What sources differ on about a record; `more` further points are about the same one."""

    record: Row
    heading: str
    sides: list[InShort]
    more: int
    noted: bool  # by an editor, whose heading says what it is about

    @property
    def address(self) -> str:
        return address_of_dispute(self.record)


@dataclass(frozen=True)
class Differing:
    """The points that weigh most, and how many there are in all."""

    count: int
    points: list[Point]

    @property
    def more(self) -> int:
        return self.count - sum(1 + point.more for point in self.points)


def by_weight(actions: Iterable[Action]) -> list[Action]:
    """Steps of the instrument's own life, then what binds or was built, then the rest, each newest first."""
    return sorted(newest_first(actions), key=_weight)


def _weight(action: Action) -> int:
    if action.relation == ActionRelation.LIFE_CYCLE:
        return 0
    return 1 if action.relation == ActionRelation.FOLLOW_UP and action.type in (*INSTRUMENTS, *WORKS) else 2


def differing_on(rows: Mapping[str, Sequence[Row]], most: int) -> Differing:
    """What is not decided about these rows, by their table, in their order: `most` of them with one point each.

    In as many queries for many as for few.
    """
    found = undecided(rows)
    return Differing(sum(len(points) for _, points in found), _points(found[:most]))


def _points(shown: Sequence[tuple[Row, list[Dispute | Noted]]]) -> list[Point]:
    firsts = [some[0] for _, some in shown]
    disputes = iter(weighed([one for one in firsts if isinstance(one, Dispute)]))
    noted = iter(with_their_records(weighed_noted([one for one in firsts if isinstance(one, Noted)])))
    points = []
    for (row, some), first in zip(shown, firsts, strict=True):
        more = len(some) - 1
        if isinstance(first, Dispute):
            sides = [_side(side, None, first.conflict.measure) for side in next(disputes).sides[:MOST_SIDES]]
            points.append(Point(row, first.conflict.in_short, sides, more, noted=False))
        else:
            told = next(noted)
            sides = [_side(side, None if about == row else about) for side, about in told.sides[:MOST_SIDES]]
            points.append(Point(row, told.title, sides, more, noted=True))
    return points


def _side(side: Side, about: Row | None, measure: str = "") -> InShort:
    """The measure is in the heading, so the side need not say it again."""
    sources = {one.source_id: one.source for one in side.citations}
    first = min(sources.values(), key=lambda one: (one.published_sort is None, one.published_sort, one.slug))
    words = side.words.removeprefix(f"{measure}: ").removesuffix(".")
    return InShort(words, about, side.citations[0].attributed_to, first, len(sources) - 1)
