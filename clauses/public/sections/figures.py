"""Figures without an event, such as the trade of a year: what sources measured of a promise."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...models import Action, Citation

MOST_FIGURES = 60


@dataclass(frozen=True)
class Figures:
    """What was measured of a promise: each measure with its statements, the newest period first."""

    since: list[tuple[str, list[Citation]]]
    before: list[tuple[str, list[Citation]]]
    hidden: int = 0

    def __bool__(self) -> bool:
        return bool(self.since or self.before)


def figures_of(citations: Iterable[Citation], signed: Action | None) -> Figures:
    """The figures about a promise; `before` are those for periods that had ended when it was signed."""
    stated = list(citations)
    rows = sorted(stated, key=lambda one: (one.as_of_latest or date.min, one.source.published_sort or date.min))
    rows = rows[::-1][:MOST_FIGURES]
    start = signed.date_earliest if signed else None
    before = {one.pk for one in rows if start and one.as_of_latest and one.as_of_latest < start}
    since = [one for one in rows if one.pk not in before]
    return Figures(_by_measure(since), _by_measure(one for one in rows if one.pk in before), len(stated) - len(rows))


def _by_measure(citations: Iterable[Citation]) -> list[tuple[str, list[Citation]]]:
    groups: dict[str, list[Citation]] = {}
    for one in citations:
        groups.setdefault(one.measure or one.get_field_display(), []).append(one)
    return sorted(groups.items(), key=lambda group: group[0].casefold())
