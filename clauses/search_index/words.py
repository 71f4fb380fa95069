"""The words of a text as the index holds them, and the forms in which a word is looked for.

A word is folded (see `folding`) and has letters and digits only. What is written in two ways is held in both: parts
joined by a hyphen also as one word (de-mining, demining), a figure with its unit also as one (132 km² is 132km2).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..folding import fold
from .sounds import sound

LONGEST_WORD = 100  # characters; the rest of a longer one is not looked for
MOST_WORDS_HELD = 16_000  # of one text: PostgreSQL counts the places of words no further than 16,383
UNITS = {
    unit: short
    for short, names in {
        "km2": "km2 sqkm kvkm squarekilometre squarekilometres squarekilometer squarekilometers kilometrekare",
        "m2": "m2 sqm squaremetre squaremetres squaremeter squaremeters metrekare",
        "km": "km kilometre kilometres kilometer kilometers",
        "ha": "ha hectare hectares hektar",
        "t": "t tonne tonnes ton tons",
        "percent": "% percent",
        "m": "metre metres meter meters",
        "million": "million mln milyon",
        "billion": "billion bln milyar",
    }.items()
    for unit in names.split()
}
SHORTEST_STEM = 3


@dataclass
class Held:
    """What the index holds of a text: its words in order, those of two parts as one, and names by their sound."""

    words: list[str] = field(default_factory=list)
    joined: dict[str, None] = field(default_factory=dict)
    sounds: dict[str, None] = field(default_factory=dict)

    def add(self, text: str, *, is_name: bool = False) -> None:
        """`is_name`: every word may be looked for by its sound, not only one with a capital letter."""
        for written in text.split():
            parts = split(written)
            self.words += parts
            if len(parts) == 2:
                self.joined["".join(parts)] = None
            for part in re.findall(r"[^\W_]+", written):
                if is_name or part[:1].isupper():
                    self.sounds[sound(part)[:LONGEST_WORD]] = None
        del self.words[MOST_WORDS_HELD:]
        self.joined.update(dict.fromkeys(figures(self.words)))


def split(text: str) -> list[str]:
    """The words of `text`, folded; whatever is neither letter nor digit parts them."""
    return [word[:LONGEST_WORD] for word in _only_letters(fold(text)).split()]


def _only_letters(folded: str) -> str:
    apart = folded.replace("%", " percent ").replace("'", "")
    return "".join(char if char.isalnum() else " " for char in apart)


def figures(words: list[str]) -> Iterator[str]:
    """Numbers with the unit behind them, as one word each: 132 square kilometres is 132km2."""
    for place, word in enumerate(words):
        if word.isdigit():
            for length in (2, 1):
                unit = UNITS.get("".join(words[place + 1 : place + 1 + length]))
                if unit:
                    yield word + unit
                    break


def forms(word: str) -> list[str]:
    """The forms of an English word that are taken for it, itself first: drill, drills, drilled, drilling.

    For words of other languages this adds forms that nobody writes, which costs nothing.
    """
    if not word.isascii() or not word.isalpha() or len(word) < SHORTEST_STEM:
        return [word]
    found = dict.fromkeys([word])
    for stem in stems(word):
        found.update(dict.fromkeys(f"{stem}{ending}" for ending in ("", "s", "es", "ed", "ing")))
        if stem.endswith("e"):
            found.update(dict.fromkeys(f"{stem[:-1]}{ending}" for ending in ("ed", "ing")))
        if stem.endswith("y"):
            found.update(dict.fromkeys(f"{stem[:-1]}{ending}" for ending in ("ies", "ied")))
    return list(found)


def stems(word: str) -> list[str]:
    """What the word may be a form of: exercises of exercise, parties of party."""
    found = [word]
    if word.endswith("ies"):
        found.append(f"{word[:-3]}y")
    elif word.endswith(("sses", "shes", "ches", "xes")):
        found.append(word[:-2])
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        found.append(word[:-1])
    for ending in ("ing", "ed"):
        if word.endswith(ending) and len(word) - len(ending) > SHORTEST_STEM:
            found += [word[: -len(ending)], f"{word[: -len(ending)]}e"]
    return [stem for stem in found if len(stem) >= SHORTEST_STEM]
