"""Where sources state different values of one field of one record. Both sides are shown; none is chosen.

Dates differ where the spans' ends differ or where the ranges have no day in common; a vaguer date does not contradict
a more exact one inside it. Numbers agree within one per cent, after conversion to one unit, and “over” or “at least”
leaves the upper side open; who is credited is compared too. Numbers are compared that measure the same for the same
time. A passage that contradicts a value stands against those that state it. Statements held for errors (rank
deprecated) make no conflict, nor do the different names of an agreement.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal

from .. import dates
from ..models import Citation
from ..models.resolutions import NO_CONFLICT
from ..models.stated import AREA_UNITS
from ..vocabularies import ActionStatus, CitedField, Qualifier, Rank, Stance
from ..vocabularies.sources import MEASURED

TOLERANCE = Decimal("0.01")
ROUGHLY = Decimal("0.1")  # “about” allows for more rounding
SCALES = {"million": Decimal(10) ** 6, "billion": Decimal(10) ** 9}  # as a unit begins with, in “billion USD”


@dataclass(frozen=True)
class Conflict:
    """The sides of one disagreement, most reports first: what each says, in words, and the citations that say so.

    `about` is "value", or "credit" where the numbers agree and only those who are credited differ. `measure` is what
    figures count.
    """

    field: CitedField
    sides: tuple[tuple[str, tuple[Citation, ...]], ...]
    about: str = "value"
    measure: str = ""

    @property
    def heading(self) -> str:
        return self.measure or self.field.label


def value_in_words(citation: Citation) -> str:
    """What a citation states, as a reader sees it: “5 to 8 October 2021”, “turnover: about 4.1 billion USD”."""
    if citation.field == CitedField.DATE and citation.value:
        return dates.words(citation.value)
    if citation.field == CitedField.STATUS and citation.value in ActionStatus.values:
        return ActionStatus(citation.value).label
    qualifier = citation.get_qualifier_display() if citation.qualifier else ""
    stated = " ".join(part for part in (qualifier, citation.value, citation.unit) if part)
    return f"{citation.measure}: {stated}" if citation.measure and stated else stated


def side_in_words(citation: Citation, stated: str) -> str:
    """What `stated` is as one side of a disagreement: a passage that contradicts it says that it is not so."""
    return f"denied: {stated}" if citation.stance == Stance.CONTRADICTS else stated


def is_stating(citation: Citation) -> bool:
    """Whether it states a value of a single field and is not held for an error."""
    return bool(citation.value) and citation.is_believed


def is_side(citation: Citation) -> bool:
    """Whether it says of a value of a single field that it is so, or that it is not, and is not held for an error."""
    takes_one = citation.stance in (Stance.SUPPORTS, Stance.CONTRADICTS)
    return bool(citation.value) and takes_one and citation.rank != Rank.DEPRECATED


def find_conflicts(citations: Iterable[Citation]) -> list[Conflict]:
    """The disagreements among the citations of one record, by field and by what is measured."""
    compared: dict[tuple[str, str], list[Citation]] = {}
    for citation in filter(is_side, citations):
        compared.setdefault((citation.field, citation.measure), []).append(citation)
    conflicts = (_conflict(CitedField(field), measure, rows) for (field, measure), rows in compared.items())
    return [conflict for conflict in conflicts if conflict]


def _conflict(field: CitedField, measure: str, citations: list[Citation]) -> Conflict | None:
    """The conflict about one field; who contradicts nobody, such as a vaguer date, is no side of it."""
    denied = any(one.stance == Stance.CONTRADICTS for one in citations)
    if field in NO_CONFLICT and not denied:
        return None
    opposes = _opposition(field)
    opposed = [one for one in citations if any(opposes(one, other) for other in citations)]
    if not opposed:
        return None
    sides: dict[tuple, list[Citation]] = {}
    for citation in opposed:
        words = side_in_words(citation, value_in_words(citation))
        sides.setdefault((words, citation.attributed_to_id), []).append(citation)
    ordered = sorted(sides.items(), key=lambda side: -len({citation.source_id for citation in side[1]}))
    told = tuple((words, tuple(rows)) for (words, _), rows in ordered)
    return Conflict(field, told, "credit" if _is_about_credit(field, opposed) else "value", measure)


def _is_about_credit(field: CitedField, opposed: list[Citation]) -> bool:
    """Whether the numbers agree, so that only those who are credited differ."""
    if field not in MEASURED or any(one.stance == Stance.CONTRADICTS for one in opposed):
        return False
    return not any(_amounts_differ(one, other) for one in opposed for other in opposed)


def _opposition(field: CitedField) -> Callable[[Citation, Citation], bool]:
    """Whether two passages cannot both be right: both state a value, or one denies what the other states."""
    differ = _comparison(field)

    def opposes(one: Citation, other: Citation) -> bool:
        if one.stance != other.stance:
            denial, statement = (one, other) if one.stance == Stance.CONTRADICTS else (other, one)
            return _denies(denial, statement)
        return one.stance == Stance.SUPPORTS and differ(one, other)

    return opposes


def _denies(denial: Citation, statement: Citation) -> bool:
    """Whether what is stated is, or lies within, what the other passage says is not so."""
    if denial.field == CitedField.DATE:
        return _is_within(statement.value, denial.value)
    if denial.field in MEASURED:
        return _are_comparable(denial, statement) and not _amounts_differ(denial, statement)
    return denial.value == statement.value


def _is_within(inner: str, outer: str) -> bool:
    """Whether all days of one uncertain date are days of the other."""
    first, second = dates.parse(inner), dates.parse(outer)
    begins = second.earliest is None or (first.earliest is not None and first.earliest >= second.earliest)
    ends = second.latest is None or (first.latest is not None and first.latest <= second.latest)
    return begins and ends


def _comparison(field: CitedField) -> Callable[[Citation, Citation], bool]:
    if field == CitedField.DATE:
        return lambda one, other: dates_differ(one.value, other.value)
    if field in MEASURED:
        return _numbers_differ
    return _statuses_differ if field == CitedField.STATUS else lambda one, other: False  # several can be true


def dates_differ(one: str, other: str) -> bool:
    """Whether two uncertain dates cannot both be right: they have no day in common, or are spans of which an end has
    none in common with the same end of the other."""
    first, second = dates.parse(one), dates.parse(other)
    if first.kind == second.kind == "span":
        ends = ((first.start, second.start), (first.end, second.end))
        if any(left and right and _apart(left.first, left.last, right.first, right.last) for left, right in ends):
            return True
    return _apart(first.earliest, first.latest, second.earliest, second.latest)


def _apart(first_start, first_end, second_start, second_end) -> bool:
    """Whether two ranges of days have none in common; None is an open end."""
    before = first_end and second_start and first_end < second_start
    after = second_end and first_start and second_end < first_start
    return bool(before or after)


def _numbers_differ(one: Citation, other: Citation) -> bool:
    if not _are_comparable(one, other):
        return False
    credited = one.attributed_to_id and other.attributed_to_id and one.attributed_to_id != other.attributed_to_id
    return bool(credited) or _amounts_differ(one, other)


def _are_comparable(one: Citation, other: Citation) -> bool:
    """Metres and persons cannot be compared, nor what was true on different days."""
    if one.as_of and other.as_of and _times_differ(one.as_of, other.as_of):
        return False
    return _amount(one)[1] == _amount(other)[1]


def _times_differ(one: str, other: str) -> bool:
    """Whether figures may differ because they are of different times: a year is one time, a month of it another."""
    first, second = dates.parse(one), dates.parse(other)
    if "span" in (first.kind, second.kind) and first.kind != second.kind:
        return (first.earliest, first.latest) != (second.earliest, second.latest)
    return dates_differ(one, other)


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
    """The number and what it counts, with areas in square kilometres and without millions and billions."""
    number, scale, counted = Decimal(citation.value), *citation.unit.partition(" ")[::2]
    if citation.unit in AREA_UNITS:
        return number * AREA_UNITS[citation.unit], "km2"
    return (number * SCALES[scale], counted) if scale in SCALES else (number, citation.unit)


def _statuses_differ(one: Citation, other: Citation) -> bool:
    """A status changes with time: only two reports of one day can disagree."""
    same_day = one.source.published and one.source.published == other.source.published
    return bool(same_day) and one.value != other.value
