"""How long after an event its reports came out: each report of each action, by the days that both dates allow."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from math import sqrt

from ... import known_on
from ...dates import in_doubt
from ...known_on.then import of_action
from ...models import Agreement, Citation
from ...while_unchanged import while_unchanged
from ..sections.counting import in_figures, is_or_are

BEFORE, WEEK, MONTH, YEAR, LATER, UNSURE = (
    "before it",
    "within a week",
    "within a month",
    "within a year",
    "later",
    "not certain",
)
KINDS = (BEFORE, WEEK, MONTH, YEAR, LATER, UNSURE)
LIMITS = ((7, WEEK), (31, MONTH), (366, YEAR))  # days up to which a report came out so
FEW = 4  # reports of which nothing is said in general
MOST_YEARS = 12  # rows; what is older is one row


@dataclass(frozen=True)
class Report:
    """One source on one action: between which days the event and the publication lie."""

    event: tuple[date, date]
    published: tuple[date, date]

    @property
    def days(self) -> tuple[int, int] | None:
        """At least and at most how many days after the event it came out; None where it may have been before it."""
        if self.published[0] < self.event[0]:
            return None
        return max(0, (self.published[0] - self.event[1]).days), (self.published[1] - self.event[0]).days

    @property
    def kind(self) -> str:
        if self.published[1] < self.event[0]:
            return BEFORE
        kinds = {_kind(days) for days in self.days} if self.days else {UNSURE}
        return kinds.pop() if len(kinds) == 1 else UNSURE

    @property
    def year(self) -> int | None:
        """That of the event, where both ends lie in it."""
        return self.event[0].year if self.event[0].year == self.event[1].year else None

    @property
    def months(self) -> tuple[int, int] | None:
        """The months of event and publication, counted through; None where one of them is not certain."""
        (first, last), (begin, end) = (tuple(map(_month, days)) for days in (self.event, self.published))
        return (first, begin) if first == last and begin == end else None


def _kind(days: int) -> str:
    return next((kind for limit, kind in LIMITS if days <= limit), LATER)


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def reports_of(agreement: Agreement | None = None) -> list[Report]:
    """Each source once for each action that it reports, where both have a date without doubt. One query."""
    day = known_on.day()
    rows = (
        Citation.objects.published().believed().filter(action__isnull=False, source__published_earliest__isnull=False)
    )
    if agreement is not None:
        rows = rows.filter(action__agreement=agreement)
    rows = rows.exclude(in_doubt("source__published")).exclude(source__published_latest=None).order_by()
    rows = rows.annotate(event=of_action("date", day), first=of_action("date_earliest", day))
    rows = rows.annotate(last=of_action("date_latest", day)).exclude(in_doubt("event"))
    rows = rows.filter(first__isnull=False, last__isnull=False)
    columns = ("action", "source", "first", "last", "source__published_earliest", "source__published_latest")
    found = {row[:2]: Report((row[2], row[3]), (row[4], row[5])) for row in rows.values_list(*columns)}
    return list(found.values())


def sentence(reports: Sequence[Report]) -> str:
    kinds = Counter(report.kind for report in reports)
    placed = len(reports) - kinds[UNSURE]
    if placed < FEW:
        some = in_figures(placed, "report")
        return f"{some} with certain days {is_or_are(placed)} recorded, too few to say."
    after = sorted(one.days[1] for one in reports if one.days and one.kind != UNSURE)
    before = f"{kinds[BEFORE]:,} came out before the event" if kinds[BEFORE] else "none came out before the event"
    soon = f" and half of the others within {in_figures(after[(len(after) - 1) // 2], 'day')} of it" if after else ""
    late = f"; {kinds[LATER]:,} came more than a year later" if kinds[LATER] else ""
    return f"Of {placed:,} reports with certain days {before}{soon}{late}."


def by_year(reports: Iterable[Report]) -> list[tuple[str, list[int], int]]:
    """For each year of the event its heading, the reports by kind, and all; the newest first."""
    counts: dict[int | None, Counter[str]] = defaultdict(Counter)
    for report in reports:
        counts[report.year][report.kind] += 1
    known = sorted((year for year in counts if year is not None), reverse=True)
    newest, older = known[:MOST_YEARS], known[MOST_YEARS:]
    lines = [(str(year), counts[year]) for year in newest]
    lines += [(f"to {older[0]}", sum((counts[year] for year in older), Counter()))] if older else []
    lines += [("over several years", counts[None])] if None in counts else []
    return [(heading, [some[kind] for kind in KINDS], some.total()) for heading, some in lines]


# --- The drawing

YEARS, MOST_DOTS = 8, 600
WIDTH, HEIGHT, LEFT, FOOT, TOP = 1000, 520, 70, 44, 14
Dot = tuple[int, int, float, str]  # where, how large, and in words


@dataclass(frozen=True)
class Scatter:
    """Months of publication over months of events; the newest years."""

    dots: list[Dot]
    across: list[tuple[int, str]]
    up: list[tuple[int, str]]
    same: tuple[int, int, int, int]  # the line on which a report is of the month of its event
    undrawn: int


def scatter_of(reports: Sequence[Report]) -> Scatter | None:
    cells = Counter(report.months for report in reports if report.months)
    if not cells:
        return None
    last = max(event for event, _ in cells)
    start = (last // 12 - YEARS + 1) * 12
    shown = Counter({cell: number for cell, number in cells.items() if min(cell) >= start})
    if not shown:
        return None
    start = min(map(min, shown)) // 12 * 12
    ends = [(max(cell[axis] for cell in shown) // 12 + 1) * 12 for axis in (0, 1)]
    drawn = sorted(shown.items(), key=lambda item: (-item[1], item[0]))[:MOST_DOTS]

    def at(event: float, published: float) -> tuple[int, int]:
        x = LEFT + (event - start) / (ends[0] - start) * (WIDTH - LEFT - 20)
        y = HEIGHT - FOOT - (published - start) / (ends[1] - start) * (HEIGHT - FOOT - TOP)
        return round(x), round(y)

    dots = [
        (*at(x + 0.5, y + 0.5), round(2.5 + 1.5 * sqrt(number), 1), _words(x, y, number)) for (x, y), number in drawn
    ]
    corner = min(ends)
    years = [range(start, end + 1, 12) for end in ends]
    across = [(at(month, start)[0], str(month // 12)) for month in years[0]]
    up = [(at(start, month)[1], str(month // 12)) for month in years[1]]
    return Scatter(dots, across, up, (*at(start, start), *at(corner, corner)), len(reports) - sum(n for _, n in drawn))


@dataclass(frozen=True)
class Delays:
    """What a page says of them all: nothing of it grows with the reports."""

    sentence: str
    scatter: Scatter | None
    rows: list[tuple[str, list[int], int]]

    @classmethod
    def of(cls, agreement: Agreement | None = None) -> "Delays":
        """Kept: to look at each report of a large record takes seconds."""
        return while_unchanged(("delays", agreement.pk if agreement else None), lambda: cls._of(reports_of(agreement)))

    @classmethod
    def _of(cls, reports: list[Report]) -> "Delays":
        return cls(sentence(reports) if reports else "", scatter_of(reports), by_year(reports))


def _words(event: int, published: int, number: int) -> str:
    first, second = (date(month // 12, month % 12 + 1, 1).strftime("%B %Y") for month in (event, published))
    return f"{first}, published {second}: {in_figures(number, 'report')}"
