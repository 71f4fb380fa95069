"""Uncertain dates: what a source lets us say about when something happened, and no more.

A date is one string in a profile of EDTF (ISO 8601-2:2019):

    2021   2021-06   2021-06-15        a year, a month, a day
    2021-06-15?   2021~   2021-06%     uncertain, approximate, both
    2021-10-05/2021-10-08              lasted from one to the other
    2021-10-05/..   ../2021-10-08      the end, or the start, is open: it goes on, or nobody says
    2021-10-05/     /2021-10-08        there is an end, or a start, and it is not known
    [2022-01-31..2022-02-06]           happened once, somewhere in between
    [..2022-02-20]   [2022-01-10..]    happened once, on or before, on or after

Nothing here guesses a date from free text.
"""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import cast

from django.db.models import F, Q
from django.db.models.functions import ExtractYear

EXAMPLES = "2021-06-15, 2021-06, 2021, 2021-10-05/2021-10-08, [2022-01-31..2022-02-06] or [..2022-02-20]"
OPEN_ENDS = "2021-10-05/.. has an open end: it goes on, or nobody says; 2021-10-05/ has one that is not known."
LONGEST_SHOWN = 40
QUALIFIERS = {"": "", "?": "possibly", "~": "about", "%": "possibly about"}
GUESSED = ("?", "%")  # the marks of what is uncertain; what is only approximate is none
POINT = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?(?P<qualifier>[?~%]?)", re.ASCII)


class DateError(ValueError):
    """A text that is no uncertain date; the message says what is wrong with it."""


@dataclass(frozen=True)
class Point:
    """A year, a month or a day, with its first and last day."""

    year: int
    month: int | None
    day: int | None
    qualifier: str

    @classmethod
    def parse(cls, text: str) -> "Point":
        match = POINT.fullmatch(text)
        if not match:
            raise DateError(f"“{_shown(text)}” is not a year, a month or a day")
        year, month, day = (int(match[part]) if match[part] else None for part in ("year", "month", "day"))
        if not year:
            raise DateError("there is no year 0000")
        if month is not None and not 1 <= month <= 12:
            raise DateError(f"there is no month {month:02}")
        if month is not None and day is not None and not 1 <= day <= calendar.monthrange(year, month)[1]:
            raise DateError(f"{calendar.month_name[month]} {year} has no day {day}")
        return cls(year, month, day, match["qualifier"])

    @property
    def first(self) -> date:
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last

    @property
    def text(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts) + self.qualifier

    @property
    def precision(self) -> str:
        return "day" if self.day else "month" if self.month else "year"

    def words(self, *, without: str = "") -> str:
        """“5 October 2021”; `without` drops what the other end of a range says already: "year" or "month"."""
        parts = [QUALIFIERS[self.qualifier], str(self.day) if self.day else ""]
        if without != "month":
            parts.append(calendar.month_name[self.month] if self.month else "")
            parts.append("" if without == "year" else str(self.year))
        return " ".join(part for part in parts if part)


@dataclass(frozen=True)
class UncertainDate:
    """One parsed date. `kind` is point, span or one_of; an end that is open or not known is None."""

    text: str
    kind: str
    start: Point | None
    end: Point | None

    @property
    def earliest(self) -> date | None:
        return self.start.first if self.start else None

    @property
    def latest(self) -> date | None:
        return self.end.last if self.end else None

    @property
    def sort(self) -> date:
        """The day to sort by: the start, but the end of a one-of range or of a span with an open start."""
        by_end = self.kind == "one_of" or self.start is None
        first, second = (self.latest, self.earliest) if by_end else (self.earliest, self.latest)
        return cast(date, first or second)

    @property
    def precision(self) -> str:
        return self._an_end.precision if self.kind == "point" else self.kind

    @property
    def _an_end(self) -> Point:
        """The start, or the end where there is no start: every date has one of them."""
        return cast(Point, self.start or self.end)

    @property
    def parsed(self) -> str:
        """The text these values were worked out from: a CHECK compares it with the stored text."""
        return self.text

    @cached_property
    def words(self) -> str:
        """The date in English, as exact as it was entered: “once between 31 January and 6 February 2022”."""
        if self.kind == "point":
            return self._an_end.words()
        if self.kind == "one_of":
            within = "on" if self._an_end.day else "in"
            ends = (f"{within} or after {{}}", f"{within} or before {{}}")
            return self._range_words("once between {} and {}", *ends, f"once {within} {{}}")
        end = "end not known" if self.text.endswith("/") else "open end"
        start = "start not known" if self.text.startswith("/") else "open start"
        return self._range_words("{} to {}", f"from {{}}, {end}", f"until {{}}, {start}", "{}")

    def _range_words(self, both: str, only_start: str, only_end: str, one: str) -> str:
        """`one` is for a range that ends as it starts, whichever of its ends is marked."""
        start, end = self.start, self.end
        if start is None or end is None:
            return (only_start if start else only_end).format(self._an_end.words())
        if start.days == end.days:
            marks = {start.qualifier, end.qualifier} - {""}
            return one.format(replace(start, qualifier="%" if len(marks) > 1 else "".join(marks)).words())
        return both.format(start.words(without=_shared(start, end)), end.words())


