"""Finding quotations in the texts they are taken from.

Paragraphs. Every non-empty line of a text is a block. The blocks at its head that do not end like a sentence are title,
byline and dateline and are not counted; all blocks after them are paragraphs, counted from 1, sub-headings included.

Places. A quotation that stands once in the text is locked there, whatever paragraph was given. Where it stands several
times, paragraph, prefix and suffix have to agree on one place; nobody guesses. Where it stands once, but not
between the prefix and the suffix that it gives, it is displaced: a person says whether that is the place. Offsets count
Unicode code points of the paragraph as `paragraphs` gives it.
"""

import hashlib
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import accumulate

from rapidfuzz import fuzz

from ..characters import FORBIDDEN
from ..models import Citation
from ..vocabularies import QuotationLock
from .sentence_ends import ends_a_sentence
from .spans import EDGES, Passage, Span, last_words, most_alike, whole_words

# Soft hyphen, zero-width space, word joiner, byte order mark: web pages are full of them, and nobody sees them.
# Breaks of a line within a paragraph: what Word writes for Shift+Enter, and Unicode's own.
SOFT = str.maketrans({"\x0b": " ", "\u2028": " "})
UNSEEN = re.compile(f"{FORBIDDEN.pattern}|[\u00ad\u200b\u2060\ufeff]")
JOINER, TONES = "\u200d", "🏻🏼🏽🏾🏿"  # make one sign with what is beside them
SEAM = 8  # signs and spaces between a quotation and the words beside it
LEAST_LIKE = 50  # per cent; below it a passage is no candidate


def plain(text: str) -> str:
    """`text` with composed accents, single spaces and no unseen signs, as texts and quotations are compared."""
    seen = UNSEEN.sub(lambda found: " " if found[0].isspace() else "", text)
    return " ".join(unicodedata.normalize("NFC", seen).split())


def normalised(text: str) -> str:
    """An article as it is stored: one block to a line, title, byline and dateline kept, no blank lines.

    Newlines of all kinds become line feeds, accents are composed, spaces are single, and control characters and
    other unseen signs are gone. What is normalised already stays as it is, and the paragraphs are those of `text`.
    """
    return "\n".join(_blocks(text))


def _blocks(text: str) -> list[str]:
    return [block for block in map(plain, text.translate(SOFT).splitlines()) if block]


