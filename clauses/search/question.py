"""A question as it is typed, taken apart: words, phrases, what is left out, figures, and a day or period.

Marks part words and change nothing else, but for quotation marks around a phrase and a hyphen before a word that no
record may hold. Words with little meaning count only where nothing else is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..folding import LONGEST_SEARCH, MOST_WORDS, OPERATORS, fold
from ..search_index.engine import Asked, Term, Words
from ..search_index.sounds import sound
from ..search_index.words import figures, forms, split
from . import thesaurus
from .days import Period, period_in

PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
WITHOUT = re.compile(r"(?:^|(?<=\s))[-−–](?=\w)(\S+)")
ENDING = re.compile(r"([^\W_]+)['’‘ʻʼ][^\W_]+")
LITTLE = frozenset(
    (
        *("a", "an", "and", "are", "as", "at", "be", "been", "by", "did", "do"),
        *("does", "for", "from", "had", "has", "have", "how", "in", "into", "is", "it"),
        *("its", "of", "on", "or", "that", "the", "their", "there", "these", "this", "to"),
        *("was", "were", "what", "when", "where", "which", "who", "whom", "whose", "why", "will"),
        *("with"),
    )
)
LONGEST_FIGURE = 3  # words: 132 square kilometres
SHORTEST_HEARD = 3
SHORTEST_BEGINNING = 5  # letters of a word that others may begin with: “mine” is not to find minister


@dataclass(frozen=True)
class Part:
    """One thing that is asked for: how it was written, the ways to meet it narrowly, and those that are wider."""

    written: str
    narrow: Term
    wide: Term = ()
    instead: tuple[str, ...] = ()  # what records call it, where they call it otherwise
    bare: str = ""  # without the ending behind an apostrophe

    @property
    def name(self) -> str:
        """What may be a name: Aliyev of Aliyev'in."""
        return self.bare or self.written


@dataclass(frozen=True)
class Question:
    text: str
    parts: tuple[Part, ...] = ()
    without: tuple[Part, ...] = ()
    period: Period | None = None
    left_out: tuple[str, ...] = ()  # words past the number that is looked for

    def __bool__(self) -> bool:
        return bool(self.parts or self.period)

    def asked(self, *, wide: bool) -> Asked:
        """For the index: with all that may be meant where `wide`, else with what is meant for certain."""
        terms = tuple((*part.narrow, *(part.wide if wide else ())) for part in self.parts)
        first, last = (self.period.first, self.period.last) if self.period else (None, None)
        return Asked(terms, tuple(part.narrow for part in self.without), first, last)

    @property
    def asked_for(self) -> str:
        """The question as it is typed; where it is too long, without what is not looked for."""
        if not self.left_out:
            return self.text
        spoken = (f"“{part.written}”" if " " in part.written else part.written for part in self.parts)
        return " ".join([*spoken, *(f"-{part.written}" for part in self.without)])

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(part.written for part in self.parts)


def read(text: str) -> Question:
    """What `text` asks for, as far as it can be told without looking at the records."""
    typed = " ".join(word for word in text[:LONGEST_SEARCH].split() if word not in OPERATORS)
    phrases = [tuple(split(found)) for found in PHRASE.findall(typed)]
    typed = PHRASE.sub(" ", typed)
    without = [tuple(split(found)) for found in WITHOUT.findall(typed)]
    period, rest = period_in(fold(WITHOUT.sub(" ", typed)))
    parts = [_bare(part, typed) for part in _parts(split(rest))]
    parts += [Part(" ".join(words), tuple(_in_forms(words))) for words in phrases if words]
    meant = [part for part in parts if part.written not in LITTLE] or parts
    unique = list({part.written: part for part in meant}.values())
    return Question(
        text,
        tuple(unique[:MOST_WORDS]),
        tuple(Part(" ".join(words), (Words(words),)) for words in without if words),
        period,
        tuple(part.written for part in unique[MOST_WORDS:]),
    )


def _bare(part: Part, typed: str) -> Part:
    """A word with an ending behind an apostrophe, as Azerbaijan's or Aliyev'in, is met without the ending, too."""
    for found in ENDING.finditer(typed):
        if split(found[0]) == [part.written]:
            (bare,) = split(found[1]) or [""]
            if len(bare) >= SHORTEST_HEARD:
                narrow = (Words((form,)) for form in forms(bare))
                return replace(part, narrow=(*part.narrow, *narrow), wide=(*part.wide, *_wider(bare)), bare=bare)
    return part


def _parts(words: list[str]) -> Iterator[Part]:
    """Each word, or several where they are a figure with its unit or what records call otherwise."""
    place = 0
    while place < len(words):
        length, part = _several(words, place)
        if part is None:
            length, part = 1, Part(words[place], tuple(_forms(words, place)), tuple(_wider(words[place])))
        yield part
        place += length


def _several(words: list[str], place: int) -> tuple[int, Part | None]:
    for length in range(min(max(thesaurus.LONGEST, LONGEST_FIGURE), len(words) - place), 0, -1):
        some = tuple(words[place : place + length])
        ours = thesaurus.ours(some)
        if ours:
            instead = (words for term in ours for words in _in_forms(tuple(split(term))))
            own = _forms(words, place) if length == 1 else [Words(some)]
            return length, Part(" ".join(some), (*own, *instead), tuple(_wider(some[0])) if length == 1 else (), ours)
        if length > 1 and words[place].isdigit():
            whole = list(figures(list(some)))
            if whole and not list(figures(list(some[:-1]))):  # “132 square kilometres”, and not “132 km of”
                return length, Part(" ".join(some), (Words((whole[0],)),))
    return 1, None


def _in_forms(words: tuple[str, ...]) -> Iterator[Words]:
    """A phrase, its last word in all forms."""
    yield from (Words((*words[:-1], form)) for form in forms(words[-1]))


def _forms(words: list[str], place: int) -> Iterator[Words]:
    """A word in its forms, and joined to its neighbours: “de mining” is also demining."""
    yield from (Words((form,)) for form in forms(words[place]))
    for start in (place - 1, place):
        pair = words[start : start + 2] if start >= 0 else []
        if len(pair) == 2:
            yield Words(("".join(pair),))


def _wider(word: str) -> Iterator[Words]:
    if len(word) >= SHORTEST_BEGINNING:
        yield Words((word,), begins=True)
    if len(word) >= SHORTEST_HEARD and word.isalpha():
        yield Words((sound(word),), heard=True)