def _shared(start: Point, end: Point) -> str:
    """What the start need not say because the end says it, with the same precision and the same certainty."""
    alike = start.precision == end.precision and not start.qualifier and not end.qualifier
    if not alike or not start.month or start.year != end.year:
        return ""
    return "month" if start.day and start.month == end.month else "year"


def _ends(left: str, right: str, none: tuple[str, ...]) -> tuple[Point | None, Point | None]:
    """The two ends; `none` are the ways to write that there is none, or that it is not known."""
    start = None if left in none else Point.parse(left)
    end = None if right in none else Point.parse(right)
    if start is None and end is None:
        raise DateError("a range needs at least one end")
    if start and end and start.first > end.last:
        raise DateError("it ends before it starts")
    return start, end


@lru_cache(maxsize=4096)
def parse(text: str) -> UncertainDate:
    """Read one uncertain date; DateError says what is wrong with any other text."""
    if text.startswith("[") and text.endswith("]"):
        left, dots, right = text[1:-1].partition("..")
        if not dots or re.search("[?~%/]", text):
            raise DateError("a one-of range is written [2022-01-31..2022-02-06]")
        return UncertainDate(text, "one_of", *_ends(left, right, ("",)))
    if "/" in text:
        left, _, right = text.partition("/")
        return UncertainDate(text, "span", *_ends(left, right, ("", "..")))
    point = Point.parse(text)
    return UncertainDate(text, "point", point, point)


def remedy(text: str) -> str:
    """Why `text` is not a date and how to write one, or an empty string where it is one."""
    try:
        parse(text)
    except DateError as error:
        return f"“{_shown(text)}” cannot be read as a date: {error}. Write for example {EXAMPLES}."
    return ""


def _shown(text: str) -> str:
    """`text` as a message may repeat it: short and printable."""
    printable = "".join(char if char.isprintable() else "\ufffd" for char in text[:LONGEST_SHOWN])
    return printable + "…" if len(text) > LONGEST_SHOWN else printable


def words(text: str) -> str:
    return parse(text).words if text else ""


def possibly_in(field: str, start: date | None, end: date | None) -> Q:
    """Rows whose date in `field` may lie between the two days, both included; None leaves that side open.

    A date with an open end reaches as far as that side goes; a row without a date is never in a period.
    """
    condition = ~Q(**{field: ""})
    if start is not None:
        condition &= Q(**{f"{field}_latest__gte": start}) | Q(**{f"{field}_latest__isnull": True})
    if end is not None:
        condition &= Q(**{f"{field}_earliest__lte": end}) | Q(**{f"{field}_earliest__isnull": True})
    return condition


def in_doubt(field: str) -> Q:
    """Rows whose date in `field` is marked as uncertain, approximate or both."""
    marks = (Q(**{f"{field}__contains": mark}) for mark in filter(None, QUALIFIERS))
    return reduce(or_, marks)


def is_in_doubt(text: str) -> bool:
    """The same of a text."""
    return any(mark in text for mark in filter(None, QUALIFIERS))


def certainly_in(field: str, start: date | None, end: date | None) -> Q:
    """Rows whose date in `field` lies wholly between the two days, and is neither uncertain nor approximate."""
    condition = ~Q(**{field: ""}) & ~in_doubt(field)
    if start is not None:
        condition &= Q(**{f"{field}_earliest__gte": start})
    if end is not None:
        condition &= Q(**{f"{field}_latest__lte": end})
    return condition


def in_no_year(field: str) -> Q:
    """Rows whose date in `field` lies certainly in no single year: none, an open or longer range, or one in doubt."""
    condition = Q(**{field: ""}) | in_doubt(field)
    condition |= Q(**{f"{field}_earliest__isnull": True}) | Q(**{f"{field}_latest__isnull": True})
    return condition | Q(**{f"{field}_earliest__year__lt": ExtractYear(F(f"{field}_latest"))})
