"""The actors and places that a text names, by any of their names, and the persons whose office sources have given."""

import re
from collections.abc import Iterable, Set
from dataclasses import dataclass, field

from django.db.models import Q
from django.db.models.functions import Length

from ...models import ActionParticipant, Actor, Citation, Place, Record
from ...vocabularies import ReviewState
from .reach import Weight
from .words import Word, stems_of, tokens_of

MOST = 300  # actors, places and names of persons that are compared with a text
MOST_NAMES = 100  # capitalised words of a text
SHORTEST_PERSON = 4  # letters of a surname
LETTERS = re.compile(rf"[^\W\d_]{{{SHORTEST_PERSON},}}")


@dataclass
class Entity:
    """An actor or a place, of the kind `sort`.

    `single` are its names of one word, `several` the stems of its longer names.
    """

    kind: str
    pk: int
    name: str
    sort: str = ""
    single: set[str] = field(default_factory=set)
    several: list[frozenset[str]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, int]:
        return self.kind, self.pk

    def add(self, name: str) -> None:
        tokens, stems = tokens_of(name), frozenset(stems_of(name))
        if len(tokens) == 1:
            self.single.add(tokens[0])
        elif len(stems) > 1:
            self.several.append(stems)

    def is_named(self, capitals: Set[str], stems: Set[str]) -> bool:
        """Whether a text with these capitalised words and these stems names it; the order of words is free."""
        return bool(self.single & capitals) or any(name <= stems for name in self.several)

    def is_in(self, stems: Set[str]) -> bool:
        """Whether a record's own words name it."""
        return any(set(stems_of(name)) <= stems for name in self.single if stems_of(name)) or any(
            name <= stems for name in self.several
        )


def capitals_of(words: Iterable[Word]) -> set[str]:
    return {token for word in words if word.is_capital for token in word.tokens}


def entities_in(words: list[Word]) -> list[Entity]:
    """The actors and places named in a text with these words."""
    capitals, stems = capitals_of(words), {stem for word in words for stem in word.stems}
    found: dict[tuple[str, int], Entity] = {}
    for kind, model in (("actor", Actor), ("place", Place)):
        for pk, name, sort, others in _short_ones(model, stems):
            entity = found[kind, pk] = Entity(kind, pk, name, sort)
            for each in (name, *others.split(";")):
                entity.add(each)
    places = {name for one in found.values() if one.kind == "place" for name in one.single}
    for pk, office, person in _persons(words):
        surname = tokens_of(person)[-1:]
        if surname and len(surname[0]) >= SHORTEST_PERSON and not _is_no_person(surname[0], office, places):
            found.setdefault(("actor", pk), Entity("actor", pk, office)).single.update(surname)
    for one in found.values():  # Turkey is Türkiye: what has one name may be meant by another
        if one.single & capitals:
            stems.update(stem for name in one.single for stem in stems_of(name))
    return [one for one in found.values() if one.is_named(capitals, stems)]


def _is_no_person(surname: str, office: str, places: Set[str]) -> bool:
    """Whether it is a word of the actor's own name, or a place: “the garrison of Nakhchivan” is nobody's name."""
    return surname in places or surname in tokens_of(office)


def _short_ones(model: type[Record], stems: set[str]) -> Iterable[tuple[int, str, str, str]]:
    """The rows of which the largest part is in the text, which those that it names are among."""
    share = Weight({stem: float(len(stem)) for stem in stems}) / Length("search_text")
    rows = model.objects.exclude(state=ReviewState.WITHDRAWN).annotate(share=share).order_by("-share", "pk")
    return rows.values_list("pk", "name", "kind", "other_names")[:MOST] if stems else ()


def _persons(words: list[Word]) -> Iterable[tuple[int, str, str]]:
    """Offices with the names of those who hold them, as sources give them."""
    in_text = {name for word in words if word.is_capital for name in LETTERS.findall(word.text)}
    names = sorted(in_text, key=lambda name: (-len(name), name))[:MOST_NAMES]
    if not names:
        return []
    given = (
        (Citation.objects.exclude(state=ReviewState.WITHDRAWN), "speaker", "speaker_as_reported"),
        (ActionParticipant.objects.all(), "actor", "name_as_reported"),
    )
    found: list[tuple[int, str, str]] = []
    for rows, office, reported in given:
        held = Q()
        for name in names:
            held |= Q(**{f"{reported}__contains": name})
        holders = rows.filter(held, **{f"{office}__isnull": False}).order_by(office, reported)
        found += holders.values_list(office, f"{office}__name", reported).distinct()[:MOST]
    return sorted(found)
