"""The sentences of an article with their places, and what in them points at a follow-up or a promise."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..sentence_ends import BRACKETS, OPENING, QUOTES, TERMINAL, WIDE
from .markers import HAPPENED, PROMISED
from .words import Word, words_of

CLOSING = re.escape(QUOTES + BRACKETS)
# A capital letter, not a digit, begins a sentence: “Feb. 7” is none. Letters of any script are asked for by isupper.
END = re.compile(f"[{TERMINAL}](?:[{CLOSING}]*\\s+|(?<=[{WIDE}])[{CLOSING}]*)(?=[{re.escape(OPENING)}]*(\\w))")
SHORT = re.compile(r"\b(?:[^\W\d_]{1,3}|sept|col-gen)\.$", re.IGNORECASE)


@dataclass(frozen=True)
class Sentence:
    """One sentence; `start` and `end` in code points within its paragraph, which is counted from 1."""

    paragraph: int
    start: int
    end: int
    text: str
    words: tuple[Word, ...]  # with places in the paragraph

    @property
    def happened(self) -> int:
        return len(self._marked(HAPPENED))

    @property
    def promised(self) -> int:
        return len(self._marked(PROMISED))

    def _marked(self, markers: tuple[str, ...]) -> set[str]:
        return {token for word in self.words for token in word.tokens if token.startswith(markers)}


def sentences_of(paragraphs: tuple[str, ...]) -> Iterator[Sentence]:
    for number, paragraph in enumerate(paragraphs, 1):
        words = words_of(paragraph)
        for start, end in _stretches(paragraph):
            inside = tuple(word for word in words if start <= word.start and word.end <= end)
            if inside:
                yield Sentence(number, start, end, paragraph[start:end], inside)


def _stretches(paragraph: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in END.finditer(paragraph):
        is_short = SHORT.search(paragraph[start : match.start() + 1])
        if not match[1].islower() and not match[1].isdigit() and not is_short:
            yield start, match.end()
            start = match.end()
    if start < len(paragraph):
        yield start, len(paragraph)