def head_and_paragraphs(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines at the head of an article, which are not counted, and its paragraphs."""
    blocks = _blocks(text)
    head = next((number for number, block in enumerate(blocks) if ends_a_sentence(block)), len(blocks))
    return tuple(blocks[:head]), tuple(blocks[head:])


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of an article in order; paragraph n is at index n - 1."""
    return head_and_paragraphs(text)[1]


class Finding(Enum):
    """What became of one quotation; the value is a sentence for people."""

    STANDS = "stands in the text"
    STANDS_BY_DIGEST = "unchanged since it was last found in the text"
    NOT_FOUND = "does not stand in the text"
    OTHER_PARAGRAPH = "stands in the text, but not in the paragraph given"
    AMBIGUOUS = "stands several times; paragraph, prefix and suffix do not decide"
    DISPLACED = "stands in the text, but between other words than given or than before"
    ACROSS = "runs over the end of a paragraph"
    NO_PARAGRAPH = "gives no paragraph"
    NO_TEXT = "its article is not in the folder"
    CHANGED = "changed since it was last found in the text"
    NEVER_CHECKED = "never found in a text"


STANDING = (Finding.STANDS, Finding.STANDS_BY_DIGEST)


@dataclass(frozen=True)
class Location:
    """What became of a quotation that was looked for: `place` where it is locked, and all `places` of its words.

    `across` is the paragraph over whose end its words run, where they stand nowhere else.
    """

    lock: QuotationLock
    place: Span | None
    places: tuple[Span, ...]
    locator: int | None
    across: int | None = None

    @property
    def moved(self) -> bool:
        """Whether it is locked in another paragraph than was given. Only a person changes the paragraph stored."""
        return self.place is not None and self.locator is not None and self.place.paragraph != self.locator

    @property
    def finding(self) -> Finding:
        """Whether it is in the paragraph given, in words for people."""
        if not self.locator:
            return Finding.NO_PARAGRAPH
        if self.lock == QuotationLock.BROKEN:
            return Finding.ACROSS if self.across else Finding.NOT_FOUND
        if self.lock == QuotationLock.DISPLACED:
            return Finding.DISPLACED
        if not any(place.paragraph == self.locator for place in self.places):
            return Finding.OTHER_PARAGRAPH
        return Finding.STANDS if self.place else Finding.AMBIGUOUS


@dataclass(frozen=True)
class Article:
    """The text of one source, as far as quotations need it."""

    text: str

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        return paragraphs(self.text)

    @cached_property
    def sha256(self) -> str:
        """The digest of the paragraphs, one to a line: blank lines and what is above them do not change it."""
        return hashlib.sha256(self._whole.encode()).hexdigest()

    @cached_property
    def _whole(self) -> str:
        return "\n".join(self.paragraphs)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each paragraph begins in the whole."""
        return list(accumulate((len(each) + 1 for each in self.paragraphs[:-1]), initial=0))

    def locate(self, quote: str, prefix: str = "", suffix: str = "", locator: int | None = None) -> Location:
        """Where `quote` is. Where it is there several times, the paragraph `locator`, if it is in that at all,
        and the words before and after it, if any are given, must leave one place; they may reach into the paragraphs
        beside it. Where it is there once, these words must be there, too."""
        quote, before, after = plain(quote), plain(prefix), plain(suffix)
        found = list(self._offsets(quote, self._whole))
        places = tuple(self._place(offset, len(quote)) for offset in found)
        left = places
        if len(places) == 1 and not self._nearly_between(before, found[0], found[0] + len(quote), after):
            return Location(QuotationLock.DISPLACED, None, places, locator)
        if len(places) > 1:
            here = any(place.paragraph == locator for place in places)
            decided = here or before or after
            left = tuple(
                place
                for offset, place in zip(found, places, strict=True)
                if decided
                and (place.paragraph == locator or not here)
                and self._stands_between(before, offset, offset + len(quote), after)
            )
        if len(left) == 1:
            return Location(QuotationLock.LOCKED, left[0], places, locator)
        if places:
            return Location(QuotationLock.AMBIGUOUS, None, places, locator)
        return Location(QuotationLock.BROKEN, None, (), locator, self._across(quote))

    def find(self, citation: Citation) -> Finding:
        """Whether the quotation of `citation` is in the paragraph that it gives, and which place is meant."""
        return self.locate(citation.quote, citation.prefix, citation.suffix, citation.locator).finding

    def _across(self, quote: str) -> int | None:
        """The paragraph over whose end `quote` runs, where that is all that keeps it from standing in the text."""
        at = next(self._offsets(quote, self._whole.replace("\n", " ")), None)
        return None if at is None else self._place(at, 0).paragraph

    def passage(self, place: Span, *, around: int = 30, likeness: int = 100) -> Passage:
        """What is at `place`, with up to `around` code points of whole words before and after it."""
        paragraph = self.paragraphs[place.paragraph - 1]
        before = last_words(paragraph[: place.start].rstrip(), around)
        after = last_words(paragraph[place.end :].lstrip()[::-1], around)[::-1]
        return Passage(place, paragraph[place.start : place.end], before, after, likeness)

    def nearest(self, quote: str, most: int = 3) -> list[Passage]:
        """The passages most like `quote`, at most one of a paragraph, best first: for a person to choose from."""
        quote = plain(quote)
        found = []
        for number, paragraph in enumerate(self.paragraphs, 1):
            best = fuzz.partial_ratio_alignment(quote, paragraph, score_cutoff=LEAST_LIKE) if quote else None
            if best is None:
                continue
            start, end = most_alike(quote, paragraph, *whole_words(paragraph, best.dest_start, best.dest_end))
            likeness = round(fuzz.ratio(quote, paragraph[start:end]))
            if likeness >= LEAST_LIKE:
                found.append(self.passage(Span(number, start, end), likeness=likeness))
        return sorted(found, key=lambda passage: (-passage.likeness, passage.place))[:most]

    def _offsets(self, quote: str, whole: str) -> Iterator[int]:
        """Where `quote` begins in the whole; passages may overlap, and none begins or ends inside a sign."""
        at = whole.find(quote) if quote else -1
        while at >= 0:
            if self._is_between_signs(at) and self._is_between_signs(at + len(quote)):
                yield at
            at = whole.find(quote, at + 1)

    def _is_between_signs(self, at: int) -> bool:
        """Whether a sign ends before `at` and another begins there: not between a letter and a mark upon it."""
        before, after = self._whole[at - 1 : at], self._whole[at : at + 1]
        if not before or not after or before.isspace() or after.isspace():
            return True
        return JOINER not in (before, after) and after not in TONES and not unicodedata.category(after).startswith("M")

    def _place(self, offset: int, length: int) -> Span:
        number = bisect_right(self._starts, offset)
        start = offset - self._starts[number - 1]
        return Span(number, start, start + length)

    def _stands_between(self, before: str, start: int, end: int, after: str) -> bool:
        """Whether these words are on both sides. Forms strip spaces from their ends, so these are not asked for."""
        head = self._whole[max(0, start - len(before) - 1) : start].replace("\n", " ").rstrip()
        tail = self._whole[end : end + len(after) + 1].replace("\n", " ").lstrip()
        return head.endswith(before) and tail.startswith(after)

    def _nearly_between(self, before: str, start: int, end: int, after: str) -> bool:
        """The same of the only place, where it is no matter whether the signs at the seams were copied, too."""
        if self._stands_between(before, start, end, after):
            return True
        before, after = before.rstrip(EDGES), after.lstrip(EDGES)
        head = self._whole[max(0, start - len(before) - SEAM) : start].replace("\n", " ").rstrip(EDGES)
        tail = self._whole[end : end + len(after) + SEAM].replace("\n", " ").lstrip(EDGES)
        return head.endswith(before) and tail.startswith(after)
