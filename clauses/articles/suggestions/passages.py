"""The passages of an article that look like a follow-up action or a commitment.

Sentences are ranked by four rules, fused by place: words of doing or promising (`markers`), days, words of the domains
and types of action, and how well the likeliest record fits. Names alone are no rule: an article names the states in
every second sentence. From each sentence the stretch with most of the likeliest records' words and of days is taken,
LONGEST_QUOTE words at most and never the whole sentence, as quotations are.
"""

import hashlib
from collections.abc import Set
from dataclasses import dataclass, replace

from ...folding import fold
from ...models import Source
from ...models.base import LONGEST_QUOTE
from ..quotations import paragraphs
from .days import named_days
from .fusion import fused
from .markers import HAPPENED, PROMISED
from .pool import asked_with
from .rankings import SHOWN, Passage, Ranked, Rankings
from .records import entries_for
from .sentences import Sentence, sentences_of
from .words import Word

SHORTEST_SENTENCE = 5  # words
READ = 3  # sentences that are checked against records for one that is proposed
EDGES = ".,;:!?…()[]\"“”„'‘’«»–—"


@dataclass(frozen=True)
class Found:
    """One sentence with its passage, the likeliest records and its score."""

    sentence: Sentence
    passage: Passage
    ranked: list[Ranked]
    rarity: dict[str, float]
    common: Set[str] = frozenset()
    score: float = 0.0


def passage_digest(quote: str) -> str:
    """SHA-256 of the words of a passage, folded: by this a rejected passage is known again."""
    return hashlib.sha256(fold(quote).encode()).hexdigest()


def found_in(source: Source, text: str, *, limit: int, records: int) -> list[Found]:
    """The sentences worth proposing, best first, each with the `records` likeliest records."""
    sentences = _worth_reading(text, limit * READ)
    days = [named_days(sentence.text, source.published_latest) for sentence in sentences]
    asked = asked_with(" ".join(one.text for one in sentences), [named for some in days for named in some])
    rankings = Rankings(entries_for(asked), asked.rarity)
    found = []
    for sentence, named in zip(sentences, days, strict=True):
        passage = Passage.of(sentence.words, asked.entities, named, source)
        found.append(Found(sentence, passage, rankings.ranked(passage, records), asked.rarity, asked.common))
    return _in_order(found, rankings)


def _worth_reading(text: str, most: int) -> list[Sentence]:
    """The sentences with most words of doing or promising, in their order."""
    sentences = [one for one in sentences_of(paragraphs(text)) if len(one.words) >= SHORTEST_SENTENCE]
    best = sorted(sentences, key=lambda one: (-(one.happened + one.promised), one.paragraph, one.start))[:most]
    return sorted(best, key=lambda one: (one.paragraph, one.start))


def _in_order(found: list[Found], rankings: Rankings) -> list[Found]:
    """The sentences by their fused score; who is equal, in the order of the article."""
    rules = (
        lambda one: one.sentence.happened + one.sentence.promised,
        lambda one: len(one.passage.days),
        lambda one: sum(rankings.rarity_of_topics.get(stem, 0) for stem in one.passage.words),
        lambda one: one.ranked[0].score if one.ranked else 0,
    )
    scores = fused({number: rule(one) for number, one in enumerate(found)} for rule in rules)
    order = sorted(scores, key=lambda number: (-scores[number], number))
    return [replace(found[number], score=scores[number]) for number in order]


def is_promise(one: Found) -> bool:
    """Whether the words speak of what is owed rather than of what was done; the likeliest record decides a draw."""
    if one.sentence.promised != one.sentence.happened:
        return one.sentence.promised > one.sentence.happened
    return bool(one.ranked) and one.ranked[0].entry.kind in ("commitment", "clause")


def reasons(one: Found) -> tuple[str, ...]:
    """Why the sentence is proposed, in plain words."""
    tokens = [token for word in one.sentence.words for token in word.tokens]
    marked = list(dict.fromkeys(token for token in tokens if token.startswith((*HAPPENED, *PROMISED))))
    found = [f"says “{'”, “'.join(marked[:SHOWN])}”"] if marked else []
    names = list(dict.fromkeys(entity.name for entity in one.passage.entities))
    found += [f"names {', '.join(names[:SHOWN])}"] if names else []
    found += [f"names a day: {named.spoken}" for named in one.passage.days[:1]]
    found += [f"like “{one.ranked[0].entry.record}”"] if one.ranked else []
    return tuple(found)


def stretch(one: Found) -> tuple[int, int]:
    """Where the words to quote begin and end in the paragraph: those with most of what the rules found."""
    words = one.sentence.words
    worth = [_worth(word, one) for word in words]
    size = min(LONGEST_QUOTE, len(words) - 1)  # a whole sentence is never quoted
    first = max(range(len(words) - size + 1), key=lambda at: (sum(worth[at : at + size]), -at))
    last = first + size - 1
    while last > first and not worth[last]:
        last -= 1
    while first < last and not worth[first]:
        first += 1
    return _without_edges(words[first : last + 1])


def _worth(word: Word, one: Found) -> float:
    """How much of a word is in the likeliest records; a day counts like the rarest word, for most dates are cited."""
    likely = [ranked.entry.stems.keys() | ranked.entry.topics for ranked in one.ranked[:SHOWN]]
    told = sum(one.rarity.get(stem, 0) for stem in word.stems for stems in likely if stem in stems) / SHOWN
    dated = any(token in named.words for named in one.passage.days for token in word.tokens)
    return told + dated * max(one.rarity.values(), default=1)


def _without_edges(words: tuple[Word, ...]) -> tuple[int, int]:
    """The place of the words without the marks before the first and after the last."""
    first, last = words[0], words[-1]
    start = first.start + len(first.text) - len(first.text.lstrip(EDGES))
    return start, last.end - len(last.text) + len(last.text.rstrip(EDGES))
