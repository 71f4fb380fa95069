"""What became of promises, year by year: a row for each, a mark for the follow-ups of each year.

A follow-up is in the year in which lists have it: that of its date, or of its first report.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.core.paginator import Page

from ...evidence.states import ANNOUNCED, REPORTED, UNCLEAR, StateOf, states_of
from ...models import Agreement, Commitment, Domain
from .tally import Pairs, Tally, Totals

MOST_ROWS = 40  # promises; of more, each domain or agreement is a row
MOST_YEARS = 12  # columns; what is older is one column
MOST_LINKS = 110  # rows and marks: a keyboard has to pass all of them
SIZES = (1, 3, 6)  # up to so many follow-ups a mark is small, middling, large; beyond, largest
ByYear = Mapping[int | None, Counter[str]]  # follow-ups of a year, by how far they got


@dataclass(frozen=True)
class Cell:
    """The follow-ups on one promise, or of one group, in the years of a column, by how far they got."""

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
        named = {REPORTED: "reported", ANNOUNCED: "announced", UNCLEAR: "without a word on the outcome"}
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
class YearRow:
    """What stands under each of the columns."""

    columns: tuple[Column, ...]
    cells: tuple[Cell | None, ...]

    @property
    def marked(self) -> list[tuple[Column, Cell | None]]:
        return list(zip(self.columns, self.cells, strict=True))


@dataclass(frozen=True)
class Line(YearRow):
    """One promise."""

    became: StateOf

    @property
    def commitment(self) -> Commitment:
        return self.became.commitment

    @property
    def domain(self) -> Domain | None:
        """The first of its domains; they are to be loaded with the commitment."""
        return min(self.commitment.domains.all(), key=lambda one: (one.position, one.slug), default=None)


@dataclass(frozen=True)
class Group(YearRow):
    """All promises of a domain, or of an agreement; `address` is the page that shows each of them."""

    title: str
    address: str
    totals: Totals


@dataclass(frozen=True)
class Matrix:
    """Promises by year: each, or where they are many those of each domain or agreement together.

    `left` is how many groups are not shown, `page` which of the pages of lines this is, `within` the domain that all
    are in: no line names it.
    """

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    tally: Tally | Totals
    groups: tuple[Group, ...] = ()
    by: str = ""  # what the groups are
    left: int = 0
    page: Page | None = None
    within: Domain | None = None

    @property
    def rows(self) -> tuple[Line | Group, ...]:
        return self.groups or self.lines

    @property
    def apart(self) -> int:
        """How many of the promises are statements that set no duty."""
        return self.tally.totals.apart if isinstance(self.tally, Tally) else self.tally.apart

    @property
    def width(self) -> int:
        """How many columns there are in all, with those that say what a line is."""
        return 3 + len(self.columns)

    @property
    def by_agreement(self) -> list[tuple[Agreement | None, list[Line]]]:
        """The lines under their agreements where these are several; else all of them under none."""
        found = [
            (lines[0].commitment.clause.agreement, lines)
            for _, some in groupby(self.lines, key=lambda line: line.commitment.clause.agreement_id)
            if (lines := list(some))
        ]
        return [*found] if len(found) > 1 else [(None, list(self.lines))]

    @property
    def agreement(self) -> Agreement | None:
        """The one that all the lines are from."""
        return self.lines[0].commitment.clause.agreement if self.lines and len(self.by_agreement) == 1 else None


def matrix_of(commitments: Sequence[Commitment], scope: Iterable[tuple[str, str]], also: Iterable[int] = ()) -> Matrix:
    """In as many queries for many promises as for one. The commitments have their clause and domains with them.

    There is a column for each year from the first follow-up to the last, and up to those in `also`.
    """
    states = tuple(states_of(commitments).values())
    by_year = [follow_ups_by_year(one) for one in states]
    columns = columns_of(by_year, also)
    asked = [(("commitment", one.commitment.code),) for one in states]
    cells = (cells_of(*both, columns) for both in zip(asked, by_year, strict=True))
    lines = tuple(Line(columns, some, one) for one, some in zip(states, cells, strict=True))
    return Matrix(columns, lines, Tally(states, tuple(scope)))


def year_of(day: date | None) -> int | None:
    return day.year if day else None


def follow_ups_by_year(one: StateOf) -> ByYear:
    found: dict[int | None, Counter[str]] = defaultdict(Counter)
    for action, day in one.days.items():
        found[year_of(day)][one.steps[action]] += 1
    return found


def columns_of(rows: Sequence[ByYear], also: Iterable[int] = ()) -> tuple[Column, ...]:
    """The columns of these rows: the more marks they hold, the more of the older years are one column."""
    years = {year for row in rows for year in row} | set(also)
    known = sorted(year for year in years if year is not None)
    if known:
        known = list(range(known[0], known[-1] + 1))
    columns: tuple[Column, ...] = ()
    for most in range(MOST_YEARS, -1, -1):
        older, newest = known[: max(len(known) - most, 0)], known[max(len(known) - most, 0) :]
        found = [Column(older[-1], until=True)] if older else []
        columns = (*found, *map(Column, newest), *([Column(None)] if None in years else []))
        marks = sum(any(map(column.holds, row)) for row in rows for column in columns)
        if len(rows) + marks <= MOST_LINKS:
            break
    return columns


def cells_of(asked: Pairs, by_year: ByYear, columns: Iterable[Column]) -> tuple[Cell | None, ...]:
    """The marks of a row; `asked` is the question of the list of actions for all its follow-ups."""
    return tuple(_cell(asked, by_year, column) for column in columns)


def _cell(asked: Pairs, by_year: ByYear, column: Column) -> Cell | None:
    held = {year: steps for year, steps in by_year.items() if column.holds(year)}
    steps = sum(held.values(), Counter[str]())
    years = [("year", f"{year:04}" if year else "none") for year in sorted(held, key=lambda year: year or 0)]
    return Cell(steps, urlencode([*asked, ("relation", "follow_up"), *years])) if steps else None
