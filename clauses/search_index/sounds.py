"""How a name sounds, so that its spellings in Turkish, Azerbaijani, Russian and English are one.

By rules, not by a list of names: Şuşa, Shusha, Susha and Шуша are susa; Əliyev, Aliyev and Алиев are aliav. What the
alphabets of the region write for one sound falls together, and so do the letters that are typed for them on another
keyboard. Sources of the rules: the state alphabets of Türkiye (1928) and Azerbaijan (1991), the romanisation of Russian
in passports (ICAO 9303), and of the press in English.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations, groupby

from ..folding import fold

CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгдеёжзийклмнопрстуфхыэ", "abvgdeejziiklmnoprstufhie", strict=True)),
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "sh",
        "ъ": "",
        "ь": "",
        "ю": "yu",
        "я": "ya",
        "ә": "e",
        "ғ": "g",
        "ҝ": "g",
        "ј": "y",
        "ө": "o",
        "ү": "u",
        "һ": "h",
        "ҹ": "j",
        "і": "i",
        "ї": "i",
        "є": "e",
    }
)
SOFT = re.compile("(?<=[бвгджзклмнпрстфхцчшщ])[яю]")  # after a consonant they stand for a and u: Гянджа is Ganja
HARD = {"я": "а", "ю": "у"}
AFTER_A_VOWEL = re.compile("(?<=[аеиоуыэюя])е")  # Абдуллаев is Abdullayev
# Of the letters that all alphabets are brought to, in this order.
SPELLED = (  # each with what a word must hold for it
    ("ye", re.compile("^ye"), "e"),  # Yerevan, Erevan
    ("ev", re.compile("(?<=[aeou])e(?=va?$)"), "ye"),  # Abdullaev, Abdullayev
    ("y", re.compile("(?<=[bcdfghjklmnpqrstvxz])y(?=[aou])"), ""),  # Pashinyan, Пашинян
    ("an", re.compile("(?<=[bcdfghjklmnpqrstvxz])[iy]+an$"), "an"),  # Pashinian
    ("ij", re.compile("(?<![aeiou])ij(?=[aeiou])"), "iy"),  # Alijev, but not Azerbaijan
)
# What is written for each sound, in groups of letters and in single ones.
GROUPS = {
    "c": ("dzh dj zh ch", "cj"),  # Cavid, Javid, Джавид; ç is typed as c
    "s": ("sch sh", "s"),
    "h": ("kh gh", "xhgq"),  # Həsən is Hasan and Гасан, Qəbələ is Gabala and Габала, Qarabağ is Garabagh
    "f": ("ph", "f"),
    "v": ("", "wv"),
    "u": ("ou oo", "u"),
    "i": ("iy yi", "iy"),
    "a": ("", "ae"),  # ə is written as either
}
OF_SEVERAL = {group: sound for sound, (groups, _) in GROUPS.items() for group in groups.split()}
OF_ONE = str.maketrans({letter: sound for sound, (_, letters) in GROUPS.items() for letter in letters})
SEVERAL = re.compile("|".join(OF_SEVERAL))
LAST = (("d", "t"), ("b", "p"))  # Əhməd is Ahmet, Rəcəb is Recep
OTHERWISE = (("е", "о"), ("k", "q"), ("к", "г"), ("q", "k"), ("g", "k"), ("г", "к"), ("o", "е"))
BEGUN = (("ye", "ya"), ("ya", "ye"), ("я", "ye"))  # Yəhya is Yehya and Yahya
WHOLE = ("kh", "gh")  # one sound, whatever its letters
MOST_WAYS = 16


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The key that all spellings of a name share; a word without letters that sound is its folded self."""
    spelled = fold(word)
    if not spelled.isascii():
        cyrillic = AFTER_A_VOWEL.sub("йе", spelled)
        spelled = SOFT.sub(lambda soft: HARD[soft[0]], cyrillic).translate(CYRILLIC)
    for needed, pattern, instead in SPELLED:
        if needed in spelled:
            spelled = pattern.sub(instead, spelled)
    heard = SEVERAL.sub(lambda found: OF_SEVERAL[found[0]], spelled).translate(OF_ONE)
    heard = "".join(letter for letter, _ in groupby(heard))
    for letter, instead in LAST:
        if len(heard) > 1 and heard.endswith(letter):
            heard = f"{heard[:-1]}{instead}"
    return heard


def sounds(word: str) -> list[str]:
    """The sound of a word that is asked for, and those of other names that it may be a spelling of.

    In Russian ё, which is typed as е, stands for ö (Гёйчай is Göyçay); Turkish has a k where Azerbaijani has a q and
    English a g (Kubadlı is Qubadlı and Gubadli). What is written so keeps its own sound, so that Kars is not Hars.
    """
    folded = fold(word)
    ways = [folded, *(f"{other}{folded[len(begun) :]}" for begun, other in BEGUN if folded.startswith(begun))]
    for letter, other in OTHERWISE:
        if letter in folded:
            places = [at for at, found in enumerate(folded) if found == letter and folded[at : at + 2] not in WHOLE]
            ways += [_with(way, some, other) for way in ways for some in _some_of(places)]
    return list(dict.fromkeys(map(sound, ways[:MOST_WAYS])))


def _some_of(places: list[int]) -> Iterator[tuple[int, ...]]:
    """All of the places, then each, then each two."""
    if places:
        yield tuple(places)
        yield from (some for size in (1, 2) if size < len(places) for some in combinations(places, size))


def _with(word: str, places: tuple[int, ...], other: str) -> str:
    return "".join(other if at in places else letter for at, letter in enumerate(word))
