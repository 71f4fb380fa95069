"""Where sources state different values of one field of one record. Both sides are shown; none is chosen.

Dates differ where the spans' ends differ or where the ranges have no day in common; a vaguer date does not contradict
a more exact one inside it. Numbers agree within one per cent, after conversion to one unit, and “over” or “at least”
leaves the upper side open; who is credited is compared too. Statements held for errors (rank deprecated) make no
conflict, nor do the different names of an agreement.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from .. import dates
from ..models import Citation
from ..models.resolutions import NO_CONFLICT
from ..models.stated import AREA_UNITS
from ..vocabularies import ActionStatus, CitedField, Qualifier, Rank, Stance

TOLERANCE = Decimal("0.01")
ROUGHLY = Decimal("0.1")  # “about” allows for more rounding
NUMBERS = (CitedField.AREA_CLEARED, CitedField.FIGURE)


@dataclass(frozen=True)
class Conflict:
    """The sides of one disagreement, most reports first: what each says, in words, and the citations that say so.

    `about` is "value", or "credit" where the numbers agree and only those who are credited differ.
    """

    field: CitedField
    sides: tuple[tuple[str, tuple[Citation, ...]], ...]
    about: str = "value"

    @property
    def heading(self) -> str:
        return self.field.label


def value_in_words(citation: Citation) -> str:
    """What a citation states, as a reader sees it: “5 to 8 October 2021”, “about 132 km2”."""
    if citation.field == CitedField.DATE and citation.value:
        return dates.words(citation.value)
    if citation.field == CitedField.STATUS and citation.value in ActionStatus.values:
        return ActionStatus(citation.value).label
    qualifier = citation.get_qualifier_display() if citation.qualifier else ""
    return " ".join(part for part in (qualifier, citation.value, citation.unit) if part)


def is_stating(citation: Citation) -> bool:
    """Whether it states a value of a single field and is not held for an error."""
    return bool(citation.value) and citation.stance == Stance.SUPPORTS and citation.rank != Rank.DEPRECATED


def find_conflicts(citations: Iterable[Citation]) -> list[Conflict]:
    """The disagreements among the citations of one record, by field."""
    by_field: dict[str, list[Citation]] = {}
    for citation in citations:
        if is_stating(citation) and citation.field not in NO_CONFLICT:
            by_field.setdefault(citation.field, []).append(citation)
    conflicts = (_conflict(CitedField(field), rows) for field, rows in by_field.items())
    return [conflict for conflict in conflicts if conflict]


def _conflict(field: CitedField, citations: list[Citation]) -> Conflict | None:
    """The conflict about one field; who contradicts nobody, such as a vaguer date, is no side of it."""
    differ = _comparison(field)
    opposed = [one for one in citations if any(differ(one, other) for other in citations)]
    if not opposed:
        return None
    sides: dict[tuple, list[Citation]] = {}
    for citation in opposed:
        sides.setdefault((value_in_words(citation), citation.attributed_to_id), []).append(citation)
    ordered = sorted(sides.items(), key=lambda side: -len({citation.source_id for citation in side[1]}))
    numbers = field in NUMBERS and not any(_amounts_differ(one, other) for one in opposed for other in opposed)
    told = tuple((words, tuple(rows)) for (words, _), rows in ordered)
    return Conflict(field, told, "credit" if numbers else "value")


def _comparison(field: CitedField) -> Callable[[Citation, Citation], bool]:
    if field == CitedField.DATE:
        return lambda one, other: dates_differ(one.value, other.value)
    if field in NUMBERS:
        return _numbers_differ
    return _statuses_differ


def dates_differ(one: str, other: str) -> bool:
    """Whether two uncertain dates cannot both be right: spans are compared end by end, all else by common days."""
    first, second = dates.parse(one), dates.parse(other)
    if first.kind == second.kind == "span":
        ends = ((first.start, second.start), (first.end, second.end))
        return any(left and right and _apart(left.first, left.last, right.first, right.last) for left, right in ends)
    return _apart(first.earliest, first.latest, second.earliest, second.latest)


def _apart(first_start, first_end, second_start, second_end) -> bool:
    """Whether two ranges of days have none in common; None is an open end."""
    before = first_end and second_start and first_end < second_start
    after = second_end and first_start and second_end < first_start
    return bool(before or after)


def _numbers_differ(one: Citation, other: Citation) -> bool:
    if one.as_of and other.as_of and dates_differ(one.as_of, other.as_of):
        return False  # what was true on one day need not be on another
    if (one.measure, _amount(one)[1]) != (other.measure, _amount(other)[1]):
        return False  # metres and persons cannot be compared, nor can exports and imports
    credited = one.attributed_to_id and other.attributed_to_id and one.attributed_to_id != other.attributed_to_id
    return bool(credited) or _amounts_differ(one, other)


def _amounts_differ(one: Citation, other: Citation) -> bool:
    """Whether no number fits both statements: “over 100” and “132” can both be true."""
    (least, most), (other_least, other_most) = _range(one), _range(other)
    return least > other_most or other_least > most


def _range(citation: Citation) -> tuple[Decimal, Decimal]:
    """The smallest and largest number that a statement allows, one per cent of rounding included."""
    number, _ = _amount(citation)
    rounding = ROUGHLY if citation.qualifier == Qualifier.ABOUT else TOLERANCE
    least, most = number * (1 - rounding / 2), number * (1 + rounding / 2)
    if citation.qualifier in (Qualifier.AT_LEAST, Qualifier.OVER):
        most = Decimal("Infinity")
    if citation.qualifier == Qualifier.UP_TO:
        least = Decimal(0)
    return least, most


def _amount(citation: Citation) -> tuple[Decimal, str]:
    """The number and what it counts, with areas in square kilometres."""
    factor = AREA_UNITS.get(citation.unit)
    number = Decimal(citation.value)
    return (number * factor, "km2") if factor else (number, citation.unit)


def _statuses_differ(one: Citation, other: Citation) -> bool:
    """A status changes with time: only two reports of one day can disagree."""
    same_day = one.source.published and one.source.published == other.source.published
    return bool(same_day) and one.value != other.value
