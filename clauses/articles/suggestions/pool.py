"""The records that a text could be about, fetched in a bounded number of queries and rows however many there are.

The search columns are asked twice: how many rows hold each stem, which says how telling it is, and which rows hold the
most telling ones. Only those, MOST of a table, are read and ranked (`rankings`).
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import log

from ...models import Action, Agreement, AgreementName, Clause, ClauseText, Commitment, Row
from .days import Named
from .entities import Entity, entities_in
from .reach import frequencies
from .words import Word, stems_of, told_by, words_of

MOST_STEMS = 500  # of a text; the sentences of one article that are compared seldom have more
MOST_TELLING = 150  # of them that rows of one table are found by
FEW = 3  # rows that hold a stem which tells them from others, in however few rows
COMMON = 20  # a stem that one row in so many holds tells nothing
SEARCHED: tuple[type[Row], ...] = (Agreement, AgreementName, Clause, ClauseText, Commitment, Action)
Key = tuple[str, int]


@dataclass
class Entry:
    """What is known of one record for ranking it.

    `words` are its own, without the small ones, and `stems` theirs; `told` are the words, `topics` the stems of the
    definitions of its type, kind and domains. `days` are the first and last day that its date allows. `quoted`,
    `publishers` and `speakers` come from its earlier citations; `near` is what it belongs to.
    """

    kind: str
    record: Row
    words: Counter[str] = field(default_factory=Counter)
    stems: Counter[str] = field(default_factory=Counter)
    topics: set[str] = field(default_factory=set)
    entities: set[Key] = field(default_factory=set)
    days: tuple[date, date] | None = None
    quoted: set[str] = field(default_factory=set)
    publishers: Counter[int | None] = field(default_factory=Counter)
    speakers: Counter[int | None] = field(default_factory=Counter)
    near: set[Key] = field(default_factory=set)
    told: Counter[str] = field(default_factory=Counter)

    @property
    def key(self) -> Key:
        return self.kind, self.record.pk

    def add(self, *texts: str) -> None:
        for text in texts:
            self.words.update(told_by(text))
            self.stems.update(stems_of(text))

    def about(self, *texts: str) -> None:
        """Adds the words of its type, kind or domains, as the closed lists and domains define them."""
        for text in texts:
            self.topics.update(stems_of(text))
            self.told.update(told_by(text))

    def cited(self, quote: str, publisher: int | None, speaker: int | None) -> None:
        """Adds an earlier citation of it."""
        self.quoted.update(stems_of(quote))
        self.publishers.update({publisher} - {None})
        self.speakers.update({speaker} - {None})


@dataclass(frozen=True)
class Asked:
    """What a text is asked with: its words, its stems with their rarity, those that find rows of each table, and whom
    and when it names. `common` are the stems that many rows hold."""

    words: list[Word]
    rarity: dict[str, float]
    telling: Mapping[type[Row], dict[str, float]]
    entities: list[Entity]
    days: list[Named]
    common: frozenset[str] = frozenset()


def asked_with(text: str, days: list[Named]) -> Asked:
    words = words_of(text)
    entities = entities_in(words)
    stems = [stem for word in words for stem in word.stems]
    meant = [stem for one in entities for stem in stems_of(one.name)]
    chosen = list(dict.fromkeys([*stems, *meant]))[:MOST_STEMS]
    counted = {model: frequencies(model, chosen) for model in SEARCHED} if chosen else {}
    rarity = _rarity(chosen, counted)
    telling = {model: _telling(rarity, held) for model, (_, held) in counted.items()}
    return Asked(words, rarity, telling, entities, days, _common(chosen, counted))


def _common(stems: list[str], counted: Mapping[type[Row], tuple[int, dict[str, int]]]) -> frozenset[str]:
    total = sum(rows for rows, _ in counted.values())
    held = {stem: sum(counts[stem] for _, counts in counted.values()) for stem in stems}
    return frozenset(stem for stem in stems if held[stem] > max(FEW, total / COMMON))


def _rarity(stems: list[str], counted: Mapping[type[Row], tuple[int, dict[str, int]]]) -> dict[str, float]:
    """How telling each stem is: the logarithm of how few rows of the search columns hold it, above 0 for each."""
    total = sum(rows for rows, _ in counted.values())
    held = {stem: sum(counts[stem] for _, counts in counted.values()) for stem in stems}
    return {stem: log(1 + (total - held[stem] + 0.5) / (held[stem] + 0.5)) for stem in stems}


def _telling(rarity: dict[str, float], held: dict[str, int]) -> dict[str, float]:
    """The rarest stems that rows of one table hold at all."""
    found = sorted((stem for stem in rarity if held[stem]), key=lambda stem: (-rarity[stem], stem))
    return {stem: rarity[stem] for stem in found[:MOST_TELLING]}
