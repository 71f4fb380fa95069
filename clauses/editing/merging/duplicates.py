"""Records that are likely the same thing twice, each pair with the reason in words. Nothing is decided here.

Comparing each record with every other would be 50 million comparisons for 10,000 records. Records are put into a few
orders instead, by name, by name read backwards, by place and day, and each is compared with those just after it: what
is alike stands side by side in one of them. Of many records of one name only neighbours are compared; as some are
merged or told apart, others come to the fore. For 10,000 records this takes two to three seconds on a busy core, and
nothing until one of them changes: the pairs are kept, under a mark that every save of the table changes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.core.cache import cache
from django.db import models
from django.db.models import Count, Max
from rapidfuzz import fuzz

from ...articles.addresses import without_followers
from ...folding import fold
from ...models import Action, ActionParticipant, ActionPlace, Actor, ActorIdentifier, NotTheSame, Place, Row, Source
from ...tables import table_of

WINDOW = 12  # how many of those after a record in an order are compared with it
NAMES_ALIKE, TITLES_ALIKE, TITLES_OF_ONE_EVENT = 90, 90, 70  # per cent
SMALL_WORDS = {"of", "the", "for", "and", "in", "to", "a"}
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


@dataclass
class Entry:
    """What of a row is compared, read from the database once."""

    pk: int
    names: list[str]
    kind: str = ""
    same: set = field(default_factory=set)  # what cannot be shared by accident: identifiers, addresses
    unlike: dict = field(default_factory=dict)  # in what two rows of the same thing cannot differ, where both have it
    days: tuple[date | None, date | None] = (None, None)
    around: set = field(default_factory=set)  # places, participants
    related: set[int] = field(default_factory=set)  # rows known to be other ones, such as what a reprint repeats


def _actors() -> Iterator[Entry]:
    numbers: dict[int, set] = {}
    for pk, scheme, code in ActorIdentifier.objects.values_list("actor", "scheme", "code_there"):
        numbers.setdefault(pk, set()).add((f"the same {scheme} number", code))
    columns = ("pk", "name", "other_names", "kind", "country", "iso3")
    for pk, name, others, kind, country, iso3 in Actor.objects.values_list(*columns):
        unlike = {"country": country, "iso3": iso3}
        yield Entry(pk, bare_names(name, *others.split(";")), kind, numbers.get(pk, set()), unlike)


def _places() -> Iterator[Entry]:
    columns = ("pk", "name", "other_names", "kind", "iso3", "wikidata", "geonames")
    for pk, name, others, kind, iso3, wikidata, geonames in Place.objects.values_list(*columns):
        numbers = {("the same Wikidata item", wikidata), ("the same GeoNames number", geonames)}
        same = {(what, number) for what, number in numbers if number}
        yield Entry(pk, bare_names(name, *others.split(";")), kind, same, {"kind": kind, "iso3": iso3})


def _sources() -> Iterator[Entry]:
    columns = (
        *("pk", "kind", "title", "publisher", "url", "derived_from", "language"),
        *("published_earliest", "published_latest"),
    )
    for pk, kind, title, publisher, url, repeats, language, *days in Source.objects.values_list(*columns):
        same = {("the same address", bare_address(url))} if url else set()
        around = {("publisher", publisher)} if publisher else set()
        unlike, related = {"publisher": publisher, "language": language}, {repeats} - {None}
        yield Entry(pk, bare_names(title), kind, same, unlike, tuple(days), around, related)


def _actions() -> Iterator[Entry]:
    around: dict[int, set] = {}
    for model, name in ((ActionPlace, "place"), (ActionParticipant, "actor")):
        for pk, other in model.objects.values_list("action", name):
            around.setdefault(pk, set()).add((name, other))
    for pk, kind, title, *days in Action.objects.values_list("pk", "type", "title", "date_earliest", "date_latest"):
        yield Entry(pk, bare_names(title), kind, set(), {"type": kind}, tuple(days), around.get(pk, set()))


def bare_names(*texts: str) -> list[str]:
    """The texts folded, their words in the order of the alphabet without the small ones: their order says nothing."""
    words = (fold(text).replace(",", " ").split() for text in texts)
    kept = (" ".join(sorted(word for word in some if word not in SMALL_WORDS)) for some in words)
    return list(dict.fromkeys(name for name in kept if name))


def bare_address(url: str) -> str:
    """An address without what does not tell pages apart."""
    url = without_followers(url)[0]
    return url.partition("://")[2].removeprefix("www.").partition("#")[0].rstrip("/").casefold()


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
    likeness = _likeness(one, other, TITLES_ALIKE) if _overlap(one, other) is not False else 0
    same = [
        *(["same publisher"] if one.around & other.around else []),
        *(["dates overlap"] if _overlap(one, other) else []),
    ]
    return (likeness, ", ".join([f"titles {likeness} % alike", *same])) if likeness and same else None


def _by_event(one: Entry, other: Entry) -> tuple[int, str] | None:
    """Actions: days that overlap, a place or a participant in common, and titles that are somewhat alike."""
    shared = {what for what, _ in one.around & other.around}
    if not shared or not _overlap(one, other):
        return None
    likeness = _likeness(one, other, TITLES_OF_ONE_EVENT)
    words = {"place": "same place", "actor": "same participant"}
    said = [f"titles {likeness} % alike", "dates overlap", *(words[what] for what in sorted(shared))]
    return (likeness, ", ".join(said)) if likeness else None


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
    Actor: Rule(_actors, _by_name, (Actor, ActorIdentifier)),
    Place: Rule(_places, _by_name, (Place,)),
    Source: Rule(_sources, _by_title, (Source,)),
    Action: Rule(_actions, _by_event, (Action, ActionPlace, ActionParticipant)),
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
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair.first, pair.second))


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
