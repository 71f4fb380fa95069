"""Days and months that a passage names, to be checked against the dates of records. They are never stored."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from ...dates import words as in_words
from ...folding import fold
from .markers import JOINED, MONTHS

_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th|er)?\b\.?"
_OF_YEAR = r"(?:,?\s+(?P<{}>(?:19|20)\d{{2}})\b)?"
BEFORE = re.compile(rf"\b{_DAY.format('day')}\s+(?:of\s+|de\s+)?(?P<month>{_MONTH})\b\.?{_OF_YEAR.format('year')}")
AFTER = re.compile(rf"\b(?P<month>{_MONTH})\b\.?(?:\s+{_DAY.format('day')})?(?!\d){_OF_YEAR.format('year')}")
_TO, _BETWEEN, _SUFFIXES = JOINED.to, JOINED.between, JOINED.suffixes


def _point(number: int) -> str:
    """A day, a month or both as one end of a stretch, by the names of their parts."""
    day, day_after, month, month_before = (f"{name}{number}" for name in ("day", "after", "month", "before"))
    named = rf"(?P<{month}>{_MONTH})\b\.?(?:\s+{_DAY.format(day_after)})?(?!\d)"
    of_year = _OF_YEAR.format(f"year{number}")
    return rf"(?:{_DAY.format(day)}(?:\s+(?:of\s+|de\s+)?(?P<{month_before}>{_MONTH})\b\.?)?|{named}){of_year}"


_OPENING = r"(?:the\s+|le\s+)?"
_JOINED = (
    *((rf"{before}\s+", rf"\s+{join}\s+") for before, join in _BETWEEN),
    ("", rf"\s+(?:{'|'.join(_TO)})\s+|\s?-\s?|(?:{'|'.join(_SUFFIXES)})\s+"),
)
STRETCHES = tuple(
    re.compile(rf"\b{before}{_OPENING}{_point(1)}(?:{join})\s*{_OPENING}{_point(2)}") for before, join in _JOINED
)
YEARS = tuple(
    re.compile(rf"\b{before}(?P<first>(?:19|20)\d{{2}})(?:{join})(?P<last>(?:19|20)\d{{2}})\b")
    for before, join in _JOINED
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
        """Whether nothing more exact than a year is named, or several."""
        return (self.start.month, self.start.day, self.end.month, self.end.day) == (1, 1, 12, 31)

    @property
    def edtf(self) -> str:
        """The stretch as an uncertain date: a day, a month, a year, or from one to another."""
        start, end = self.start, self.end
        if start == end:
            return start.isoformat()
        if self.is_year:
            return "/".join(dict.fromkeys(f"{day.year:04}" for day in (start, end)))
        months = [f"{day.year:04}-{day.month:02}" for day in (start, end)]
        if start.day == 1 and end == end.replace(day=calendar.monthrange(end.year, end.month)[1]):
            return "/".join(dict.fromkeys(months))
        return f"{start.isoformat()}/{end.isoformat()}"

    @property
    def spoken(self) -> str:
        """The stretch for people: 24 May 2024."""
        return in_words(self.edtf)


def named_days(text: str, published: date | None = None) -> list[Named]:
    """The days, months, years and stretches of them that `text` names, the first first; without a year they are the
    last ones before `published`."""
    plain, found = fold(text), []
    for pattern in (*STRETCHES, BEFORE, AFTER):
        for match in list(pattern.finditer(plain)):
            days = _days(match, published) if pattern in (BEFORE, AFTER) else _stretch(match, published)
            if days:
                found.append((match.start(), Named(*days, match[0].strip(" .,"))))
                plain = plain[: match.start()] + " " * len(match[0]) + plain[match.end() :]
    found.sort(key=lambda each: each[0])
    return [named for _, named in found] + _years(plain)


def _years(plain: str) -> list[Named]:
    """The years, and the stretches of years, that are named without a month."""
    found = []
    for pattern in YEARS:
        for match in list(pattern.finditer(plain)):
            first, last = int(match["first"]), int(match["last"])
            if first < last:
                found.append(Named(date(first, 1, 1), date(last, 12, 31), match[0]))
                plain = plain[: match.start()] + " " * len(match[0]) + plain[match.end() :]
    years = [int(match[0]) for match in YEAR.finditer(plain)]
    return found + [Named(date(year, 1, 1), date(year, 12, 31), str(year)) for year in years]


def _days(match: re.Match[str], published: date | None) -> tuple[date, date] | None:
    parts = match.groupdict()
    month, day = MONTHS[parts["month"]], int(parts["day"] or 0)
    if not (day or parts["year"]):
        return None  # “may” and “march” are words as well
    year = int(parts["year"]) if parts["year"] else _last_year_with(month, day, published)
    return _within(year, month, day)


def _within(year: int, month: int, day: int) -> tuple[date, date] | None:
    """The first and the last day of a day or, where none is given, of a month; None where there is no such day."""
    length = calendar.monthrange(year, month)[1] if year else 0
    if not year or day > length:
        return None
    return date(year, month, day or 1), date(year, month, day or length)


def _stretch(match: re.Match[str], published: date | None) -> tuple[date, date] | None:
    """From one end to the other: what one of them lacks of month and year, the other gives."""
    parts = match.groupdict()
    names = [parts[f"month{end}"] or parts[f"before{end}"] for end in (1, 2)]
    days = [int(parts[f"day{end}"] or parts[f"after{end}"] or 0) for end in (1, 2)]
    years = [int(parts[f"year{end}"] or 0) for end in (1, 2)]
    months = [MONTHS[name] for name in (names[0] or names[1], names[1] or names[0]) if name]
    if not months or (days[1] and not names[1] and not days[0]):
        return None  # two numbers; or a month and a number, as in “from May to 24 schools”
    end = years[1] or years[0] or _last_year_with(months[1], days[1], published)
    turns = months[0] > months[-1]  # over the end of a year
    if years[0] and not years[1] and turns:
        end = years[0] + 1
    first, last = _within(years[0] or end - turns, months[0], days[0]), _within(end, months[1], days[1])
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _last_year_with(month: int, day: int, published: date | None) -> int:
    """The year of the last such day not after the day of publication; 0 where that is not known."""
    if published is None:
        return 0
    return published.year if (month, day) <= (published.month, published.day) else published.year - 1
