"""The words of a text as the index holds them, and the forms in which a word is looked for.

A word is folded (see `folding`) and has letters and digits only. What is written in two ways is held in both: parts
joined by a hyphen also as one word (de-mining, demining), a figure with its unit also as one (132 km² is 132km2).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from ..folding import fold
from .sounds import sound

LONGEST_WORD = 100  # characters; the rest of a longer one is not looked for
LONGEST_KEPT = 40  # characters of what is written without a space, to be told once for all texts
MOST_WORDS_HELD = 16_000  # of one text: PostgreSQL counts the places of words no further than 16,383
UNITS = {
    unit: short
    for short, names in {
        "km2": "km2 sqkm kvkm squarekilometre squarekilometres squarekilometer squarekilometers kilometrekare"
        " kvadratkilometr kvadratkilometri квкм квадратныхкилометров квадратныхкилометра квадратныйкилометр",
        "m2": "m2 sqm kvm squaremetre squaremetres squaremeter squaremeters metrekare kvadratmetr квм квадратныхметров",
        "km": "km kilometre kilometres kilometer kilometers kilometr км километр километра километров",
        "ha": "ha hectare hectares hektar га гектар гектара гектаров",
        "t": "t tonne tonnes ton tons тонна тонны тонн",
        "percent": "% percent per cent yuzde faiz процент процента процентов",
        "m": "metre metres meter meters metr метр метра метров",
        "million": "million millions mln mn milyon миллион миллиона миллионов млн",
        "billion": "billion billions bln bn milyar milyard миллиард миллиарда миллиардов млрд",
    }.items()
    for unit in names.split()
}
SHORTEST_STEM = 3
LONG_ENOUGH = 5  # letters, for endings that short words have by chance
SHORT = re.compile("[^aeiou]*[aeiou][bdgklmnprt]")  # plan, planned
DOUBLED = re.compile(r"([bdgklmnprt])\1$")
# What American English spells otherwise, either way.
OTHERWISE = (
    (re.compile("([iy])z(?=e|ing|ation)"), r"\1s"),
    (re.compile("([iy])s(?=e(?:d|s|r|rs)?$|ing$|ations?$)"), r"\1z"),
    (re.compile("ense(?=s?$)"), "ence"),
    (re.compile("ence(?=s?$)"), "ense"),
    (re.compile("tre(?=s?$)"), "ter"),
    (re.compile("ter(?=s?$)"), "tre"),
    (re.compile("(?<=[abdilmnrv])our(?!se|ce)"), "or"),
    (re.compile("(?<=[abdilmnrv])or(?=s?$|ing$|ed$|ly$|hood$|able$|ite)"), "our"),
    (re.compile("gramme(?=s?$)"), "gram"),
    (re.compile("gram(?=s?$)"), "gramme"),
)


@dataclass
class Held:
    """What the index holds of a text: its words in order, those of two parts as one, and names by their sound."""

    words: list[str] = field(default_factory=list)
    joined: dict[str, None] = field(default_factory=dict)
    sounds: dict[str, None] = field(default_factory=dict)

    def add(self, text: str, *, is_name: bool = False) -> None:
        """`is_name`: every word may be looked for by its sound, not only one with a capital letter."""
        words, sounds, first = self.words, self.sounds, len(self.words)
        for written in text.split():
            parts, heard, with_capital = _told(written) if len(written) <= LONGEST_KEPT else _tell(written)
            words += parts
            if len(parts) == 2:
                self.joined["".join(parts)] = None
            for one in heard if is_name else with_capital:
                sounds[one] = None
        del words[MOST_WORDS_HELD:]
        for figure in figures(words[first:]):
            self.joined[figure] = None


Told = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _tell(written: str) -> Told:
    """The words of what is written without a space, how each sounds, and how those do that begin with a capital."""
    parts = [(sound(part)[:LONGEST_WORD], part[:1].isupper()) for part in re.findall(r"[^\W_]+", written)]
    return tuple(split(written)), tuple(one for one, _ in parts), tuple(one for one, is_capital in parts if is_capital)


_told = lru_cache(maxsize=50_000)(_tell)  # the same words stand in most texts


def split(text: str) -> list[str]:
    """The words of `text`, folded; whatever is neither letter nor digit parts them."""
    return [word[:LONGEST_WORD] for word in _only_letters(fold(text)).split()]


class _Apart(dict[int, str]):
    """Of each character what becomes of it, told once."""

    def __missing__(self, code: int) -> str:
        self[code] = chr(code) if chr(code).isalnum() else " "
        return self[code]


APART = _Apart({ord("%"): " percent ", ord("'"): ""})


def _only_letters(folded: str) -> str:
    return folded.translate(APART)


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
        for spelled in (stem, *twins(stem)):
            found.update(dict.fromkeys(_endings(spelled)))
    return list(found)


def _endings(stem: str) -> Iterator[str]:
    """A word with the endings that it takes."""
    bare = stem[:-1]
    yield stem
    if stem.endswith("e"):
        yield from (f"{stem}s", f"{bare}ed", f"{bare}ing")
    elif stem.endswith("y"):
        yield from (f"{bare}ies", f"{bare}ied", f"{stem}s", f"{stem}ed", f"{stem}ing")
    else:
        plural = "es" if stem.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"
        yield from (f"{stem}{ending}" for ending in (plural, "ed", "ing"))
    if stem.endswith("um"):
        yield f"{stem[:-2]}a"
    elif stem.endswith("is"):
        yield f"{stem[:-2]}es"
    elif SHORT.fullmatch(stem):
        yield from (f"{stem}{stem[-1]}{ending}" for ending in ("ed", "ing"))


def twins(word: str) -> list[str]:
    """The word as English of the other side of the Atlantic spells it: defence and defense, neighbour and neighbor."""
    return [other for pattern, instead in OTHERWISE if (other := pattern.sub(instead, word)) != word]


def stems(word: str) -> list[str]:
    """What the word may be a form of: exercises of exercise, parties of party."""
    found = [word, *_singulars(word)]
    for ending in ("ing", "ed"):
        bare = word[: -len(ending)]
        if word.endswith(ending) and len(bare) >= SHORTEST_STEM:
            found += [bare, f"{bare}e", *([bare[:-1]] if DOUBLED.search(bare) else [])]
    if word.endswith("ied"):
        found.append(f"{word[:-3]}y")
    return [stem for stem in found if len(stem) >= SHORTEST_STEM]


def _singulars(word: str) -> Iterator[str]:
    if word.endswith("ies"):
        yield f"{word[:-3]}y"
    elif word.endswith(("sses", "shes", "ches", "xes")):
        yield word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        yield word[:-1]
        if word.endswith("ses") and len(word) > LONG_ENOUGH:
            yield f"{word[:-2]}is"  # crises
    elif word.endswith("a") and len(word) > LONG_ENOUGH:
        yield f"{word[:-1]}um"  # memoranda
