"""What a passage gives a new record: its day, and the places and people that it names. For a person to look at."""

from dataclasses import dataclass

from ..models import Actor, Place, Source
from ..vocabularies import ActionType, ActorKind, PlaceKind
from .marking import sentence_around, words_at
from .quotations import Article
from .spans import Span
from .suggestions.days import named_days
from .suggestions.entities import Entity, capitals_of, entities_in
from .suggestions.words import stems_of, words_of

MOST = 8  # places, and as many actors
LABEL_COUNTS = 3  # times what a word of the definition does
YEAR_FOLLOWS = "The year follows from the day of publication."


@dataclass(frozen=True)
class Recognised:
    """A place or an actor that the sentence names; `is_meant` where the passage itself does, as one that took part."""

    pk: int
    name: str
    is_meant: bool


@dataclass(frozen=True)
class Filled:
    """What the passage and the sentence around it say. `day` is an uncertain date."""

    day: str = ""
    day_reason: str = ""
    type: str = ""
    places: tuple[Recognised, ...] = ()
    actors: tuple[Recognised, ...] = ()


def filled(article: Article, place: Span, source: Source) -> Filled:
    """In as many queries for many names as for one."""
    passage, sentence = words_at(article, place), sentence_around(article, place)
    named = entities_in(words_of(sentence))
    days = [named_days(text, source.published_latest) for text in (passage, sentence)]
    day = next((some[0] for some in days if some), None)
    reason = YEAR_FOLLOWS if day and str(day.start.year) not in day.words else ""
    return Filled(
        day.edtf if day else "", reason, likely_type(sentence), _places(named, passage), _actors(named, passage)
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
    rows = Actor.objects.filter(pk__in=own).order_by("name", "pk")[:MOST]
    return tuple(
        Recognised(row.pk, row.name, row.kind != ActorKind.MEDIA and _is_in(own[row.pk], passage)) for row in rows
    )


def likely_type(sentence: str) -> str:
    """The type of action whose name and definition have most words of the sentence; empty where none has, or two."""
    said = set(stems_of(sentence))
    scores = {
        each: LABEL_COUNTS * len(said & set(stems_of(str(each.label)))) + len(said & _defined(each))
        for each in ActionType
    }
    best, second = sorted(scores.values(), reverse=True)[:2]
    return next(each.value for each in ActionType if scores[each] == best) if best > second else ""


def _defined(kind: ActionType) -> set[str]:
    return set(stems_of(kind.definition))
