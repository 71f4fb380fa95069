"""What the text of an article and its address say of it by themselves: proposed to a person, who corrects it."""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from ..folding import code_of
from ..models import Actor, Source
from ..vocabularies import ActorKind, ReviewState, SourceKind
from .addresses import host_of, publisher_at
from .languages import language_of
from .quotations import head_and_paragraphs
from .suggestions.days import named_days
from .suggestions.entities import entities_in
from .suggestions.words import words_of

LONGEST_TITLE = 300  # characters
DATELINE = 200  # characters of the first paragraph
FEWEST_WORDS = 3  # of a title; what is shorter at the head may be the name of a section
LONGEST_CODE = 70  # characters
YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)[-./](\d{1,2})[-./](\d{1,2})(?!\d)")
DAY_FIRST = re.compile(r"(?<![\d.])(\d{1,2})\.(\d{1,2})\.((?:19|20)\d\d)(?!\d)")
WRITTEN_BY = re.compile(r"by\s+(?P<author>[^\d]{3,200})", re.IGNORECASE)


@dataclass(frozen=True)
class Described:
    """What is proposed of an article, by the names of the columns of a source; `because` says why, for some."""

    values: dict[str, object]
    because: dict[str, str] = field(default_factory=dict)


def described(text: str, address: str) -> Described:
    """What the text and the address say; what they do not say is left out."""
    head, paragraphs = head_and_paragraphs(text)
    because: dict[str, str] = {}
    publisher = publisher_at(address)
    if publisher is not None:
        because["publisher"] = f"Proposed, because {host_of(address)} is its site."
    else:
        publisher = _named_in(" ".join(head))
        if publisher is not None:
            because["publisher"] = "Proposed, because it is named above the text."
    day, where = _day_of(head, paragraphs, address)
    language = language_of(" ".join(paragraphs) or text)
    if where:
        because["published"] = f"Proposed, because it stands {where}."
    if language:
        because["language"] = "Proposed by its letters and small words."
    title = _title(head)
    values = {"title": title, "author": _author(head), "publisher": publisher, "published": day, "language": language}
    values |= {"kind": _kind(publisher), "slug": code_for(publisher, day, title, address)}
    return Described({name: value for name, value in values.items() if value}, because)


def code_for(publisher: Actor | None, day: str, title: str, address: str) -> str:
    """A code that no source has: publisher, day and the first words of the title."""
    whose = publisher.slug if publisher is not None else host_of(address).rpartition(".")[0]
    whole = code_of(f"{whose} {day} {title or address.rpartition('/')[2]}")
    made = whole if len(whole) <= LONGEST_CODE else whole[: LONGEST_CODE + 1].rpartition("-")[0] or whole[:LONGEST_CODE]
    if not made:
        return ""
    taken = set(Source._base_manager.filter(slug__startswith=made).values_list("slug", flat=True)[:1000])
    return next(each for each in (made, *(f"{made}-{n}" for n in range(2, 1003))) if each not in taken)


def _title(head: tuple[str, ...]) -> str:
    lines = [line for line in head if not _days_in(line) and not WRITTEN_BY.fullmatch(line)]
    long = (line for line in lines if len(line.split()) >= FEWEST_WORDS)
    return next(long, lines[0] if lines else "")[:LONGEST_TITLE].strip()


def _author(head: tuple[str, ...]) -> str:
    found = (WRITTEN_BY.fullmatch(line) for line in head)
    return next((match["author"].strip() for match in found if match), "")


def _day_of(head: tuple[str, ...], paragraphs: tuple[str, ...], address: str) -> tuple[str, str]:
    """The day of publication as it is stored, and where it was read."""
    places = (
        ("\n".join(head), "above the text"),
        (address, "in its address"),
        (paragraphs[0][:DATELINE] if paragraphs else "", "at the beginning of the text"),
    )
    for text, where in places:
        days = _days_in(text)
        if days:
            return days[0].isoformat(), where
    return "", ""


def _days_in(text: str) -> list[date]:
    """The days that are named with their year. What is written 06/07/2021 may be two days, and is left."""
    numbers = [(int(y), int(m), int(d)) for y, m, d in YEAR_FIRST.findall(text)]
    numbers += [(int(y), int(m), int(d)) for d, m, y in DAY_FIRST.findall(text)]
    found = []
    for year, month, day in numbers:
        try:
            found.append(date(year, month, day))
        except ValueError:
            continue
    return found + [named.start for named in named_days(text) if named.start == named.end]


def _named_in(head: str) -> Actor | None:
    """The medium that the lines above the text name."""
    named = [one.pk for one in entities_in(words_of(head)) if one.kind == "actor"] if head else []
    media = Actor.objects.filter(pk__in=named, kind=ActorKind.MEDIA).exclude(state=ReviewState.WITHDRAWN)
    return media.order_by("pk").first()


def _kind(publisher: Actor | None) -> str:
    """What most sources of the publisher are."""
    if publisher is None:
        return SourceKind.NEWS
    kinds = Counter(publisher.published_sources.order_by("-pk").values_list("kind", flat=True)[:100])
    return kinds.most_common(1)[0][0] if kinds else SourceKind.NEWS
