"""What a passage gives a new record: its day, and the places and people that it names. For a person to look at."""

from dataclasses import dataclass

from ..models import Actor, Place, Source
from ..vocabularies import PlaceKind
from .likely_type import likely_type
from .marking import sentence_around, words_at
from .quotations import Article
from .spans import Span
from .suggestions.days import named_days
from .suggestions.entities import Entity, capitals_of, entities_in
from .suggestions.words import words_of
from .taking_part import taking_part

MOST = 8  # places, and as many actors
YEAR_FOLLOWS = "The year follows from the day of publication."


@dataclass(frozen=True)
class Recognised:
    """A place or an actor that the sentence names; `is_meant` where the passage itself does, as one that took part."""

    pk: int
    name: str
    is_meant: bool


@dataclass(frozen=True)
class Filled:
    """What the passage and the sentence around it say. `day` is an uncertain date; `is_day_quoted` where the passage
    itself names it."""

    day: str = ""
    day_reason: str = ""
    type: str = ""
    places: tuple[Recognised, ...] = ()
    actors: tuple[Recognised, ...] = ()
    is_day_quoted: bool = False


def filled(article: Article, place: Span, source: Source) -> Filled:
    """In as many queries for many names as for one."""
    passage, sentence = words_at(article, place), sentence_around(article, place)
    named = entities_in(words_of(sentence))
    days = [named_days(text, source.published_latest) for text in (passage, sentence)]
    day = next((some[0] for some in days if some), None)
    reason = YEAR_FOLLOWS if day and str(day.start.year) not in day.words else ""
    return Filled(
        day=day.edtf if day else "",
        day_reason=reason,
        type=likely_type(passage, sentence),
        places=_places(named, passage),
        actors=_actors(named, passage),
        is_day_quoted=bool(days[0]),
    )


def _is_in(entity: Entity, passage: str) -> bool:
    words = words_of(passage)
    return entity.is_named(capitals_of(words), {stem for word in words for stem in word.stems})


def _places(named: list[Entity], passage: str) -> tuple[Recognised, ...]:
    own = {one.pk: one for one in named if one.kind == "place"}
    rows = Place.objects.filter(pk__in=own).order_by("name", "pk")[:MOST]
    # a country is named as who acts, too: that something happened in it, a person says
    return tuple(
        Recognised(row.pk, row.name, row.kind != PlaceKind.COUNTRY and _is_in(own[row.pk], passage)) for row in rows
    )


def _actors(named: list[Entity], passage: str) -> tuple[Recognised, ...]:
    own = {one.pk: one for one in named if one.kind == "actor"}
    rows = list(Actor.objects.filter(pk__in=own).order_by("name", "pk")[:MOST])
    meant = taking_part([row for row in rows if _is_in(own[row.pk], passage)], own, passage)
    return tuple(Recognised(row.pk, row.name, row.pk in meant) for row in rows)
