"""Days as people write them, read as uncertain dates: 15 June 2021, 15.6.2021, about June 2021, 5–8 October 2021.

For forms alone, which show the reading before anything is saved; files and imports keep to `clauses.dates`. A text with
two readings, as 06/07/2021, is refused with both.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

from ... import dates
from ...articles.suggestions.markers import MONTHS
from ...dates import DateError, Point
from ...folding import fold

EXAMPLES = "15 June 2021, 15.6.2021, June 2021, about 2021, 5–8 October 2021, between 31 January and 6 February 2022"
A_DAY = "Write year, month and day, as in 2021-07-06. Or as people write it: 6 July 2021."
ONE_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
LONGEST = 100  # characters
NUMBERS = {fold(name): number for name, number in MONTHS.items()}
NAMES = "|".join(sorted(map(re.escape, NUMBERS), key=len, reverse=True))
MONTH = f"(?P<month>{NAMES})"
DAY, YEAR = r"(?P<day>\d{1,2})(?:st|nd|rd|th|\.)?", r"(?P<year>\d{4})"
MARKS = {
    "~": r"(?:about|around|circa|ca?\.?|approximately)",
    "?": r"(?:possibly|perhaps|maybe)",
    "%": r"(?:possibly|perhaps|maybe) (?:about|around)",
}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
AMERICAN = re.compile(rf"({NAMES})\.? (\d{{1,2}}) ?(?:-|to) ?(\d{{1,2}}),? (\d{{4}})", re.ASCII)
WINTER = re.compile(r"winter (\d{4})(?: ?[-/] ?(\d{4}|\d{2}))?", re.ASCII)


@dataclass(frozen=True)
class Written:
    """A day, month or year as far as it is written: what it lacks, the other end of a range may give."""

    year: int = 0
    month: int = 0
    day: int = 0
    mark: str = ""

    def within(self, other: "Written") -> "Written":
        """As the start of a range that ends with `other`: “5” to “8 October 2021”."""
        lacks_month = self.day and not self.month
        return replace(self, year=self.year or other.year, month=other.month if lacks_month else self.month)

    @property
    def text(self) -> str:
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part)]
        return "-".join(parts) + self.mark


@dataclass(frozen=True)
class Reading:
    """What was typed, as EDTF and in words; or why it cannot be read, with the remedy."""

    edtf: str = ""
    words: str = ""
    problem: str = ""


def reading(text: str) -> Reading:
    """How `text` is read; all is empty where nothing was typed."""
    text = text.strip()
    found = list(dict.fromkeys(meanings(text)))
    return _one_of(text, found) or Reading(problem=_why_none(text, found)) if text else Reading()


def day_reading(text: str) -> Reading:
    """The same where nothing but one day will do."""
    text = text.strip()
    read = _one_of(text, list(dict.fromkeys(meanings(text)))) or Reading()
    if not text or (read.problem and not read.edtf) or ONE_DAY.fullmatch(read.edtf):
        return read
    return Reading(problem=f"“{_shown(text)}” is no day of the calendar. {A_DAY}")


def _one_of(text: str, found: list[str]) -> Reading | None:
    """The one reading, or why there are two; None where there is none."""
    good = [each for each in found if not dates.remedy(each)]
    if len(good) > 1:
        both = " or ".join(f"{dates.words(each)} (then write {each})" for each in good)
        return Reading(problem=f"“{_shown(text)}” can be read in two ways: {both}.")
    return Reading(good[0], dates.words(good[0])) if good else None


def _why_none(text: str, found: list[str]) -> str:
    """The refusal of `dates`, with what is wrong with the day that was meant, where there is no such day."""
    cause = "read as a date: "
    refused = dates.remedy(text)
    if found:
        refused = refused.partition(cause)[0] + cause + dates.remedy(found[0]).partition(cause)[2]
    return f"{refused} Or as people write it: {EXAMPLES}."


def _shown(text: str) -> str:
    return text[: dates.LONGEST_SHOWN]


def meanings(text: str) -> Iterator[str]:
    """All that `text` could mean in EDTF, whether or not there are such days."""
    plain = _plain(text)
    for edtf in (text, re.sub(r"\s*(/|\.\.)\s*", r"\1", text)):
        if not dates.remedy(edtf):
            yield edtf
            return
    if len(plain) > LONGEST:
        return
    points = [each.text for each in _points(plain) if each.year]
    yield from points or _seasons(plain) or _ranges(plain)


def _plain(text: str) -> str:
    """Folded, without the words that only introduce a day or follow a year."""
    folded = re.sub(r"(?<=\d{4}) (?:года|г)\.?(?=$|\W)", "", fold(text[: LONGEST + 1]))
    folded = AMERICAN.sub(r"\2 to \3 \1 \4", folded)
    return re.sub(r"^(?:on|in)(?: the)? (?!or )", "", folded)


# --- Points

WORDED = tuple(
    re.compile(pattern, re.ASCII)
    for pattern in (
        rf"{DAY}(?: of)? {MONTH}\.?(?:,? {YEAR})?",
        rf"{MONTH}\.? {DAY}(?:,? {YEAR})?",
        rf"{MONTH}\.?(?:,? {YEAR})?",
        rf"{YEAR} {MONTH}\.?",
        YEAR,
        DAY,
    )
)
YEAR_FIRST = re.compile(r"(\d{4})[-./](\d{1,2})[-./](\d{1,2})", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})\. ?(\d{1,2})\. ?(\d{4})", re.ASCII)
EITHER_FIRST = re.compile(r"(\d{1,2})([-/])(\d{1,2})\2(\d{4})", re.ASCII)
MONTH_OF_YEAR = re.compile(r"(\d{1,2})[-./](\d{4})", re.ASCII)


def _points(plain: str) -> list[Written]:
    """What one day, month or year in words or figures could be; some lack what the other end of a range says."""
    for mark, words in sorted(MARKS.items(), key=lambda each: -len(each[1])):
        match = re.fullmatch(rf"{words} (.+)", plain)
        if match:
            return [replace(each, mark=mark) for each in _unmarked(match[1]) if not each.mark]
    return _unmarked(plain)


def _unmarked(plain: str) -> list[Written]:
    try:
        point = Point.parse(plain)
        return [Written(point.year, point.month or 0, point.day or 0, point.qualifier)]
    except DateError:
        pass
    for pattern in WORDED:
        match = pattern.fullmatch(plain)
        if match:
            parts = match.groupdict()
            month = NUMBERS[parts["month"]] if parts.get("month") else 0
            return [Written(int(parts.get("year") or 0), month, int(parts.get("day") or 0))]
    return _in_figures(plain)


def _in_figures(plain: str) -> list[Written]:
    if match := YEAR_FIRST.fullmatch(plain):
        return [Written(int(match[1]), int(match[2]), int(match[3]))]
    if match := DAY_FIRST.fullmatch(plain):
        return [Written(int(match[3]), int(match[2]), int(match[1]))]
    if match := EITHER_FIRST.fullmatch(plain):
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        both = (Written(year, second, first), Written(year, first, second))
        return [each for each in both if each.month <= 12] or [both[0]]
    if match := MONTH_OF_YEAR.fullmatch(plain):
        return [Written(int(match[2]), int(match[1]))]
    return []


# --- Seasons and ranges


def _seasons(plain: str) -> list[str]:
    """Once within the three months of the season, north of the equator; a winter of one year could be either."""
    name, _, year = plain.partition(" ")
    if name in SEASONS and re.fullmatch(r"\d{4}", year, re.ASCII):
        return ["[{1}-{0[0]:02}..{1}-{0[1]:02}]".format(SEASONS[name], year)]
    match = WINTER.fullmatch(plain)
    if not match:
        return []
    start = int(match[1])
    if not match[2]:
        return [_winter(start - 1), _winter(start)]
    return [_winter(start)] if int(match[2]) % 100 == (start + 1) % 100 else []


def _winter(start: int) -> str:
    return f"[{start:04}-12..{start + 1:04}-02]"


def _just_before(edtf: str) -> str:
    return _beside(edtf, lambda point: point.first - timedelta(days=1))


def _just_after(edtf: str) -> str:
    return _beside(edtf, lambda point: point.last + timedelta(days=1))


def _beside(edtf: str, day_of: Callable[[Point], date]) -> str:
    """The neighbour of a day, month or year, as exact as that is; where there is none, what is no date."""
    try:
        point = Point.parse(edtf)
        return day_of(point).isoformat()[: {"year": 4, "month": 7, "day": 10}[point.precision]] + point.qualifier
    except DateError:
        return edtf
    except OverflowError:
        return "0000"


RANGES: tuple[tuple[str, Callable[..., str]], ...] = (
    (r"(?:once )?between (.+) and (.+)", "[{}..{}]".format),
    (r"(?:once )?(?:(?:on|in) or before|by|not? later than|not after) (.+)", "[..{}]".format),
    (r"(?:once )?(?:(?:on|in) or after|not? earlier than|not before) (.+)", "[{}..]".format),
    (r"once (?:on|in) (.+)", "[{0}..{0}]".format),
    (r"before (.+)", lambda point: f"[..{_just_before(point)}]"),
    (r"after (.+)", lambda point: f"[{_just_after(point)}..]"),
    (r"(?:from )?(.+?)(?: to | until | till | through | ?- ?)(.+)", "{}/{}".format),
    (r"from (.+), end not known", "{}/".format),
    (r"until (.+), start not known", "/{}".format),
    (r"(?:from|since) (.+?)(?:, open end)?", "{}/..".format),
    (r"until (.+?)(?:, open start)?", "../{}".format),
)


def _ranges(plain: str) -> list[str]:
    """What a range in words could be; each end may have two readings."""
    for pattern, made in RANGES:
        match = re.fullmatch(pattern, plain)
        if match:
            ends = [_points(each.strip()) for each in match.groups()]
            alike = len({len(each) for each in ends}) == 1  # nobody writes the month first here and second there
            return [
                _made(made, each) for each in (zip(*ends, strict=True) if alike else product(*ends)) if each[-1].year
            ]
    return []


def _made(made: Callable[..., str], ends: tuple[Written, ...]) -> str:
    return made(*(each.within(ends[-1]).text for each in ends))
