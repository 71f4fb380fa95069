"""Actions as a page lists them: by year, newest first, the editions of a series as one entry."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from ...dates import GUESSED
from ...models import Action, Series

SHOWN_OPEN = 12


@dataclass(frozen=True)
class Entry:
    """An action, or those of the listed actions that are editions of one series, newest first."""

    actions: tuple[Action, ...]
    series: Series | None = None

    @property
    def newest(self) -> Action:
        return self.actions[0]

    @property
    def year(self) -> int | None:
        return year_of(self.newest)

    @property
    def years(self) -> str:
        """From the first edition to the last: “2021 to 2025”, “2022”; empty where none has a year."""
        found = [year for year in map(year_of, self.actions) if year is not None]
        first, last = (min(found), max(found)) if found else ("", "")
        return str(last) if first == last else f"{first} to {last}"


@dataclass(frozen=True)
class Year:
    """The entries of a year; `number` is None for those of which no year is known.

    A series is under the year of its newest edition; `also` are those with an edition in this year that are under
    a later one.
    """

    number: int | None
    entries: tuple[Entry, ...]
    also: tuple[Entry, ...] = ()
    is_open: bool = True


def day_of(action: Action) -> date | None:
    """The day to sort by; of an undated action that of its first report, where it was loaded with that."""
    return getattr(action, "day", None) or action.date_sort


def year_of(action: Action) -> int | None:
    day = day_of(action)
    return day.year if day else None


def sure_of_day(actions: Iterable[Action]) -> list[Action]:
    """Those whose day is not marked as doubtful: a guess of the year is not to lead a list of what is newest."""
    return [action for action in actions if not any(mark in action.date for mark in GUESSED)]


def newest_first(actions: Iterable[Action]) -> list[Action]:
    """By day, then by code; those without any day at the end."""
    by_code = sorted(actions, key=lambda action: action.slug)
    return sorted(by_code, key=lambda action: day_of(action) or date.min, reverse=True)


def entries_of(actions: Iterable[Action]) -> list[Entry]:
    """The actions, newest first, those of one public series together; one alone is no repetition. One query."""
    groups: dict[tuple[str, int], list[Action]] = {}
    rows = newest_first(actions)
    keys = {action.series_id for action in rows} - {None}
    series = Series.objects.published().in_bulk(keys) if keys else {}
    for action in rows:
        edition_of = action.series_id if action.series_id in series else None
        key = ("action", action.pk) if edition_of is None else ("series", edition_of)
        groups.setdefault(key, []).append(action)
    return [Entry(tuple(some), series[key] if len(some) > 1 else None) for (_, key), some in groups.items()]


def by_year(actions: Iterable[Action], shown_open: int = SHOWN_OPEN) -> list[Year]:
    """The entries under their years, newest first.

    The newest year is open, and so are older ones while no more than `shown_open` entries are. One query at most.
    """
    entries = entries_of(actions)
    groups: dict[int | None, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(entry.year, []).append(entry)
    found: list[Year] = []
    shown = 0
    for number, some in groups.items():
        shown += len(some)
        found.append(Year(number, tuple(some), _also_in(number, entries), not found or shown <= shown_open))
    return found


def _also_in(number: int | None, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    older = (entry for entry in entries if number is not None and entry.year is not None and entry.year > number)
    return tuple(entry for entry in older if number in map(year_of, entry.actions))


@dataclass(frozen=True)
class Editions:
    """The series of an action, how many editions are public, and those before and after it by day."""

    series: Series
    count: int
    before: Action | None
    after: Action | None


def editions_beside(action: Action) -> Editions | None:
    """The public series that the action is an edition of; an edition without any day has none beside it."""
    series = Series.objects.published().filter(pk=action.series_id).first() if action.series_id else None
    if series is None:
        return None
    rows = Action.objects.published().filter(series=series).select_related("agreement").in_time_order()
    here = rows.filter(pk=action.pk).first()
    own = day_of(here) if here else None
    if own is None:
        return Editions(series, rows.count(), None, None)
    before, after = (Q(**{f"day__{way}": own}) | Q(**{"day": own, f"slug__{way}": action.slug}) for way in ("lt", "gt"))
    return Editions(series, rows.count(), rows.filter(before).last(), rows.filter(after).first())
