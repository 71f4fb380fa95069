"""What is offered while a question is typed: records whose name begins or sounds so, then words that go on so.

Each look-up is one range of an index, so it costs as much for a million names as for a thousand. Words come out of the
names that were found, and from four letters on out of the newest records that hold one.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

from .. import known_on
from ..folding import LONGEST_SEARCH, code_of
from ..folding import MOST_WORDS as MOST_ASKED
from ..known_on.reports import model_of
from ..models import Row, SearchEntry, SearchName
from ..search_index.asked import LAST, Asked, Words
from ..search_index.engine import engine
from ..search_index.entries import heard, told_by
from ..search_index.layout import KINDS, TABLES
from ..search_index.sounds import sound
from ..search_index.words import forms, split
from .find import BEFORE_SOURCES, NAMES, Hit
from .names import names_of
from .nearest import Offer, finding
from .question import LITTLE, read
from .snippets import LETTERS

MOST = 8
MOST_WORDS = 3
MOST_OF_A_KIND = 3  # while there are others
SHORTEST = 2  # letters that are looked for as the beginning of a name
SHORTEST_WITHIN = 4  # and as that of a word in a text
LOOKED_AT = 40  # names or records at a time
FEW = tuple(kind.number for kind in KINDS.values() if kind.number <= KINDS["actor"].number)
YEAR_OR_WORD = re.compile(r"(?:1[5-9]|20)\d\d|[^\W\d_]+")
MANY = tuple(kind.number for kind in KINDS.values() if kind.number not in FEW)


@dataclass(frozen=True)
class Named:
    """A record, and by which of its names it is offered, where what it is called does not tell."""

    row: Row
    table: str
    also: str = ""
    is_code: bool = False  # what is in `also`


@dataclass(frozen=True)
class Suggested:
    records: list[Named] = field(default_factory=list)
    words: list[Offer] = field(default_factory=list)


def suggest(text: str) -> Suggested:
    """At most MOST ways to go on with `text`, as it is typed so far."""
    typed = text[:LONGEST_SEARCH]
    words = split(typed)
    question = read(typed)
    if not words or len(" ".join(words)) < SHORTEST or question.without:
        return Suggested()
    if question.period:
        return Suggested(words=list(finding([typed.strip()])))
    names = list(_beginning("words", FEW, " ".join(words)))
    sounding = list(_beginning("heard", FEW, heard(words)))
    others = list(_beginning("words", MANY, " ".join(words)))
    is_heard = not typed.isascii()  # other letters than those of English ask for what is written in these
    within = _within(words, is_heard) if len(words[-1]) >= SHORTEST_WITHIN else []
    called: dict[Hit, list[str]] = {}
    exact = [name for name in (*names, *others) if name.words == " ".join(words)]
    for name in (*exact, *names, *sounding, *others):
        called.setdefault(_hit(name.entry_id), []).append(name.written)
    for place in within:
        called.setdefault(_hit(place), [])
    more = list(_words(typed, words, _going_on(words, [*names, *others], within, is_heard)))
    known = {_hit(name.entry_id) for name in exact}
    return Suggested(list(islice(_records(words, called, known), MOST - len(more))), more)


def _beginning(column: str, kinds: Sequence[int], begin: str) -> Iterator[SearchName]:
    """The first names of each of these kinds that begin so, in the order of the index.

    Asked of one kind after the other: of several at once, PostgreSQL reads more of the index and sorts what it finds.
    """
    for kind in kinds if len(begin) >= SHORTEST else ():
        rows = names_of([kind]).filter(**{f"{column}__gte": begin, f"{column}__lt": f"{begin}{LAST}"})
        yield from rows.order_by(column, "entry", "pk")[:LOOKED_AT]


def _within(words: list[str], is_heard: bool) -> list[int]:
    """Places of records with all these words in their names, the last as a beginning; on a past day of those whose
    names do not come later."""
    kinds = BEFORE_SOURCES[1:] if known_on.day() else BEFORE_SOURCES
    return engine().newest(Asked(_terms(words, is_heard), columns=NAMES), LOOKED_AT, kinds)


def _terms(words: list[str], is_heard: bool) -> tuple[tuple[Words, ...], ...]:
    before = tuple((Words((word,)),) for word in words[:-1][-MOST_ASKED:] if word not in LITTLE)
    last = [Words((words[-1],), begins=True)]
    if is_heard:
        last.append(Words((sound(words[-1]),), begins=True, heard=True))
    return (*before, tuple(last))


def _hit(place: int) -> Hit:
    kind, record = told_by(place)
    return Hit(TABLES[kind], record)


def _records(words: list[str], called: dict[Hit, list[str]], exact: set[Hit]) -> Iterator[Named]:
    """Those that are public, and known on the day asked for: a few of each kind, and then the others.

    Among those of a few, first the ones of exactly this name, then those that are best known by it.
    """
    rows: dict[Hit, Row] = {}
    for table in dict.fromkeys(hit.table for hit in called):
        keys = [hit.record for hit in called if hit.table == table]
        found: Any = cast(type[Row], model_of(table)).objects.published().filter(pk__in=keys)
        found = found.select_related("agreement") if table == "clause" else found
        rows |= {Hit(table, row.pk): row for row in found}
    named = {hit: _named(words, rows[hit], hit.table, names) for hit, names in called.items() if hit in rows}
    of_a_kind: Counter[str] = Counter()
    first: list[Hit] = []
    later: list[Hit] = []
    for hit in named:
        (first if of_a_kind[hit.table] < MOST_OF_A_KIND else later).append(hit)
        of_a_kind[hit.table] += 1
    first.sort(key=lambda hit: (hit not in exact, bool(named[hit].also)))
    yield from (named[hit] for hit in (*first, *later))


def _named(words: list[str], row: Row, table: str, names: list[str]) -> Named:
    """The record by the name that begins so, a code last, unless what it is called holds all the words."""
    called = split(str(row))
    if not names or all(any(other.startswith(word) for other in called) for word in words):
        return Named(row, table)
    codes = {getattr(row, name) for name in KINDS[table].codes}
    also = min(names, key=lambda name: name in codes)
    titles = {getattr(row, name) for name in KINDS[table].titles}
    return Named(row, table) if also in titles else Named(row, table, also, also in codes)


def _going_on(words: list[str], names: Iterable[SearchName], within: list[int], is_heard: bool) -> list[str]:
    """The words that begin as the last one does, as they are written, those that were met most often first."""
    last, met, written = words[-1], Counter[str](), dict[str, Counter[str]]()
    for name in names:
        met.update(name.words.split()[len(words) - 1 : len(words)])
        _note(name.written, written)
    if len(last) >= SHORTEST_WITHIN:
        places = {*within, *engine().newest(Asked(_terms(words, is_heard)), LOOKED_AT)}
        for held in SearchEntry.objects.filter(pk__in=places).values_list("names", "text"):
            met.update({word for text in held for word in text.split() if word.startswith(last)})
            if is_heard:
                met.update({word for word in held[0].split() if sound(word).startswith(sound(last))})
        for name in names_of((*FEW, *MANY)).filter(entry__in=places).order_by("pk"):
            _note(name.written, written)
    ordered = sorted(met, key=lambda word: (-met[word], word))
    return [min(written.get(word) or {word: 1}, key=lambda one: -written.get(word, met)[one]) for word in ordered]


def _note(name: str, written: dict[str, Counter[str]]) -> None:
    """How the words of a name are written: Türkiye for turkiye. A code tells nothing of it."""
    for found in () if code_of(name) == name else LETTERS.findall(name):
        for word in split(found):
            written.setdefault(word, Counter())[found] += 1


def _words(typed: str, words: list[str], others: list[str]) -> Iterator[Offer]:
    """Questions with one of these in place of the last word, each with how many records answer it."""
    before, _, last = typed.strip().rpartition(" ")
    if split(last) != words[-1:]:
        return
    given, texts = set(forms(words[-1])), []
    for word in others:
        if given.isdisjoint(split(word)) and YEAR_OR_WORD.fullmatch(word):
            given.update(*map(forms, split(word)))
            texts.append(f"{before} {word}".strip())
    yield from islice(finding(texts[: 2 * MOST_WORDS]), MOST_WORDS)
