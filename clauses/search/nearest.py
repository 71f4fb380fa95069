"""Where nothing is found: the nearest spellings, fewer words, words that begin so; each with how many it finds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..folding import fold
from ..search_index.engine import engine
from ..search_index.sounds import sound
from ..search_index.words import split
from .find import counted
from .names import with_names
from .question import Question, read

MOST_OFFERS = 3  # of each kind
CLOSE = 3  # letters that a word may differ in, at most a third of it
LOOKED_AT = 40  # nearest words, of which those that most records hold come first among equally near ones


@dataclass(frozen=True)
class Offer:
    """Another question, as it would be typed, and how many records answer it."""

    text: str
    count: int


def did_you_mean(question: Question) -> list[Offer]:
    """The question with its unknown words spelled as records spell the nearest ones."""
    words = [word for part in question.parts for word in part.written.split()]
    vocabulary = dict(engine().vocabulary())
    unknown = [word for word in words if word not in vocabulary and not word.isdigit()]
    if not unknown or (question.period and not words):
        return []
    texts = [question.text]
    for word in unknown:
        near = _nearest(word, vocabulary)
        texts = [_spelled(text, word, other) for text in texts for other in near[:MOST_OFFERS]] or texts
    return list(_finding(text for text in dict.fromkeys(texts) if text != question.text))[:MOST_OFFERS]


def _nearest(word: str, vocabulary: dict[str, int]) -> list[str]:
    """The words that differ least, by letters or by sound; among equals the ones that most records hold."""
    most = min(CLOSE, max(1, len(word) // 3))
    choices = [other for other in vocabulary if abs(len(other) - len(word)) <= most and not other.isdigit()]
    near = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=LOOKED_AT)
    ordered = sorted(near, key=lambda one: (one[1] - (sound(one[0]) == sound(word)), -vocabulary[one[0]], one[0]))
    return [other for other, *_ in ordered]


def _spelled(text: str, word: str, other: str) -> str:
    """`text` with the word that folds to `word` written as `other`."""
    return " ".join(other if split(typed) == [word] else typed for typed in fold(text).split())


def fewer_words(question: Question) -> list[Offer]:
    """Without one of the words, for each word."""
    if len(question.parts) < 2:
        return []
    words = [part.written for part in question.parts]
    texts = (" ".join([*words[:place], *words[place + 1 :]]) for place in range(len(words)))
    return sorted(_finding(texts), key=lambda offer: -offer.count)[:MOST_OFFERS]


def beginning_so(question: Question) -> list[Offer]:
    """Words that begin as the last one does, the commonest first: the same offers that are made while one types."""
    if not question.parts:
        return []
    *before, last = [part.written for part in question.parts]
    words = sorted(engine().vocabulary(last), key=lambda one: (-one[1], one[0]))
    texts = (" ".join([*before, word]) for word, _ in words[: MOST_OFFERS * 2] if word != last)
    return list(_finding(texts))[:MOST_OFFERS]


def _finding(texts: Iterable[str]) -> Iterator[Offer]:
    for text in texts:
        question, _ = with_names(read(text))
        count = sum(counted(question).values())
        if count:
            yield Offer(text, count)
