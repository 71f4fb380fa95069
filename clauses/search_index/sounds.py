"""How a name sounds, so that its spellings in Turkish, Azerbaijani, Russian and English are one.

By rules, not by a list of names: Şuşa, Shusha, Susha and Шуша are susa; Əliyev, Aliyev and Алиев are aliav. What the
alphabets of the region write for one sound falls together, and so do the letters that are typed for them on another
keyboard. Sources of the rules: the state alphabets of Türkiye (1928) and Azerbaijan (1991), the romanisation of Russian
in passports (ICAO 9303), and of the press in English.
"""

import re
from functools import lru_cache

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
# In this order: longer groups before their parts.
GROUPS = (
    ("dzh|dj|zh|ch|[cj]", "c"),  # Cavid, Javid, Джавид; ç is typed as c
    ("sh|s", "s"),
    ("kh|x|h", "h"),
    ("gh|q|g", "g"),
    ("ph|f", "f"),
    ("w|v", "v"),
    ("ou|oo|u", "u"),
    ("iy|yi|ij|i|y", "i"),
    ("[ae]", "a"),  # ə is written as either
)
LAST = re.compile("(?<=.)g$")  # Karabağ is Karabakh
RUNS = re.compile(r"(.)\1+")
PATTERN = re.compile("|".join(f"({group})" for group, _ in GROUPS))
SOUNDS = [sound for _, sound in GROUPS]


@lru_cache(maxsize=50_000)
def sound(word: str) -> str:
    """The key that all spellings of a name share; a word without letters that sound is its folded self."""
    spelled = SOFT.sub(lambda soft: HARD[soft[0]], fold(word)).translate(CYRILLIC)
    heard = PATTERN.sub(lambda found: SOUNDS[(found.lastindex or 1) - 1], spelled)
    return LAST.sub("h", RUNS.sub(r"\1", heard))
