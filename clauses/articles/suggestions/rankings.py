"""The rankings of records for one passage, each by one rule, and the reasons in words.

words      whole words in common with the record's own (`likeness`)
stems      the same for stems, with those of the other names of what the passage names
names      actors and places in common, the rarer the better
days       the passage names days that the record's date allows, the more exactly the better
subject    stems in common with the definitions of its type, kind and domains
quoted     stems in common with what sources were quoted for it before
voices     the same publisher, or a speaker named in the passage, was cited for it before
near       the best that its clause, promise or agreement, or what belongs to it, gets from the rankings above
"""

from collections import Counter
from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import log

from ...models import Source
from .days import Named
from .entities import Entity, capitals_of
from .fusion import fused
from .likeness import Likeness
from .markers import SMALL
from .pool import Entry, Key
from .words import Word, stems_of

PLACES = 10  # of each ranking that count: as many as are shown
SHOWN = 3  # words in one reason


@dataclass(frozen=True)
class Passage:
    """What of a passage is compared.

    `said` are its words; `words` the stems, each with a word of it that has the stem, and those of the names that it
    means by other names.
    """

    said: list[str]
    words: dict[str, str]
    entities: list[Entity]
    days: list[Named]
    publisher: int | None = None

    @classmethod
    def of(cls, words: Iterable[Word], entities: list[Entity], days: list[Named], source: Source | None) -> "Passage":
        """The passage of these words, with those of the entities that it names."""
        said = [token for word in words for token in word.tokens if token not in SMALL]
        stems = {stem: token for token in said for stem in stems_of(token)}
        stems |= {stem: stem for word in words for stem in word.stems if stem not in stems}
        capitals = capitals_of(words)
        meant = [stem for one in entities if one.single & capitals for stem in stems_of(one.name)]
        stems |= {stem: stem for stem in meant if stem not in stems}
        named = [one for one in entities if one.is_named(capitals, stems.keys())]
        return cls(said, stems, named, days, source.publisher_id if source else None)


@dataclass(frozen=True)
class Ranked:
    """One record's fused score and why, the reasons in the order of the rules."""

    entry: Entry
    score: float
    reasons: tuple[str, ...]


class Rankings:
    """All rankings over the same records."""

    def __init__(self, entries: dict[Key, Entry], rarity: dict[str, float]):
        self.entries, self.rarity = entries, rarity
        self.rules = (self.by_names, self.by_days, self.by_subject, self.by_quotes, self.by_voices)
        self.by_words = Likeness({key: entry.words for key, entry in entries.items()})
        self.by_stems = Likeness({key: entry.stems for key, entry in entries.items()})

    @cached_property
    def rarity_of_entities(self) -> dict[Key, float]:
        held = Counter(key for entry in self.entries.values() for key in entry.entities)
        return {key: log(1 + len(self.entries) / count) for key, count in held.items()}

    @cached_property
    def rarity_of_topics(self) -> dict[str, float]:
        held = Counter(stem for entry in self.entries.values() for stem in entry.topics)
        return {stem: log(1 + len(self.entries) / count) for stem, count in held.items()}

    def ranked(self, passage: Passage, limit: int) -> list[Ranked]:
        """The likeliest records first; who is equal, by kind and code."""
        rankings = [self.by_words.scores(passage.said), self.by_stems.scores(list(passage.words))]
        rankings += [self.ranking(rule, passage) for rule in self.rules]
        first = fused(rankings, places=PLACES)
        scores = fused([*rankings, self.near(first)], places=PLACES)
        order = sorted(scores, key=lambda key: (-scores[key], key[0], self.entries[key].record.code))[:limit]
        return [Ranked(self.entries[key], scores[key], self.reasons(key, passage, first)) for key in order]

    def ranking(self, rule: Callable[[Entry, Passage], float], passage: Passage) -> dict[Key, float]:
        scores = {key: rule(entry, passage) for key, entry in self.entries.items()}
        return {key: score for key, score in scores.items() if score > 0}

    # --- The rules: how well one record fits, 0 where not at all

    def by_names(self, entry: Entry, passage: Passage) -> float:
        shared = {one.key for one in passage.entities} & entry.entities
        return sum(self.rarity_of_entities[key] for key in sorted(shared))

    def by_days(self, entry: Entry, passage: Passage) -> float:
        if entry.days is None:
            return 0.0
        fits = [named for named in passage.days if overlap(entry, named)]
        return max((1 / (_length(*entry.days) + _length(named.start, named.end)) for named in fits), default=0.0)

    def by_subject(self, entry: Entry, passage: Passage) -> float:
        shared = passage.words.keys() & entry.topics
        return sum(self.rarity_of_topics[stem] for stem in sorted(shared))

    def by_quotes(self, entry: Entry, passage: Passage) -> float:
        shared = passage.words.keys() & entry.quoted
        return sum(self.rarity.get(stem, 0) for stem in sorted(shared))

    def by_voices(self, entry: Entry, passage: Passage) -> float:
        speakers = {one.pk for one in passage.entities if one.kind == "actor"}
        return float(entry.publishers[passage.publisher] + sum(entry.speakers[pk] for pk in speakers))

    def near(self, scores: dict[Key, float]) -> dict[Key, float]:
        """The best score of what a record belongs to, or of what belongs to it."""
        found: dict[Key, float] = {}
        pairs = ((key, other) for key, entry in self.entries.items() for other in entry.near & self.entries.keys())
        for one, other in pairs:
            for key, beside in ((one, other), (other, one)):
                if beside in scores:
                    found[key] = max(found.get(key, 0.0), scores[beside])
        return found

    # --- Why, in words

    def reasons(self, key: Key, passage: Passage, first: dict[Key, float]) -> tuple[str, ...]:
        entry, found = self.entries[key], []
        names = list(dict.fromkeys(one.name for one in passage.entities if one.key in entry.entities))
        found += [f"names {', '.join(names[:SHOWN])}"] if names else []
        found += [f"dated {named.spoken}, as here" for named in passage.days[:1] if overlap(entry, named)]
        found += self._shared("says", entry.stems.keys(), passage)
        found += self._shared("its subject:", entry.topics, passage)
        found += self._shared("quoted before for", entry.quoted, passage)
        found += ["cited by the same publisher before"] if entry.publishers[passage.publisher] else []
        near = [other for other in sorted(entry.near) if other in first]
        found += [f"belongs to “{self.entries[other].record}”" for other in near[:1]]
        return tuple(found) or ("belongs to a record that fits",)

    def _shared(self, what: str, stems: Set[str], passage: Passage) -> list[str]:
        said = (stem for stem in passage.words.keys() & stems if passage.words[stem] in passage.said)
        shared = sorted(said, key=lambda stem: (-self.rarity.get(stem, 0), stem))
        return [f"{what} “{'”, “'.join(passage.words[stem] for stem in shared[:SHOWN])}”"] if shared else []


def overlap(entry: Entry, named: Named) -> bool:
    """Whether the record's date allows a day of those named."""
    return entry.days is not None and entry.days[0] <= named.end and named.start <= entry.days[1]


def _length(start: date, end: date) -> int:
    return (end - start).days + 1
