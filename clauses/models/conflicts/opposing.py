"""What two statements of one field say against each other: their dates, their numbers and what is denied."""

from datetime import date
from decimal import Decimal

from ... import dates
from ...vocabularies import CitedField, Qualifier
from ...vocabularies.sources import MEASURED
from ..citations import Citation
from .units import of_unit, rounding

Day = date | None

TOLERANCE = Decimal("0.01")
ROUGHLY = Decimal("0.1")  # “about” allows for more rounding


def denies(denial: Citation, statement: Citation) -> bool:
    """Whether what is stated is, or lies within, what the other passage says is not so."""
    if denial.field == CitedField.DATE:
        return _is_within(statement.value, denial.value)
    if denial.field in MEASURED:
        return are_comparable(denial, statement) and not amounts_differ(denial, statement)
    return denial.value == statement.value


def _is_within(inner: str, outer: str) -> bool:
    """Whether all days of one uncertain date are days of the other."""
    first, second = dates.parse(inner), dates.parse(outer)
    begins = second.earliest is None or (first.earliest is not None and first.earliest >= second.earliest)
    ends = second.latest is None or (first.latest is not None and first.latest <= second.latest)
    return begins and ends


def dates_differ(one: str, other: str) -> bool:
    """Whether two uncertain dates cannot both be right: they have no day in common, or are spans of which an end has
    none in common with the same end of the other."""
    first, second = dates.parse(one), dates.parse(other)
    if first.kind == second.kind == "span":
        ends = ((first.start, second.start), (first.end, second.end))
        if any(left and right and _apart(left.first, left.last, right.first, right.last) for left, right in ends):
            return True
    return _apart(first.earliest, first.latest, second.earliest, second.latest)


def _apart(first_start: Day, first_end: Day, second_start: Day, second_end: Day) -> bool:
    """Whether two ranges of days have none in common; None is an open end."""
    before = first_end and second_start and first_end < second_start
    after = second_end and first_start and second_end < first_start
    return bool(before or after)


def are_comparable(one: Citation, other: Citation) -> bool:
    """Metres and persons cannot be compared, nor what was true on different days."""
    if one.as_of and other.as_of and times_differ(one.as_of, other.as_of):
        return False
    return counted(one) == counted(other)


def times_differ(one: str, other: str) -> bool:
    """Whether figures may differ because they are of different times: a year is one time, a month of it another."""
    first, second = dates.parse(one), dates.parse(other)
    if "span" in (first.kind, second.kind) and first.kind != second.kind:
        return (first.earliest, first.latest) != (second.earliest, second.latest)
    return dates_differ(one, other)


def amounts_differ(one: Citation, other: Citation) -> bool:
    """Whether no number fits both statements: “over 100” and “132” can both be true.

    What is printed in another unit may have been converted and rounded: “12 km²” may be 11.77.
    """
    is_converted = one.unit != other.unit
    (least, most), (other_least, other_most) = _range(one, is_converted), _range(other, is_converted)
    return least > other_most or other_least > most


def _range(citation: Citation, is_converted: bool) -> tuple[Decimal, Decimal]:
    """The smallest and largest number that a statement allows: one per cent of rounding, or what it was printed to."""
    number, _ = amount_of(citation)
    margin = number * (ROUGHLY if citation.qualifier == Qualifier.ABOUT else TOLERANCE) / 2
    if is_converted:
        margin = max(margin, rounding(citation.value) * of_unit(citation.unit)[1])
    least, most = number - margin, number + margin
    if citation.qualifier in (Qualifier.AT_LEAST, Qualifier.OVER):
        most = Decimal("Infinity")
    if citation.qualifier == Qualifier.UP_TO:
        least = Decimal(0)
    return least, most


def counted(citation: Citation) -> str:
    """What a number counts: numbers of other things cannot be compared with it."""
    return of_unit(citation.unit)[0]


def amount_of(citation: Citation) -> tuple[Decimal, str]:
    """The number and what it counts, with areas in square kilometres and without millions and billions."""
    counted, size = of_unit(citation.unit)
    return Decimal(citation.value) * size, counted
