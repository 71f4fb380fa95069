"""Numbers as treaties print them, and which of them follows which."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from .words import AGAIN, ORDINAL_WORDS, folded

ROMAN = re.compile(r"m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})", re.IGNORECASE)
CHINESE_DIGITS = "〇一二三四五六七八九"
CHINESE_NUMBER = re.compile(
    r"(?P<hundreds>[一二三四五六七八九]百[零〇]?)?(?P<tens>[一二三四五六七八九]?十)?(?P<ones>[一二三四五六七八九])?"
)
VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
LATIN = "abcdefghijklmnopqrstuvwxyz"
ALPHABETS = (LATIN, "abcçdefgğhıijklmnoöprsştuüvyz", "abcçdeəfgğhxıijkqlmnoöprsştuüvyz", "абвгдежзиклмнопрстуфхцчшщэюя")
STEMS = "甲乙丙丁戊己庚辛壬癸子丑寅卯"  # the letters of Chinese lists
OTHER_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"


class System(StrEnum):
    """How a number is written."""

    DIGITS = "digits"
    ROMAN = "roman"
    LETTER = "letter"


@dataclass(frozen=True)
class Numeral:
    """A number in one of the systems in which it can be read, with its place in it, from 1."""

    system: System
    value: int
    suffix: int = 0  # 0, or 1 for bis and a, 2 for ter and b
    alphabet: str = LATIN

    def follows(self, other: "Numeral") -> bool:
        """Whether it is the next one after `other`."""
        if self.system != other.system or self.alphabet != other.alphabet:
            return False
        if self.value == other.value:
            return self.suffix == other.suffix + 1
        return self.value == other.value + 1 and self.suffix == 0

    def is_later(self, other: "Numeral") -> bool:
        """Whether it comes after `other`, with others between them that are not printed."""
        same = self.system == other.system and self.alphabet == other.alphabet
        return same and (self.value, self.suffix) > (other.value, other.suffix)

    @property
    def is_first(self) -> bool:
        return self.value == 1 and self.suffix == 0


def roman(text: str) -> int:
    """The value of a Roman numeral, 0 where it is none."""
    if not text or not ROMAN.fullmatch(text):
        return 0
    values = [VALUES[letter] for letter in text.lower()]
    return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))


def chinese(text: str) -> int:
    """The value of a number in Chinese signs up to 999, 0 where it is none."""
    found = CHINESE_NUMBER.fullmatch(text)
    if not found or not text:
        return 0
    hundreds, tens, ones = (found[name] for name in ("hundreds", "tens", "ones"))
    value = CHINESE_DIGITS.index(hundreds[0]) * 100 if hundreds else 0
    value += (CHINESE_DIGITS.index(tens[0]) if tens[0] != "十" else 1) * 10 if tens else 0
    return value + (CHINESE_DIGITS.index(ones) if ones else 0)


def readings(text: str) -> Iterator[Numeral]:
    """Every way to read a number without its brackets, as in 5, 5 bis, 12-A, IV, premier, c; none for other words."""
    body, suffix = _without_suffix(text.strip())
    plain = folded(body)
    counted = int(body) if body.isdecimal() and len(body) <= 4 else chinese(body) or ORDINAL_WORDS.get(plain, -1)
    if counted >= 0:
        yield Numeral(System.DIGITS, counted, suffix)
    elif lettered := re.fullmatch(r"([A-Z])[-–](\d{1,3})", body):  # G-9
        yield Numeral(System.DIGITS, int(lettered[2]), suffix, lettered[1])
    if roman(body):
        yield Numeral(System.ROMAN, roman(body), suffix)
    letters = body.lower() if body != "İ" else "i"
    if letters and len(set(letters)) == 1 and len(letters) <= 2:
        for alphabet in (*ALPHABETS, OTHER_CYRILLIC, STEMS):
            if letters[0] in alphabet:
                turns = len(letters) - 1  # aa comes after z
                place = alphabet.index(letters[0]) + 1 + turns * len(alphabet)
                yield Numeral(System.LETTER, place, suffix, alphabet)


def _without_suffix(text: str) -> tuple[str, int]:
    """The number without bis, 1er or a letter after it, and which of these it was."""
    first, _, rest = text.partition(" ")
    if rest and folded(rest) in AGAIN:
        return first, AGAIN.index(folded(rest)) + 1
    found = re.fullmatch(rf"(.+)之([{CHINESE_DIGITS}])", text)
    if found:  # 八之二 is the first after 八
        return found[1], CHINESE_DIGITS.index(found[2]) - 1
    found = re.fullmatch(r"(\d+)(er|re|ère|st)", text)
    if found:
        return found[1], 0
    found = re.fullmatch(r"(\d+)[ .-]?(bis|ter|quater|quinquies|sexies|septies)", text, re.IGNORECASE)
    if found:
        return found[1], AGAIN.index(found[2].lower()) + 1
    found = re.fullmatch(r"(\d+)(?: ?[-/–]? ?)([A-Za-zА-Яа-я])", text)
    if found:
        return found[1], (LATIN.find(found[2].lower()) + 1) or 1
    return text, 0
