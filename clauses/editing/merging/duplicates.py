"""Records that are likely the same thing twice, each pair with the reason in words. Nothing is decided here.

Comparing each record with every other would be 50 million comparisons for 10,000 records. Records are put into a few
orders instead, by name, by name read backwards, by place and day, and each is compared with those just after it: what
is alike stands side by side in one of them. Of many records of one name only neighbours are compared; as some are
merged or told apart, others come to the fore. For 10,000 records this takes two to three seconds on a busy core, and
nothing until one of them changes: the pairs are kept, under a mark that every save of the table changes.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.db import models
from django.db.models import Count, Max
from rapidfuzz import fuzz

from ...models import (
    Action,
    ActionParticipant,
    ActionPlace,
    Actor,
    ActorIdentifier,
    Agreement,
    AgreementName,
    AgreementParty,
    NotTheSame,
    Place,
    Row,
    Source,
)
from ...tables import table_of
from . import entries as read
from .coincidences import FEW, TITLES_OF_A_DAY, are_elsewhere, are_one_day, are_same_people, may_be_one
from .entries import Entry

WINDOW = 12  # how many of those after a record in an order are compared with it
NAMES_ALIKE, TITLES_ALIKE, TITLES_OF_ONE_EVENT = 90, 90, 70  # per cent
SMALL = 500  # rows, which are compared in a moment
KEPT_FOR = 24 * 3600  # seconds
COMPARED = "likely-compared"  # where the mark of the large table that was compared last is kept


@dataclass(frozen=True)
class Pair:
    """Two rows of a table by their numbers, the smaller first; `likeness` in per cent."""

    first: int
    second: int
    likeness: int
    reason: str


# --- The rules --------------------------------------------------------------------------------------------------------


def _by_name(one: Entry, other: Entry) -> tuple[int, str] | None:
    """Actors and places: of one name, or of one kind and names spelled alike word for word. A minister is no ministry,
    and neither is the deputy."""
    if set(one.names) & set(other.names):
        return 100, "same folded name"
    likeness = _likeness(one, other, NAMES_ALIKE, word_for_word=True) if one.kind == other.kind else 0
    return (likeness, f"names {likeness} % alike") if likeness else None


def _by_title(one: Entry, other: Entry) -> tuple[int, str] | None:
    """Sources: alike titles of one publisher, or of one day where a publisher is missing; no reprint of each other."""
    is_of_a_day = bool(one.around & other.around) and are_one_day(one.days, other.days)
    least = TITLES_OF_A_DAY if is_of_a_day else TITLES_ALIKE
    likeness = _likeness(one, other, least) if _overlap(one, other) is not False else 0
    same = [
        *(["same publisher"] if one.around & other.around else []),
        *(["dates overlap"] if _overlap(one, other) else []),
    ]
    return (likeness, ", ".join([f"titles {likeness} % alike", *same])) if likeness and same else None


def _by_event(one: Entry, other: Entry) -> tuple[int, str] | None:
    """Actions: days that overlap, a place or a participant in common, and titles that are somewhat alike; or of one
    day and the same participants, whatever they are called, where they are not about two agreements."""
    shared = {what for what, _ in one.around & other.around}
    if not shared or not _overlap(one, other):
        return None
    likeness = _likeness(one, other, TITLES_OF_ONE_EVENT)
    words = {"place": "same place", "actor": "same participant"}
    said = [f"titles {likeness} % alike", "dates overlap", *(words[what] for what in sorted(shared))]
    if likeness:
        return likeness, ", ".join(said)
    about = {each.agreement for each in (one, other)} - {None}
    is_then = are_one_day(one.days, other.days) and not are_elsewhere(one.places, other.places)
    is_one = len(about) < 2 and is_then and are_same_people(one.people, other.people)
    return (_likeness(one, other, 0), "same type, day and participants") if is_one else None


def _by_parties(one: Entry, other: Entry) -> tuple[int, str] | None:
    """Agreements: of one day and the same parties; or of one title, unless they differ in day or parties."""
    is_same, likeness = are_same_people(one.people, other.people), _likeness(one, other, 0)
    if is_same and are_one_day(one.days, other.days):
        return (likeness, "same day and parties") if may_be_one(one.kind, other.kind, likeness) else None
    differs = _overlap(one, other) is False or (one.people and other.people and not is_same)
    return (100, "same title") if set(one.names) & set(other.names) and not differs else None


def _likeness(one: Entry, other: Entry, least: int, *, word_for_word: bool = False) -> int:
    """How alike the two most alike names are, in per cent; 0 where that is less than `least`."""
    pairs = ((a, b) for a in one.names for b in other.names if not word_for_word or a.count(" ") == b.count(" "))
    return int(max((fuzz.ratio(a, b, score_cutoff=least) for a, b in pairs), default=0))


def _overlap(one: Entry, other: Entry) -> bool | None:
    """Whether both can have been on one day; None where one has no day at all."""
    if one.days == (None, None) or other.days == (None, None):
        return None
    (start, end), (from_, until) = one.days, other.days
    return (start or date.min) <= (until or date.max) and (from_ or date.min) <= (end or date.max)


@dataclass(frozen=True)
class Rule:
    entries: Callable[[], Iterator[Entry]]
    judge: Callable[[Entry, Entry], tuple[int, str] | None]
    watched: tuple[type[Row], ...]  # the tables whose changes change the pairs


RULES: dict[type[models.Model], Rule] = {
    Actor: Rule(read.actors, _by_name, (Actor, ActorIdentifier)),
    Place: Rule(read.places, _by_name, (Place,)),
    Source: Rule(read.sources, _by_title, (Source,)),
    Action: Rule(read.actions, _by_event, (Action, ActionPlace, ActionParticipant)),
    Agreement: Rule(read.agreements, _by_parties, (Agreement, AgreementName, AgreementParty, Action)),
}


def _neighbours(entries: list[Entry]) -> Iterator[tuple[Entry, Entry]]:
    """Pairs that stand close to each other in one of the orders; a pair may come more than once."""
    named = [(name, entry) for entry in entries for name in entry.names]
    placed = ((str(what), entry) for entry in entries for what in entry.around)
    days = [((what, *(day or date.min for day in entry.days)), entry) for what, entry in placed]
    shared = [(what, entry) for entry in entries for what in entry.same]
    orders = (
        [entry for _, entry in sorted(named, key=lambda each: each[0])],
        [entry for _, entry in sorted(named, key=lambda each: each[0][::-1])],
        [entry for _, entry in sorted(days, key=lambda each: each[0])],
        [entry for _, entry in sorted(shared, key=lambda each: str(each[0]))],
    )
    for order in orders:
        for place, entry in enumerate(order):
            yield from ((entry, other) for other in order[place + 1 : place + 1 + WINDOW])


def _found(rule: Rule) -> list[Pair]:
    pairs, asked = [], set()
    for one, other in _neighbours(list(rule.entries())):
        first, second = (one, other) if one.pk < other.pk else (other, one)
        if one.pk == other.pk or (first.pk, second.pk) in asked:
            continue
        asked.add((first.pk, second.pk))
        found = _judged(rule, first, second)
        if found is not None:
            pairs.append(Pair(first.pk, second.pk, *found))
    return sorted(_without_crowds(pairs), key=lambda pair: (-pair.likeness, pair.first, pair.second))


def _without_crowds(pairs: list[Pair]) -> list[Pair]:
    """Without those that only day and people speak for where they speak for more than a few: on a day of a visit many
    agreements are signed by the same."""
    weak = [pair for pair in pairs if pair.likeness < TITLES_OF_ONE_EVENT]
    count = Counter(row for pair in weak for row in (pair.first, pair.second))
    crowded = {row for row, number in count.items() if number > FEW}
    return [p for p in pairs if p.likeness >= TITLES_OF_ONE_EVENT or not crowded & {p.first, p.second}]


def _judged(rule: Rule, one: Entry, other: Entry) -> tuple[int, str] | None:
    if other.pk in one.related or one.pk in other.related:
        return None
    shared = sorted({what for what, _ in one.same & other.same})
    if shared:
        return 100, ", ".join(shared)
    if any(one.unlike[name] and other.unlike[name] and one.unlike[name] != other.unlike[name] for name in one.unlike):
        return None
    return rule.judge(one, other)


# --- What is asked ----------------------------------------------------------------------------------------------------


def likely(model: type[models.Model]) -> list[Pair]:
    """The pairs of a table that nobody has told apart, the likeliest first. Two small queries where nothing changed."""
    mark = _place(model)
    pairs = cache.get(mark)
    if pairs is None:
        pairs = _found(RULES[model])
        cache.set(mark, pairs, KEPT_FOR)
        if not _is_small(model):
            cache.set(COMPARED, mark, KEPT_FOR)
    told = NotTheSame.objects.filter(table=table_of(model)).values_list("first", "second")
    apart = set(told) if pairs else set()
    return [pair for pair in pairs if (pair.first, pair.second) not in apart]


def is_quick(model: type[models.Model]) -> bool:
    """Whether `likely` answers at once: the table is small, or was compared since it last changed."""
    return _is_small(model) or cache.get(_place(model)) is not None


def _is_small(model: type[models.Model]) -> bool:
    return model._base_manager.count() <= SMALL


def _place(model: type[models.Model]) -> str:
    """Under what the pairs of a table are kept for as long as nothing changes."""
    return f"likely-{model._meta.model_name}-{'-'.join(map(_mark, RULES[model].watched))}"


def _mark(model: type[Row]) -> str:
    """Changes with every save and deletion of the table that its history knows of, and with every row."""
    rows = model._base_manager.aggregate(count=Count("pk"), last=Max("pk"))
    last = model.history.aggregate(when=Max("history_date"))["when"]
    return f"{rows['count']}.{rows['last']}.{last.timestamp() if last else 0}"
