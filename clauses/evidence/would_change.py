"""What one more passage would change of what an action is reported to be: worked out, and nothing is written."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from .. import dates
from ..known_on.as_reported import SAID, stretches_of
from ..models import Action, Actor, Citation, Place, Source
from ..models.stated import CODED
from ..vocabularies import ActionStatus, CitedField, ReviewState, Stance

ORDERED_BY = ("source__published_sort", "source__published_latest", "source__slug", "number")
NOTHING = "nothing"
DISAGREE = "no date that all reports allow"


@dataclass(frozen=True)
class Line:
    """One field of an action in words: what the record says, what reports say, what they would say then."""

    name: str
    record: str
    reported: str
    then: str

    @property
    def changes(self) -> bool:
        return self.reported != self.then

    @property
    def differs(self) -> bool:
        """Whether reports would then say something else than the record does."""
        return self.changes and self.then not in (self.record, NOTHING)


def would_change(action: Action, source: Source, *, field: str, value: str, stance: str) -> list[Line]:
    """The lines of status, date, places and participants; of a passage that states one of these, that line alone.

    As it would be once the passage and its source are public.
    """
    now = _said(action)
    new = _of_new(action, source, field, value if _is_readable(field, value) else "", stance)
    made = {
        CitedField.STATUS: _status(action, now, new),
        CitedField.DATE: _date(action, now, new),
        CitedField.PLACE: _coded("Places", CitedField.PLACE, action.places.all(), now, new),
        CitedField.PARTICIPANT: _coded("Participants", CitedField.PARTICIPANT, _participants(action), now, new),
    }
    return [line for name, line in made.items() if field in ("", name)]


def _is_readable(field: str, value: str) -> bool:
    """Whether the value is one that a citation may state; what is half typed states nothing yet."""
    if field == CitedField.STATUS:
        return value in ActionStatus.values
    return field != CitedField.DATE or not dates.remedy(value)


def _said(action: Action) -> list[tuple[Any, ...]]:
    """What public citations say of the action, latest report first, each with what it is ordered by."""
    public = {"state": ReviewState.PUBLISHED, "source__state": ReviewState.PUBLISHED}
    rows = Citation._base_manager.filter(action=action, **public).values_list(*SAID, *ORDERED_BY)
    return _latest_first(rows)


def _latest_first(rows: Iterable[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return sorted(rows, key=_place_of, reverse=True)


def _place_of(row: tuple[Any, ...]) -> tuple[Any, ...]:
    first, latest, slug, number = row[len(SAID) :]
    return first is not None, first or date.min, latest is not None, latest or date.min, slug, number


def _of_new(action: Action, source: Source, field: str, value: str, stance: str) -> list[tuple[Any, ...]]:
    said = (action.pk, stance, field, value, source.published, source.published_latest)
    return [(*said, source.published_sort, source.published_latest, source.slug, 10**6)]


def _last(rows: list[tuple[Any, ...]], action: Action) -> tuple[Any, ...] | None:
    """The columns of the last stretch of days: what reports say today."""
    said: Any = [row[: len(SAID)] for row in _latest_first(rows)]
    stretches = list(stretches_of(action.pk, said))
    return stretches[-1] if stretches else None


def _status(action: Action, now: list[tuple[Any, ...]], new: list[tuple[Any, ...]]) -> Line:
    def words(rows: list[tuple[Any, ...]]) -> str:
        last = _last(rows, action)
        return str(ActionStatus(last[4]).label) if last else NOTHING

    return Line("Status", action.get_status_display(), words(now), words(now + new))


def _date(action: Action, now: list[tuple[Any, ...]], new: list[tuple[Any, ...]]) -> Line:
    def words(rows: list[tuple[Any, ...]]) -> str:
        last = _last(rows, action)
        stated = any(row[1] == Stance.SUPPORTS and row[2] == CitedField.DATE and row[3] for row in rows)
        return _day(last[5]) if last and last[5] else DISAGREE if last and stated else NOTHING

    return Line("Date", _day(action.date) or NOTHING, words(now), words(now + new))


def _day(text: str) -> str:
    return dates.words(text) if text and not dates.remedy(text) else text


def _participants(action: Action) -> list[Actor]:
    return [part.actor for part in action.participants.select_related("actor")]


def _coded(
    name: str, field: CitedField, rows: Iterable[Actor | Place], now: list[tuple[Any, ...]], new: list[tuple[Any, ...]]
) -> Line:
    """Of a field whose values are codes of records: the names of those that reports state."""
    codes = [_codes(now, field), _codes(now + new, field)]
    model: Any = CODED[field]
    names = dict(model._base_manager.filter(slug__in=codes[1]).values_list("slug", "name"))
    stated = (", ".join(sorted({names.get(code, code) for code in some})) for some in codes)
    return Line(name, ", ".join(sorted({row.name for row in rows})) or NOTHING, *(each or NOTHING for each in stated))


def _codes(rows: list[tuple[Any, ...]], field: CitedField) -> list[str]:
    supported = [row for row in rows if row[1] == Stance.SUPPORTS]
    return [row[3] for row in supported if row[2] == field and row[3]]
