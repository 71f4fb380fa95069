"""What became of promises, year by year: a row for each, a mark for the follow-ups of each year.

A follow-up is in the year in which lists have it: that of its date, or of its first report.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from ...evidence.states import ANNOUNCED, REPORTED, UNCLEAR, StateOf, states_of
from ...models import Commitment, Domain
from .tally import Tally

MOST_ROWS = 40  # promises; of more, each domain is a row that opens
MOST_YEARS = 12  # columns; what is older is one column
SIZES = (1, 3, 6)  # up to so many follow-ups a mark is small, middling, large; beyond, largest


@dataclass(frozen=True)
class Cell:
    """The follow-ups on one promise in the years of a column, by how far they got."""

    steps: Counter[str]
    asked: str  # the question of the list of actions for just these

    @property
    def count(self) -> int:
        return self.steps.total()

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many are reported, only announced, and unclear."""
        return self.steps[REPORTED], self.steps[ANNOUNCED], self.steps[UNCLEAR]

    @property
    def is_open(self) -> bool:
        """Whether none of them is reported as begun or done."""
        return not self.steps[REPORTED]

    @property
    def size(self) -> int:
        """From 1 to 4."""
        return 1 + sum(self.count > most for most in SIZES)

    @property
    def words(self) -> str:
        """As in “2 reported, 1 announced”."""
        named = {REPORTED: "reported", ANNOUNCED: "announced", UNCLEAR: "with no word on how far they got"}
        return ", ".join(f"{self.steps[step]} {words}" for step, words in named.items() if self.steps[step])


@dataclass(frozen=True)
class Column:
    """Some years: one, or all before it where `until` is given; without a number those of which no year is known."""

    number: int | None
    until: bool = False

    @property
    def heading(self) -> str:
        if self.number is None:
            return "no year"
        return f"to {self.number}" if self.until else str(self.number)

    def holds(self, year: int | None) -> bool:
        if year is None or self.number is None:
            return year is self.number
        return year <= self.number if self.until else year == self.number


@dataclass(frozen=True)
class Line:
    """One promise, or all of a domain."""

    became: StateOf
    columns: tuple[Column, ...]
    cells: tuple[Cell | None, ...]

    @property
    def marked(self) -> list[tuple[Column, Cell | None]]:
        return list(zip(self.columns, self.cells, strict=True))

    @property
    def commitment(self) -> Commitment:
        return self.became.commitment

    @property
    def domain(self) -> Domain | None:
        """The first of its domains; they are to be loaded with the commitment."""
        return min(self.commitment.domains.all(), key=lambda one: (one.position, one.slug), default=None)


@dataclass(frozen=True)
class Matrix:
    """Promises by year."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    tally: Tally

    @property
    def groups(self) -> list[tuple[str, list[Line]]]:
        """The lines, under the main domain of each where they are many; else all of them together."""
        if len(self.lines) <= MOST_ROWS:
            return [("", list(self.lines))]
        by_domain: dict[Domain | None, list[Line]] = defaultdict(list)
        for line in self.lines:
            by_domain[line.domain].append(line)
        named = sorted((one for one in by_domain if one), key=lambda one: (one.position, one.slug))
        found = [(one.label, by_domain[one]) for one in named]
        return [*found, ("Without a domain", by_domain[None])] if None in by_domain else found


def matrix_of(commitments: Sequence[Commitment], scope: Iterable[tuple[str, str]], also: Iterable[int] = ()) -> Matrix:
    """In as many queries for many promises as for one. The commitments have their clause and domains with them.

    There is a column for each year from the first follow-up to the last, and up to those in `also`.
    """
    states = tuple(states_of(commitments).values())
    columns = _columns({_year(day) for one in states for day in one.days.values()} | set(also))
    lines = tuple(Line(one, columns, _cells(one, columns)) for one in states)
    return Matrix(columns, lines, Tally(states, tuple(scope)))


def _year(day: date | None) -> int | None:
    return day.year if day else None


def _columns(years: set[int | None]) -> tuple[Column, ...]:
    known = sorted(year for year in years if year is not None)
    if known:
        known = list(range(known[0], known[-1] + 1))
    older, newest = known[:-MOST_YEARS], known[-MOST_YEARS:]
    found = [Column(older[-1], until=True)] if older else []
    return (*found, *map(Column, newest), *([Column(None)] if None in years else []))


def _cells(one: StateOf, columns: tuple[Column, ...]) -> tuple[Cell | None, ...]:
    by_year: dict[int | None, Counter[str]] = defaultdict(Counter)
    for action, day in one.days.items():
        by_year[_year(day)][one.steps[action]] += 1
    return tuple(_cell(one.commitment, column, by_year) for column in columns)


def _cell(commitment: Commitment, column: Column, by_year: dict[int | None, Counter[str]]) -> Cell | None:
    held = {year: steps for year, steps in by_year.items() if column.holds(year)}
    steps = sum(held.values(), Counter[str]())
    asked = [("commitment", commitment.code), ("relation", "follow_up")]
    asked += [("year", f"{year:04}" if year else "none") for year in sorted(held, key=lambda year: year or 0)]
    return Cell(steps, urlencode(asked)) if steps else None
