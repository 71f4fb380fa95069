"""Marking an article: the words at a place, what finds them again, and a paragraph cut up to show several marks."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import cast

from ..models import Citation
from .quotations import Article
from .sentence_ends import BREAK
from .spans import Span

FEWEST_AROUND = 3  # words of context on each side, even where fewer would do
LONGEST_AROUND = cast(int, Citation._meta.get_field("prefix").max_length)  # characters


def words_at(article: Article, place: Span) -> str:
    """The words; empty where the article has no such place."""
    if not 1 <= place.paragraph <= len(article.paragraphs) or not 0 <= place.start < place.end:
        return ""
    text = article.paragraphs[place.paragraph - 1]
    return text[place.start : place.end] if place.end <= len(text) else ""


def surroundings(article: Article, place: Span) -> tuple[str, str]:
    """The prefix and the suffix that find the passage again: a few words, and as many more as tell it from others.

    They stay within the paragraph and within what the columns of a citation hold, so they may leave it ambiguous.
    """
    text, quote = article.paragraphs[place.paragraph - 1], words_at(article, place)
    before, after = text[: place.start].split(), text[place.end :].split()
    for count in range(FEWEST_AROUND, max(FEWEST_AROUND, len(before), len(after)) + 1):
        prefix = " ".join(before[-count:])[-LONGEST_AROUND:].lstrip()
        suffix = " ".join(after[:count])[:LONGEST_AROUND].rstrip()
        is_full = len(prefix) == LONGEST_AROUND == len(suffix)
        if is_full or article.locate(quote, prefix, suffix).place == place:
            break
    return prefix, suffix


def sentence_around(article: Article, place: Span) -> str:
    """The sentences that hold the passage, whole: what its words are likely about is there."""
    text = article.paragraphs[place.paragraph - 1]
    breaks = [0, *(match.end() for match in BREAK.finditer(text)), len(text)]
    first = max(each for each in breaks if each <= place.start)
    last = min(each for each in breaks if each >= place.end)
    return text[first:last].strip()


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph in which the same marks hold."""

    text: str
    marks: tuple[object, ...]


def pieces(text: str, marks: Iterable[tuple[int, int, object]]) -> list[Piece]:
    """`text` cut where a mark (start, end, what it is) begins or ends; joined again, the pieces are the text."""
    marks = [(start, end, what) for start, end, what in marks if 0 <= start < end <= len(text)]
    cuts = sorted({0, len(text), *(edge for start, end, _ in marks for edge in (start, end))})
    return [
        Piece(text[left:right], tuple(what for start, end, what in marks if start <= left and right <= end))
        for left, right in pairwise(cuts)
    ]
