"""Days, months, years and periods within a question: 15 June 2021, 2021-06, 5–8 October 2021, since 2023, 1990s."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from ..articles.suggestions.markers import MONTHS
from ..folding import fold

NUMBERS = {fold(name): number for name, number in MONTHS.items() if len(name) > 2}
# In Russian what happens in a month takes another ending: июня, в июне.
NUMBERS |= {f"{name[:-1]}е": number for name, number in NUMBERS.items() if name[-1] in "ая"}
MONTH = f"(?:{'|'.join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))})"
YEAR = r"(?:1[5-9]|20)\d\d"
DAY = r"\d{1,2}"
TH = r"(?:st|nd|rd|th|er|\.)?"
OF = r"(?:of |de )?"
TAIL = r"(?:-?c[iu] il\w*| yil\w*| год[ауе]?(?!\w)| г(?:\.|(?!\w)))?"  # the word year, as some languages add it
POINT = "|".join(
    (
        rf"(?P<y1>{YEAR})[-./](?P<m1>\d\d?)[-./](?P<d1>\d\d?)",
        rf"(?P<y2>{YEAR})-(?P<m2>\d\d)",
        rf"(?P<d3>{DAY})[-./](?P<m3>{DAY})[-./](?P<y3>{YEAR})",
        rf"(?P<d4>{DAY}){TH}(?:-(?P<t4>{DAY}){TH})? {OF}(?P<w4>{MONTH})\.?,? {OF}(?P<y4>{YEAR}){TAIL}",
        rf"(?P<w5>{MONTH})\.? (?:the )?(?P<d5>{DAY}){TH}(?:-(?P<t5>{DAY}){TH})?,? (?P<y5>{YEAR})",
        rf"(?P<w6>{MONTH})\.?(?:-(?P<x6>{MONTH})\.?)?,? {OF}(?P<y6>{YEAR}){TAIL}",
        rf"(?P<m8>{DAY})[./](?P<y8>{YEAR})",
        r"(?P<db>\d{1,2})[./](?P<mb>\d{1,2})[./](?P<yb>\d\d)",
        rf"(?P<y9>{YEAR}) (?P<w9>{MONTH})\.?(?: (?P<d9>{DAY})(?!\d))?",
        r"(?P<ya>(?:1[5-9]|20)\d0)(?P<sa>s)",
    )
)
BARE = rf"(?P<y7>{YEAR})"
# No part of a code: a hyphen may follow only before the other end of a period.
END = rf"(?!\w|-(?!{YEAR}(?!\d)|{DAY}[./]|(?:{DAY} )?{MONTH}))"
ANY_OR_YEAR = re.compile(rf"(?<![\w-])(?:{POINT}|{BARE}){END}")
OTHER_END = re.compile(f"(?:{POINT}|{BARE}){END}")
BETWEEN = re.compile(r" ?(?:to|until|till|through|and|bis|ile|по|-|/|\.\.) ?")
# The first end of a period whose month or year is said only at the other one: 5 to 8 October 2021, May–July 2023.
FIRST_END = re.compile(
    r"(?:(?P<opens>from|between) )?(?<![\w-])"
    rf"(?:(?P<day>{DAY}){TH}(?: {OF}(?P<month>{MONTH})\.?)?|(?P<alone>{MONTH})\.?)"
    r"(?: ?- ?| (?:to|until|till|through|bis|ile|по|(?P<and>and)) )$"
)
SINCE = re.compile(r"(?<!\w)(since|after|from|before|until|till) $|(?<!\S)(\.\.)/?$")
OPEN_END = re.compile(r"/?\.\.(?!\S)")


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
    """The period around what was found, and where in the text it stands."""
    days = _days(found)
    if not days:
        return None, 0, 0
    start, end = found.span()
    before = text[:start]
    earlier, word, open_end = FIRST_END.search(before), SINCE.search(before), OPEN_END.match(text, end)
    began = _first_end(earlier, days) if earlier else None
    joined = BETWEEN.match(text, end)
    other = OTHER_END.match(text, joined.end()) if joined else None
    until = _days(other) if other else None
    first: date | None
    last: date | None
    first, last = days
    if earlier and began:
        first, start = began, earlier.start()
    elif other and until and until[1] >= days[0]:
        opens = re.search(r"(?<!\w)(?:from|between) $", before)
        start, end, last = opens.start() if opens else start, other.end(), until[1]
    elif open_end:
        last, end = None, open_end.end()
    elif word:
        first, last, start = *_open(word[1] or word[2], days), word.start()
    elif found.lastgroup == "y7":
        return None, 0, 0
    return Period(first, last, text[start:end]), start, end


def _open(word: str, days: tuple[date, date]) -> tuple[date | None, date | None]:
    """What stands before or after these days, by the word before them."""
    first, last = days
    ends = {"before": (None, first - timedelta(1)), "after": (last + timedelta(1), None)}
    return ends.get(word, (first, None) if word in ("since", "from") else (None, last))


def _first_end(found: re.Match[str], days: tuple[date, date]) -> date | None:
    """The first day of a period that ends on the last of `days`, which say the year and perhaps the month."""
    if found["and"] and found["opens"] != "between":
        return None
    month = NUMBERS.get(found["month"] or found["alone"] or "", days[1].month)
    if found["day"] and days[0] != days[1]:
        return None
    try:
        first = date(days[1].year, month, int(found["day"] or 1))
    except ValueError:
        return None
    return first if first <= days[0] else None


def _days(found: re.Match[str]) -> tuple[date, date] | None:
    """The first and last day of what was found; None where there is no such day."""
    parts = {name[0]: value for name, value in found.groupdict().items() if value}
    year = int(parts["y"]) if len(parts["y"]) > 2 else 2000 + int(parts["y"])
    month = NUMBERS[parts["w"]] if "w" in parts else int(parts.get("m", 0))
    day = int(parts.get("d", 0))
    try:
        first = date(year, month or 1, day or 1)
        last = first if day else _last_of(year + 9 * ("s" in parts), NUMBERS.get(parts.get("x", ""), month) or 12)
        last = date(year, month, int(parts["t"])) if "t" in parts else last
    except (ValueError, IndexError):
        return None
    return (first, last) if first <= last else None


def _last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
