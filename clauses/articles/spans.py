"""Passages of an article: where they stand, and which words they take in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

WORD = re.compile(r"\S+")
LONGEST_WORD = 60  # characters
EDGES = " .,;:!?…()[]«»\"“”„'‘’"


@dataclass(frozen=True, order=True)
class Span:
    """A passage of an article: `paragraph` counts from 1, `start` and `end` in code points of it from 0."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """Words of an article with what would fill a citation in; `likeness`, in per cent, to words looked for."""

    place: Span
    quote: str
    prefix: str
    suffix: str
    likeness: int


def last_words(text: str, most: int) -> str:
    """The end of `text`, whole words of at most `most` code points."""
    if len(text) <= most:
        return text
    return text[-most - 1 :].partition(" ")[2]


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The span (start, end) of `text`, widened to whole words, without the signs at their edges."""
    start = text.rfind(" ", 0, start + (text[start : start + 1] == " ")) + 1
    end = text.find(" ", max(end - 1, start + 1))
    words = text[start : end if end >= 0 else len(text)]
    bare = words.strip(EDGES) or words
    start += words.index(bare)
    return start, start + len(bare)


def snapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The span with the words whole that it cuts in two; the signs at their edges may be left out, as in “road”."""
    for word in WORD.finditer(text):
        bare = word[0].strip(EDGES)
        first = word.start() + word[0].index(bare)
        last = first + len(bare)
        if len(bare) <= LONGEST_WORD:  # a script without spaces has no words to widen to
            start = first if first < start < last else start
            end = last if first < end < last else end
    return start, end


def most_alike(words: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the words, and with the signs, at its ends that make it more like `words`."""
    best, last = (start, end), None
    while best != last:
        last = best
        best = max([best, *_beside(text, *best)], key=lambda span: fuzz.ratio(words, text[slice(*span)]))
    return best


def _beside(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spans with a word less, or with a sign more, at either end."""
    inner = text[start:end]
    if " " in inner:
        yield whole_words(text, start + inner.index(" ") + 1, end)
        yield whole_words(text, start, start + inner.rindex(" "))
    if text[start - 1 : start].strip() and text[start - 1] in EDGES:
        yield start - 1, end
    if text[end : end + 1].strip() and text[end] in EDGES:
        yield start, end + 1
