"""Where nothing is found: the nearest spellings, fewer words, words that begin so; each with how many it finds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from rapidfuzz import process
from rapidfuzz.distance import OSA

from ..folding import fold
from ..search_index.engine import engine
from ..search_index.sounds import sound
from ..search_index.words import split
from .find import how_many
from .question import Question, read

MOST_OFFERS = 3  # of each kind
CLOSE = 3  # letters that a word may differ in, at most a third of it
ALIKE = 2  # letters at its beginning
LATIN, CYRILLIC = "abcdefghijklmnopqrstuvwxyz", "абвгдежзиклмнопрстуфхцчшщъыьэюя"
MOST_TRIED = 12  # spellings of a question with several words, some of which no record holds together
LOOKED_AT = 40  # nearest words, of which those that most records hold come first among equally near ones


@dataclass(frozen=True)
class Offer:
    """Another question, as it would be typed, and how many records answer it."""

    text: str
    count: int


def did_you_mean(question: Question) -> list[Offer]:
    """The question with its unknown words spelled as records spell the nearest ones; where no record holds these
    together, each without one of them."""
    words = [word for part in question.parts for word in part.written.split() if not word.isdigit()]
    held = set(engine().held_of(words)) if words else ()
    unknown = [word for word in dict.fromkeys(words) if word not in held]
    texts = [question.text]
    for word in unknown[:MOST_OFFERS]:
        near = _nearest(word)[: MOST_OFFERS if len(words) == 1 else MOST_TRIED]
        texts = [_spelled(text, word, other) for text in texts for other in near][:MOST_TRIED] or texts
    others = [text for text in dict.fromkeys(texts) if text != question.text]
    return list(islice(finding(others), MOST_OFFERS)) or (fewer_words(read(others[0])) if others else [])


def _nearest(word: str) -> list[str]:
    """The words that differ least, by letters or by sound; among equals the ones that most records hold.

    Looked for among the words that differ in one letter, wherever it is, and among those that begin alike, so that it
    costs the same however many words the records hold.
    """
    most = min(CLOSE, max(1, len(word) // 3))
    near = engine().held_of(_one_letter_off(word))
    if most > 1:
        near += [other for other in engine().held_that_begin(word[:ALIKE]) if abs(len(other) - len(word)) <= most]
    choices = [other for other in dict.fromkeys(near) if not other.isdigit()]
    found = process.extract(word, choices, scorer=OSA.distance, score_cutoff=most, limit=LOOKED_AT)
    hold = engine().entries_with([other for other, *_ in found])
    found.sort(key=lambda one: (one[1] - (sound(one[0]) == sound(word)), one[0][0] != word[0], -hold[one[0]], one[0]))
    return [other for other, *_ in found]


def _one_letter_off(word: str) -> set[str]:
    """All that a word may be meant for where one letter is wrong, missing, too many, or in its neighbour's place."""
    letters = LATIN if word.isascii() else CYRILLIC
    cut = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    near = {before + after[1:] for before, after in cut if after}
    near |= {before + after[1] + after[0] + after[2:] for before, after in cut if len(after) > 1}
    near |= {before + letter + after[1:] for before, after in cut if after for letter in letters}
    near |= {before + letter + after for before, after in cut for letter in letters}
    return near - {word, ""}


def _spelled(text: str, word: str, other: str) -> str:
    """`text` with the word that folds to `word` written as `other`."""
    return " ".join(other if split(typed) == [word] else typed for typed in fold(text).split())


def fewer_words(question: Question) -> list[Offer]:
    """Without one of the words, for each word."""
    if len(question.parts) < 2:
        return []
    words = [part.written for part in question.parts]
    texts = (" ".join([*words[:place], *words[place + 1 :]]) for place in range(len(words)))
    return sorted(finding(texts), key=lambda offer: -offer.count)[:MOST_OFFERS]


def finding(texts: Iterable[str]) -> Iterator[Offer]:
    """Those of these questions that anything answers."""
    for text in texts:
        if count := how_many(read(text)):
            yield Offer(text, count)
