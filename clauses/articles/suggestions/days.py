"""Days and months that a passage names, to be checked against the dates of records. They are never stored."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ...dates import words as in_words
from ...folding import fold
from .markers import MONTHS

_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAYS = r"(?P<{}>\d{{1,2}})(?:\s?-\s?(?P<{}>\d{{1,2}}))?"
BEFORE = re.compile(rf"\b{_DAYS.format('first', 'last')}\.?\s+(?P<month>{_MONTH})\b\.?,?(?:\s+(?P<year>\d{{4}})\b)?")
AFTER = re.compile(
    rf"\b(?P<month>{_MONTH})\b\.?(?:\s+{_DAYS.format('first', 'last')}\b)?(?!\d),?(?:\s+(?P<year>(?:19|20)\d{{2}})\b)?"
)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True)
class Named:
    """A stretch of days that a passage names, in its words as they are compared."""

    start: date
    end: date
    words: str

    @property
    def is_year(self) -> bool:
        """Whether no more than one year is named."""
        first, last = date(self.start.year, 1, 1), date(self.start.year, 12, 31)
        return (self.start, self.end) == (first, last)

    @property
    def edtf(self) -> str:
        """The stretch as an uncertain date: a day, a month, a year, or from one to another."""
        start, end = self.start, self.end
        if start == end:
            return start.isoformat()
        if self.is_year:
            return f"{start.year:04}"
        months = [f"{day.year:04}-{day.month:02}" for day in (start, end)]
        if start.day == 1 and end == end.replace(day=calendar.monthrange(end.year, end.month)[1]):
            return "/".join(dict.fromkeys(months))
        return f"{start.isoformat()}/{end.isoformat()}"

    @property
    def spoken(self) -> str:
        """The stretch for people: 24 May 2024."""
        return in_words(self.edtf)


def named_days(text: str, published: date | None = None) -> list[Named]:
    """The days, months and years that `text` names; without a year they are the last ones before `published`."""
    plain, found = fold(text), []
    for pattern in (BEFORE, AFTER):
        for match in list(pattern.finditer(plain)):
            days = _days(match, published)
            if days:
                found.append(Named(*days, match[0].strip(" .,")))
                plain = plain[: match.start()] + " " * len(match[0]) + plain[match.end() :]
    years = [int(match[0]) for match in YEAR.finditer(plain)]
    return found + [Named(date(year, 1, 1), date(year, 12, 31), str(year)) for year in years]


def _days(match: re.Match[str], published: date | None) -> tuple[date, date] | None:
    parts = match.groupdict()
    month, first, last = MONTHS[parts["month"]], int(parts["first"] or 0), int(parts["last"] or 0)
    if not (first or parts["year"]):
        return None  # “may” and “march” are words as well
    year = int(parts["year"]) if parts["year"] else _last_year_with(month, first, published)
    if not year:
        return None
    length = calendar.monthrange(year, month)[1]
    if max(first, last) > length:
        return None
    return date(year, month, first or 1), date(year, month, last or first or length)


def _last_year_with(month: int, day: int, published: date | None) -> int:
    """The year of the last such day not after the day of publication; 0 where that is not known."""
    if published is None:
        return 0
    return published.year if (month, day) <= (published.month, published.day) else published.year - 1
