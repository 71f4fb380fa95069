"""What the first sentences of all records are put together from: days, names, the tense of a past day."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from html import unescape

from django.utils.html import conditional_escape, format_html, format_html_join, strip_tags
from django.utils.safestring import mark_safe

from .... import dates, known_on
from ....models import Action, Actor, Place
from ....vocabularies import ActorKind
from ..counting import in_a_row, in_letters

# States and places whose names have the article, by their first word or by a word in them.
FIRST = ("United", "Netherlands", "Philippines", "Gambia", "Bahamas", "Maldives")
WITHIN = ("Republic", "Federation", "Kingdom", "Union", "Islands", "Emirates", "States", "Sea", "Ocean", "Gulf")
BODIES = ("Association", "Committee", "Council", "Forces", "Foundation", "Group", "Movement", "Party", "Union")


def as_text(answer: str) -> str:
    """The words of a sentence without its links."""
    return unescape(strip_tags(answer))


def sentence(words: str) -> str:
    """With a capital letter and a full stop, where it has none; of words that are safe HTML, which may begin with a
    tag."""
    words = conditional_escape(words)
    start = words.index(">") + 1 if words.startswith("<") else 0
    closed = as_text(words).rstrip("”’ ").endswith((".", "?", "!"))
    return mark_safe(  # noqa: S308  # a letter of what was escaped above
        words[:start] + words[start : start + 1].upper() + words[start + 1 :] + ("" if closed else ".")
    )


def sentences(parts: Iterable[str]) -> str:
    """Several sentences, without the empty ones."""
    return format_html_join(" ", "{}", ((sentence(part),) for part in parts if part))


def listed(parts: Iterable[str], most: int = 0, more: str = "other") -> str:
    """“A, B and C”; of more than `most` the first, and “3 others”."""
    parts = list(parts)
    if most and len(parts) > most + 1:
        parts = [*parts[:most], in_letters(len(parts) - most, more)]
    return in_a_row(parts)


@dataclass(frozen=True)
class Tense:
    """The verbs of a sentence about what is known, or was on a past day."""

    known_by: str = ""  # as in “by 31 December 2021”
    are: str = "are"
    have: str = "have"
    has: str = "has"

    def be(self, count: int) -> str:
        if self.known_by:
            return "was" if count == 1 else "were"
        return "is" if count == 1 else "are"

    def have_been(self, count: int) -> str:
        if self.known_by:
            return "had been"
        return "has been" if count == 1 else "have been"

    def by_then(self, words: str) -> str:
        """The sentence, with the day that it speaks of before it."""
        return format_html("by {}, {}", self.known_by, words) if self.known_by else words


def tense() -> Tense:
    """That of the day that is asked for."""
    day = known_on.day()
    return Tense(dates.words(day.isoformat()) if day else "")


def when(text: str) -> str:
    """An uncertain date as a sentence says it: “on 13 May 2025”, “from 5 to 8 October 2021”, “in 2022”."""
    parsed = dates.parse(text)
    start, end = parsed.start, parsed.end
    if parsed.kind == "point" and start:
        return _at(start)
    if start is None or end is None:
        return _half_open(parsed)
    marks = {start.qualifier, end.qualifier} - {""}
    if start.days == end.days:
        return _at(replace(start, qualifier="%" if len(marks) > 1 else "".join(marks)))
    possibly = ""
    if start.qualifier == end.qualifier != "":
        possibly = f"{dates.QUALIFIERS[start.qualifier]} "
        start, end = replace(start, qualifier=""), replace(end, qualifier="")
    if parsed.kind == "one_of":
        within = dates.parse(f"[{start.text}..{end.text}]").words.removeprefix("once ")
        return f"on a day {within}" if start.day and end.day else f"some time {within}"
    return f"{possibly}from {dates.parse(f'{start.text}/{end.text}').words}"


def _at(point: dates.Point) -> str:
    mark = dates.QUALIFIERS[point.qualifier]
    words = replace(point, qualifier="").words()
    if point.qualifier in ("~", "%"):
        return f"{mark} {words}"
    return " ".join(part for part in (mark, "on" if point.day else "in", words) if part)


def _half_open(parsed: dates.UncertainDate) -> str:
    if parsed.kind == "one_of":
        return parsed.words
    if parsed.start:
        end = "until a day that is not known" if parsed.text.endswith("/") else "with an open end"
        return f"from {parsed.start.words()}, {end}"
    return f"until {parsed.end.words()}" if parsed.end else ""


def is_plain(text: str) -> bool:
    """Whether it is a day, a month, a year or a span with both ends, without any doubt."""
    parsed = dates.parse(text) if text and not dates.is_in_doubt(text) else None
    return parsed is not None and parsed.kind != "one_of" and bool(parsed.start and parsed.end)


def when_done(action: Action) -> str:
    """When an action was, loaded with its first report: “on 13 May 2025”, “undated, first reported in June 2022”."""
    if action.date:
        return when(action.date)
    first = vars(action).get("first_report")
    return f"undated, first reported {when(first)}" if first else "without a date"


def with_article(row: Actor | Place) -> str:
    """The name as running text has it, with its article where English gives it one: “the Milli Majlis”."""
    return f"the {row.name}" if _has_article(row) else row.name


def _has_article(row: Actor | Place) -> bool:
    words = row.name.split()
    if words[0] == "The":
        return False
    if isinstance(row, Place) or row.kind == ActorKind.STATE:
        return words[0] in FIRST or any(word in WITHIN for word in words)
    if row.kind in (ActorKind.BODY, ActorKind.OFFICE):
        return True
    if row.kind == ActorKind.IGO:
        return len(words) > 1
    return row.kind == ActorKind.OTHER and ("of" in words or words[-1] in BODIES)
