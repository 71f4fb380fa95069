"""Why a record answers a question: a text that holds its words, with these marked, and a few before and after."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..folding import fold
from ..models import Clause, Row
from ..search_index.layout import KINDS
from ..search_index.sounds import sound
from ..tables import column_of, table_of
from .question import Question

AROUND = 9  # words before and after the first that is marked
UNSHOWN = ("slug", "wording")  # an address, and words of a text that may be in any language
LETTERS = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Snippet:
    """Where it was found, in words, and the text as (piece, whether it is marked)."""

    label: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Wanted:
    """The words that a question can be met by, `phrases` only where they stand side by side."""

    whole: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    beginnings: tuple[str, ...]
    sounds: frozenset[str]

    @classmethod
    def by(cls, question: Question) -> "Wanted":
        every = [one for part in question.parts for one in (*part.narrow, *part.wide)]
        apart = {word for one in every if not one.together for word in one.words}
        return cls(
            frozenset(
                {one.words[0] for one in every if len(one.words) == 1 and not one.heard and not one.begins} | apart
            ),
            frozenset(one.words for one in every if len(one.words) > 1 and one.together),
            tuple(one.words[-1] for one in every if one.begins and not one.heard),
            frozenset(word for one in every if one.heard for word in one.words),
        )

    def marks(self, written: str) -> bool:
        word = fold(written)
        if word in self.whole or (self.beginnings and word.startswith(self.beginnings)):
            return True
        return written[:1].isupper() and sound(written) in self.sounds


def snippet_of(wanted: Wanted, row: Row) -> Snippet | None:
    """The first text of the row that holds a word, but for its title, which is shown in any case."""
    for label, text in _texts(row):
        pieces = tuple(_marked(wanted, text))
        if any(is_marked for _, is_marked in pieces):
            return Snippet(label, _shortened(pieces))
    return None


def marked(wanted: Wanted, text: str) -> tuple[tuple[str, bool], ...]:
    return tuple(_marked(wanted, text))


def _texts(row: Row) -> Iterator[tuple[str, str]]:
    """The texts of a row, what it is called first, each with what it is."""
    kind = KINDS[table_of(row)]
    for name in (*kind.others, *kind.choices, *kind.texts, *kind.codes):
        if name not in UNSHOWN:
            column = column_of(type(row), name)
            value = getattr(row, name) or ""
            yield str(column.verbose_name), str(dict(column.flatchoices).get(value, value))
    if isinstance(row, Clause):
        for text in row.texts.all():
            yield "text", text.text


def _marked(wanted: Wanted, text: str) -> Iterator[tuple[str, bool]]:
    """The text in pieces, each a word or what stands between two."""
    words = list(LETTERS.finditer(text))
    asked = _asked(wanted, [found[0] for found in words])
    end = 0
    for found, is_asked in zip(words, asked, strict=True):
        if found.start() > end:
            yield text[end : found.start()], False
        yield found[0], is_asked
        end = found.end()
    if end < len(text):
        yield text[end:], False


def _asked(wanted: Wanted, written: list[str]) -> list[bool]:
    """Which of the words of a text are asked for."""
    folded = [fold(word) for word in written]
    asked = [wanted.marks(word) for word in written]
    for phrase in wanted.phrases:
        for start in range(len(folded) - len(phrase) + 1):
            if tuple(folded[start : start + len(phrase)]) == phrase:
                asked[start : start + len(phrase)] = [True] * len(phrase)
    return asked


def _shortened(pieces: tuple[tuple[str, bool], ...]) -> tuple[tuple[str, bool], ...]:
    first = next(place for place, (_, is_marked) in enumerate(pieces) if is_marked)
    start, end = max(0, first - 2 * AROUND), first + 2 * AROUND
    some = pieces[start:end]
    return (*((("… ", False),) if start else ()), *some, *((("…", False),) if end < len(pieces) else ()))
