"""Where sources state different values of one field of one record. Both sides are shown; none is chosen.

Dates differ where the spans' ends differ or where the ranges have no day in common; a vaguer date does not contradict
a more exact one inside it. Numbers agree within one per cent, in different units also within what they were printed to;
“over” or “at least” leaves the upper side open; who is credited is compared too. Numbers are compared that count the
same for the same time: what is stated of two years is two disagreements. A passage that contradicts a value is opposed
to those that state it. Statements held for errors (rank deprecated) make no conflict, nor do the different names of an
agreement.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ... import dates
from ...models import Citation
from ...models.conflicts.decisions import NO_CONFLICT
from ...models.conflicts.opposing import (
    amount_of,
    amounts_differ,
    are_comparable,
    counted,
    dates_differ,
    denies,
    times_differ,
)
from ...models.conflicts.units import beside
from ...vocabularies import ActionStatus, CitedField, Rank, Stance
from ...vocabularies.sources import MEASURED


@dataclass(frozen=True)
class Conflict:
    """The sides of one disagreement, most reports first: what each says, in words, and the citations that say so.

    `about` is "value", or "credit" where the numbers agree and only those who are credited differ. `measure` is what
    figures count, `as_of` the times for which they hold, as far as sources say.
    """

    field: CitedField
    sides: tuple[tuple[str, tuple[Citation, ...]], ...]
    about: str = "value"
    measure: str = ""
    as_of: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        return self.measure or self.field.label

    @property
    def in_short(self) -> str:
        """On what the sources differ."""
        return "who is credited" if self.about == "credit" else self.heading


def value_in_words(citation: Citation, units: Iterable[str] = ()) -> str:
    """What a citation states, as a reader sees it: “5 to 8 October 2021”, “turnover: about 4.1 billion USD”.

    A figure also in `units`, in which others state the same: “132 km2 (13200 ha)”.
    """
    if citation.field == CitedField.DATE and citation.value:
        return dates.words(citation.value)
    if citation.field == CitedField.STATUS and citation.value in ActionStatus.values:
        return ActionStatus(citation.value).label
    qualifier = citation.get_qualifier_display() if citation.qualifier else ""
    also = beside(citation.value, citation.unit, units) if citation.field in MEASURED and citation.value else ""
    parts = (qualifier, citation.value, citation.unit, also and f"({also})")
    stated = " ".join(part for part in parts if part)
    return f"{citation.measure}: {stated}" if citation.measure and stated else stated


def tell_units(citations: Iterable[Citation]) -> None:
    """Gives each figure the units in which others state the same of one record: see `units_of`."""
    found: dict[tuple[str, str, str], dict[str, None]] = {}
    for one in citations:
        if one.field in MEASURED and one.value:
            units = found.setdefault((one.field, one.measure, counted(one)), {})
            units[one.unit] = None
            vars(one)["units"] = units


def units_of(citation: Citation) -> Iterable[str]:
    """The units in which the same is stated, its own among them, if they were told."""
    told: Iterable[str] = vars(citation).get("units", ())
    return told


def side_in_words(citation: Citation, stated: str) -> str:
    """What `stated` is as one side of a disagreement: a passage that contradicts it says that it is not so."""
    return f"denied: {stated}" if citation.stance == Stance.CONTRADICTS else stated


def is_stating(citation: Citation) -> bool:
    """Whether it states a value of a single field and is not held for an error."""
    return bool(citation.value) and citation.is_believed


def is_side(citation: Citation) -> bool:
    """Whether it says of a value of a single field that it is so, or that it is not, and is not held for an error."""
    return bool(citation.value) and citation.takes_side and citation.rank != Rank.DEPRECATED


def could_be_side(citation: Citation, conflict: Conflict) -> bool:
    """Whether a statement of its field measures what is in dispute, counts the same and holds for the same time."""
    if citation.measure != conflict.measure:
        return False
    _, (first, *_) = conflict.sides[0]
    if conflict.field not in MEASURED:
        return True
    apart = bool(citation.as_of) and any(times_differ(citation.as_of, time) for time in conflict.as_of)
    return counted(citation) == counted(first) and not apart


def find_conflicts(citations: Iterable[Citation]) -> list[Conflict]:
    """The disagreements among the citations of one record, by field, by what is measured and by time."""
    compared: dict[tuple[str, str, str], list[Citation]] = {}
    for citation in filter(is_side, citations):
        unit = counted(citation) if citation.field in MEASURED else ""
        compared.setdefault((citation.field, citation.measure, unit), []).append(citation)
    conflicts = (_conflicts(CitedField(field), measure, rows) for (field, measure, _), rows in compared.items())
    return [conflict for some in conflicts for conflict in some]


def _conflicts(field: CitedField, measure: str, citations: list[Citation]) -> Iterator[Conflict]:
    """Those about one field: figures of different times are compared apart, so that none supports another."""
    groups: dict[frozenset[int], list[Citation]] = {}
    for rows in _by_time(field, citations):
        opposed = _opposed(field, rows)
        groups.setdefault(frozenset(map(id, opposed)), opposed)
    for keys, opposed in groups.items():
        if opposed and not any(keys < other for other in groups):
            yield _conflict(field, measure, opposed)


def _by_time(field: CitedField, citations: list[Citation]) -> list[list[Citation]]:
    """The citations that may speak of one time, for each time; figures without a time may be of any."""
    times = sorted({one.as_of for one in citations if one.as_of}) if field in MEASURED else []
    together: list[set[str]] = [set()]
    for time in times:
        grown = [{one for one in some if not times_differ(one, time)} | {time} for some in together]
        whole = [*together, *grown]
        together = [some for place, some in enumerate(whole) if not _is_part(some, whole[:place], whole[place + 1 :])]
    return [[one for one in citations if not times or not one.as_of or one.as_of in some] for some in together]


def _is_part(some: set[str], before: list[set[str]], after: list[set[str]]) -> bool:
    """Whether it is part of another, or the same as one before it."""
    return any(some <= one for one in before) or any(some < one for one in after)


def _opposed(field: CitedField, citations: list[Citation]) -> list[Citation]:
    """Those that contradict another; who contradicts nobody, such as a vaguer date, is no side."""
    denied = any(one.stance == Stance.CONTRADICTS for one in citations)
    if field in NO_CONFLICT and not denied:
        return []
    opposes = _opposition(field)
    return [one for one in citations if any(opposes(one, other) for other in citations)]


def _conflict(field: CitedField, measure: str, opposed: list[Citation]) -> Conflict:
    sides: dict[tuple[Any, ...], list[Citation]] = {}
    units = dict.fromkeys(one.unit for one in opposed)
    for citation in opposed:
        sides.setdefault((_said(citation), citation.attributed_to_id), []).append(citation)
    ordered = sorted(sides.items(), key=lambda side: -len({citation.source_id for citation in side[1]}))
    told = tuple((_with_time(field, _in_words(rows[0], units), rows), tuple(rows)) for _, rows in ordered)
    times = tuple(sorted({one.as_of for one in opposed if one.as_of})) if field in MEASURED else ()
    return Conflict(field, told, "credit" if _is_about_credit(field, opposed) else "value", measure, times)


def _in_words(citation: Citation, units: Iterable[str]) -> str:
    return side_in_words(citation, value_in_words(citation, units))


def _said(citation: Citation) -> tuple[Any, ...]:
    """What is the same for all who are on one side: of figures the amount, in whichever unit."""
    if citation.field in MEASURED:
        return citation.stance == Stance.CONTRADICTS, citation.qualifier, *amount_of(citation)
    return (side_in_words(citation, value_in_words(citation)),)


def _with_time(field: CitedField, words: str, citations: list[Citation]) -> str:
    """With the time for which a number holds, where all who state it say the same one."""
    times = {one.as_of for one in citations}
    is_said = field in MEASURED and len(times) == 1 and times != {""}
    return f"{words}, {time_in_words(*times)}" if is_said else words


def time_in_words(as_of: str) -> str:
    """“as of 4 December 2021”, “for 2021”."""
    day = dates.parse(as_of).precision == "day"
    return f"{'as of' if day else 'for'} {dates.words(as_of)}"


def _is_about_credit(field: CitedField, opposed: list[Citation]) -> bool:
    """Whether the numbers agree, so that only those who are credited differ."""
    if field not in MEASURED or any(one.stance == Stance.CONTRADICTS for one in opposed):
        return False
    return not any(amounts_differ(one, other) for one in opposed for other in opposed)


def _opposition(field: CitedField) -> Callable[[Citation, Citation], bool]:
    """Whether two passages cannot both be right: both state a value, or one denies what the other states."""
    differ = _comparison(field)

    def opposes(one: Citation, other: Citation) -> bool:
        if one.stance != other.stance:
            denial, statement = (one, other) if one.stance == Stance.CONTRADICTS else (other, one)
            return denies(denial, statement)
        return one.stance == Stance.SUPPORTS and differ(one, other)

    return opposes


def _comparison(field: CitedField) -> Callable[[Citation, Citation], bool]:
    if field == CitedField.DATE:
        return lambda one, other: dates_differ(one.value, other.value)
    if field in MEASURED:
        return _numbers_differ
    return _statuses_differ if field == CitedField.STATUS else lambda one, other: False  # several can be true


def _numbers_differ(one: Citation, other: Citation) -> bool:
    if not are_comparable(one, other):
        return False
    credited = one.attributed_to_id and other.attributed_to_id and one.attributed_to_id != other.attributed_to_id
    return bool(credited) or amounts_differ(one, other)


def _statuses_differ(one: Citation, other: Citation) -> bool:
    """A status changes with time: only two reports of one day can disagree."""
    same_day = one.source.published and one.source.published == other.source.published
    return bool(same_day) and one.value != other.value
