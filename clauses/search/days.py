"""Days, months, years and periods within a question: 15 June 2021, 2021-06, March to May 2022, since 2023."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ..articles.suggestions.markers import MONTHS
from ..folding import fold

NUMBERS = {fold(name): number for name, number in MONTHS.items() if len(name) > 2}
MONTH = "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))
YEAR = r"(?:1[5-9]|20)\d\d"
POINT = "|".join(
    (
        rf"(?P<y1>{YEAR})-(?P<m1>\d\d)-(?P<d1>\d\d)",
        rf"(?P<y2>{YEAR})-(?P<m2>\d\d)",
        rf"(?P<d3>\d{{1,2}})[./](?P<m3>\d{{1,2}})[./](?P<y3>{YEAR})",
        r"(?P<d8>\d{1,2})[./](?P<m8>\d{1,2})[./](?P<y8>\d\d)",
        rf"(?P<d4>\d{{1,2}})(?:st|nd|rd|th|\.)? (?P<w4>{MONTH})\.?,? (?P<y4>{YEAR})",
        rf"(?P<w5>{MONTH})\.? (?P<d5>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y5>{YEAR})",
        rf"(?P<w6>{MONTH})\.? (?P<y6>{YEAR})",
    )
)
BARE = rf"(?P<y7>{YEAR})"
A_DAY = timedelta(days=1)
EDGE = r"(?<![\w-]){}(?![\w-])"
ANY = re.compile(EDGE.format(f"(?:{POINT})"))
ANY_OR_YEAR = re.compile(EDGE.format(f"(?:{POINT}|{BARE})"))
BETWEEN = re.compile(r" ?(?:to|until|till|and|-|/|–) ?")
SINCE = re.compile(r"(?<!\w)(since|after|from|before|until) $")


@dataclass(frozen=True)
class Period:
    """The days from `first` to `last`; None is an open end. `written` is what was taken for it."""

    first: date | None
    last: date | None
    written: str

    @property
    def edtf(self) -> str:
        """As an uncertain date is written: a day, a month, a year or an interval."""
        first, last = self.first, self.last
        if first and last and first == last:
            return first.isoformat()
        if first and last and first.day == 1 and last == _last_of(first.year, first.month):
            return first.isoformat()[:7]
        if first and last and (first.month, first.day, last) == (1, 1, date(first.year, 12, 31)):
            return first.isoformat()[:4]
        return "/".join(day.isoformat() if day else ".." for day in (first, last))


def period_in(text: str) -> tuple[Period | None, str]:
    """The period that a folded text asks for, and the text without it. A year alone is a word of the text."""
    found = ANY_OR_YEAR.search(text)
    while found:
        period, start, end = _from(text, found)
        if period:
            return period, f"{text[:start]} {text[end:]}".strip()
        found = ANY_OR_YEAR.search(text, found.end())
    return None, text


def _from(text: str, found: re.Match[str]) -> tuple[Period | None, int, int]:
    days = _days(found)
    if not days:
        return None, 0, 0
    first: date | None
    last: date | None
    first, last = days
    start, end = found.span()
    word = SINCE.search(text[:start])
    joined = BETWEEN.match(text, end)
    other = ANY_OR_YEAR.match(text, joined.end()) if joined else None
    until = _days(other) if other else None
    if other and until and until[1] >= days[0]:
        opens = re.search(r"(?<!\w)(?:from|between) $", text[:start])
        start, end, last = opens.start() if opens else start, other.end(), until[1]
    elif word:
        start = word.start()
        open_start, is_after = word[1] in ("before", "until"), word[1] == "after"
        first, last = (
            (None, first - A_DAY if word[1] == "before" else last)
            if open_start
            else (last + A_DAY if is_after else first, None)
        )
    elif found.lastgroup == "y7":
        return None, 0, 0
    return Period(first, last, text[start:end]), start, end


def _days(found: re.Match[str]) -> tuple[date, date] | None:
    """The first and last day of what was found; None where there is no such day."""
    parts = {name[0]: value for name, value in found.groupdict().items() if value}
    year = int(parts["y"]) if len(parts["y"]) > 2 else 2000 + int(parts["y"])
    month = NUMBERS[parts["w"]] if "w" in parts else int(parts.get("m", 0))
    day = int(parts.get("d", 0))
    try:
        first = date(year, month or 1, day or 1)
        last = first if day else _last_of(year, month or 12)
    except (ValueError, IndexError):
        return None
    return first, last


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
