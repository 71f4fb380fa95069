"""Passages of an article: where they stand, and which words they take in."""

from dataclasses import dataclass

from rapidfuzz import fuzz

EDGES = " .,;:!?…()[]«»\"“”„'‘’"


@dataclass(frozen=True, order=True)
class Place:
    """A passage of an article: `paragraph` counts from 1, `start` and `end` in code points of it from 0."""

    paragraph: int
    start: int
    end: int


@dataclass(frozen=True)
class Passage:
    """Words of an article with what would fill a citation in; `likeness`, in per cent, to words looked for."""

    place: Place
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


def most_alike(words: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The span without the words at its ends that make it less like `words`."""
    while True:
        inner = text[start:end]
        shorter = [
            (start + len(inner) - len(inner.partition(" ")[2]), end),
            (start, start + len(inner.rpartition(" ")[0])),
        ]
        spans = [(start, end), *(whole_words(text, *span) for span in shorter if " " in inner)]
        best = max(spans, key=lambda span: (fuzz.ratio(words, text[slice(*span)]), span == (start, end)))
        if best == (start, end):
            return best
        start, end = best
