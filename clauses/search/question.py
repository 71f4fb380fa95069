"""A question as it is typed, taken apart: words, phrases, what is left out, figures, and a day or period.

Marks part words and change nothing else, but for quotation marks around a phrase and a hyphen before a word that no
record may hold. Words with little meaning count only where nothing else is asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..folding import LONGEST_SEARCH, MOST_WORDS, OPERATORS, fold
from ..search_index.asked import Asked, Term, Words
from ..search_index.sounds import sound, sounds
from ..search_index.words import SHORTEST_STEM, figures, forms, split, stems
from . import thesaurus
from .days import Period, period_in

PHRASE = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
WITHOUT = re.compile(r"(?:^|(?<=\s))[-−–](?:[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]|(?=\w)(\S+))")


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LITTLE = _words(
    "a about among an and any are as at be been between by could did do does during for from had has have how in"
    " into is it its many me much my of on or our please some tell that the their there these they this to was we"
    " were what when where which who whom whose why will with would you your"
    " hangi ile nasil ne nerede nicin ve в во где и как какие какой когда кто ли на о об с сколько со что"
)
ENDING = re.compile(r"([^\W_]+)['’‘ʻʼ][^\W_]+")
PARTS = _words("clause article item point paragraph provision madde bend статья пункт")
LABEL = re.compile(r"[a-z]\d+[a-z]?")
LABELLED = 2  # words: clause O18
SHORTEST_HEARD = 3
NOUNS = ("ication", "ications", "isation", "ization", "isations", "izations", "ation", "ations", "ment", "ments")
# Шушинская, карсский; folded, so that й is и.
OF_A_PLACE = re.compile("([а-я]{3,}?)(?:ин|ен)?ск(?:ии|ая|ое|ого|ои|ом|ому|ую|ие|их|им)")
PREFIXES = ("de", "re", "co", "non", "un", "pre", "anti", "counter", "inter", "multi", "mis", "over", "sub")
DERIVED = re.compile("[a-z]{2}(?:ing|ed|er|ion|ions|ive|ise|ize|ment|ity|al|ism|ance)$")  # a word that takes one
SHORTEST_COMPOUND = 7
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


def read(text: str, *, plainly: bool = False) -> Question:
    """What `text` asks for, as far as it can be told without looking at the records.

    `plainly`: its words as they are written, whatever they may mean together.
    """
    typed = " ".join(word for word in text[:LONGEST_SEARCH].split() if word not in OPERATORS)
    without = [tuple(split(phrase or word)) for phrase, word in WITHOUT.findall(typed)]
    typed = WITHOUT.sub(" ", typed)
    phrases = [words for found in PHRASE.findall(typed) if len(words := tuple(split(found))) > 1]
    rest = fold(PHRASE.sub(_one_word, typed))
    period, rest = (None, rest) if plainly else period_in(rest)
    said = split(rest)
    parts = [Part(word, (Words((word,)),)) for word in said] if plainly else [_bare(p, typed) for p in _parts(said)]
    parts += [Part(" ".join(words), tuple(_in_forms(words))) for words in phrases if words]
    meant = [part for part in parts if part.written not in LITTLE] or parts
    unique = list({part.written: part for part in meant}.values())
    return Question(
        text,
        tuple(unique[:MOST_WORDS]),
        tuple(Part(" ".join(words), tuple(_in_forms(words))) for words in without if words),
        period,
        tuple(part.written for part in unique[MOST_WORDS:]),
    )


def _one_word(phrase: re.Match[str]) -> str:
    """A word in quotation marks is a word like any other."""
    return f" {phrase[1]} " if len(split(phrase[1])) == 1 else " "


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
            length, part = _prefixed(words, place)
        yield part
        place += length


def _prefixed(words: list[str], place: int) -> tuple[int, Part]:
    """A word, or two where the first is only the beginning of the other: de mining, non proliferation."""
    word = words[place]
    rest = words[place + 1] if place + 1 < len(words) else ""
    if word in PREFIXES and DERIVED.search(rest):
        whole = f"{word}{rest}"
        return 2, Part(f"{word} {rest}", tuple(_forms([whole], 0)), tuple(_wider(whole)))
    return 1, Part(word, tuple(_forms(words, place)), tuple(_wider(word)))


def _several(words: list[str], place: int) -> tuple[int, Part | None]:
    for length in range(min(thesaurus.LONGEST, len(words) - place), 0, -1):
        some = tuple(words[place : place + length])
        ours = thesaurus.ours(some)
        if ours:
            instead = [words for term in ours for words in _in_forms(tuple(split(term)))]
            own = list(_forms(words, place)) if length == 1 else list(_in_forms(some))
            wide = _wider(some[0]) if length == 1 else _apart(some, ours)
            return length, Part(" ".join(some), (*own, *instead), tuple(wide), ours)
        if length == LABELLED and some[0] in PARTS and LABEL.fullmatch(some[1]):
            return length, Part(" ".join(some), (Words(some), Words(some[1:])))
        if length > 1 and words[place].isdigit():
            whole = list(figures(list(some)))
            if whole and whole != list(figures(list(some[:-1]))):  # “132 square kilometres”, and not “132 km of”
                return length, Part(" ".join(some), (Words((whole[0],)),))
    return 1, None


def _in_forms(words: tuple[str, ...]) -> Iterator[Words]:
    """A phrase, its last word in all forms."""
    yield from (Words((*words[:-1], form)) for form in forms(words[-1]))


def _apart(some: tuple[str, ...], ours: tuple[str, ...]) -> Iterator[Words]:
    """Words that are taken together, where they do not stand side by side: foreign and defence ministers."""
    for words in (some, *(tuple(split(term)) for term in ours)):
        yield from (Words((*words[:-1], form), together=False) for form in forms(words[-1]) if len(words) > 1)


def _forms(words: list[str], place: int) -> Iterator[Words]:
    """A word in its forms, what sounds like it, and joined to its neighbours: “live fire” is also livefire."""
    word = words[place]
    yield from (Words((form,)) for form in forms(word))
    if len(word) >= SHORTEST_HEARD and word.isalpha():
        yield Words((sound(word),), heard=True)
    for start in (place - 1, place):
        pair = words[start : start + 2] if start >= 0 else []
        if len(pair) == 2:
            yield Words(("".join(pair),))
    yield from _compound(words[place])


def _compound(word: str) -> Iterator[Words]:
    """A long word as two: cybersecurity is cyber security, and demining is de mining."""
    for prefix in PREFIXES:
        rest = word.removeprefix(prefix)
        if rest != word and DERIVED.search(rest):
            yield from (Words((prefix, form)) for form in forms(rest))
    if len(word) >= SHORTEST_COMPOUND and word.isalpha():
        yield from (Words((word[:cut], word[cut:])) for cut in range(SHORTEST_STEM, len(word) - SHORTEST_STEM + 1))


def _wider(word: str) -> Iterator[Words]:
    """Words that begin as it does, or as what it is a form of: agreeing is also agreement; and names that sound so."""
    beginnings = [word, *(stem for stem in (*stems(word), *_roots(word)) if len(stem) >= SHORTEST_BEGINNING)]
    for beginning in dict.fromkeys(beginnings if len(word) >= SHORTEST_BEGINNING else ()):
        if not any(beginning != other and beginning.startswith(other) for other in beginnings):
            yield Words((beginning,), begins=True)
    if len(word) >= SHORTEST_HEARD and word.isalpha():
        declined = [] if word.isascii() else [sound(thesaurus.bare(word))]  # Карабаха is Карабах
        for heard in dict.fromkeys([*sounds(word), *declined]):
            yield Words((heard,), heard=True)
        adjective = OF_A_PLACE.fullmatch(word)
        if adjective:
            yield Words((sound(adjective[1]),), begins=True, heard=True)


def _roots(word: str) -> Iterator[str]:
    """What a noun is made of: diversification of diversify, investment of invest."""
    for ending in NOUNS:
        if word.endswith(ending):
            yield word.removesuffix(ending)
