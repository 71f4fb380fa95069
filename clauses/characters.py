"""Which characters a stored text may hold: one rule for forms, imports, fixtures, packages and proposals.

Refused anywhere: controls, signs that turn text around, broken and lost characters, text that was read in a wrong
encoding. Names and other fields of one line hold no line break either, and are tidied: composed accents, single plain
spaces, nothing unseen. The zero-width joiner and non-joiner stay where they shape letters, as in Persian and Hindi
words and in emoji, and go elsewhere, where nobody sees them.
"""

import re
import unicodedata
from contextlib import suppress

from django.core.exceptions import ValidationError

# Characters that are invisible or turn text around: C0 and C1 controls but tab and line ends, bidi marks, surrogates.
FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# What programs write where they could not read a text, what stands for no character, and hidden tags.
LOST = re.compile(
    "[\ufff0-\ufffd\ufdd0-\ufdef\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
    + "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
    + "]"
)
GARBLED = re.compile("[\x80-\x84\x86-\x9f\ufffd]")  # what a wrong encoding leaves in a text; U+0085 ends a line
BREAKS = re.compile("[\n\r\u2028\u2029]")
ODD = "\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000"  # look like a space, or like several
SPACES = re.compile(f"[{ODD} ]{{2,}}|[{ODD}]")
ODD_SPACE = re.compile(f"[{ODD}]|(?<= ) ")
# Soft hyphens, zero-width spaces, fillers, operators that nobody sees, byte order marks, variation selectors.
UNSEEN = (
    "\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u2060-\u2065\u206a-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\U00016fe4\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a\U000e0100-\U000e01ef"
)
HIDDEN = re.compile(f"[{UNSEEN}]")
# Letters of Arabic, of India and its neighbours, of Mongolia; and emoji: after these a joiner changes what is seen.
SHAPED = "\u0600-\u109f\u1700-\u1cff\u2190-\u2bff\ua800-\uabff\U00010a00-\U00011fff\U0001f000-\U0001faff"
STRAY = re.compile(f"(?<![{SHAPED}])[\u200c\u200d]|[\u200c\u200d](?![{SHAPED}])")
# The one-byte encodings that programs take UTF-8 for: the byte of each character; bytes without one are left alone.
WRONG = tuple(
    {ord(bytes([byte]).decode(encoding, "ignore") or chr(byte)): byte for byte in range(128, 256)}
    for encoding in ("cp1252", "cp1254", "cp1251", "latin-1")
)
LONGEST_SHOWN = 40


def is_plain(value: str) -> bool:
    """Whether it is printable ASCII in one line, as most texts are: no rule of characters refuses any of it."""
    return value.isascii() and value.isprintable()


def refuse_unprintable(value: str) -> None:
    """ValidationError where `value` holds a control, direction-changing or broken character."""
    found = FORBIDDEN.search(value)
    if found:
        raise ValidationError(f"{_named(found)}, which cannot be printed. Delete it.", code="unprintable")


def refuse_lost(value: str) -> None:
    """ValidationError where `value` is not what was written: lost characters, a text read in a wrong encoding."""
    found = LOST.search(value)
    if found:
        said = "which stands where a character was lost. Write what the source has"
        raise ValidationError(f"{_named(found)}, {said}.", code="lost")
    meant = misread(value)
    if meant:
        shown = f"“{_short(value)}” is “{_short(meant)}” read in a wrong encoding"
        raise ValidationError(f"{shown}. Write it so, and save files as UTF-8.", code="encoding")


def refuse_unreadable(value: str) -> None:
    """ValidationError where `value` cannot be printed, or is not what was written."""
    if is_plain(value):
        return
    refuse_unprintable(value)
    refuse_lost(value)


def refuse_breaks(value: str) -> None:
    """ValidationError where `value`, the text of one line, has a line break."""
    found = BREAKS.search(value)
    if found:
        raise ValidationError(f"{_named(found)}, a line break. Write the text on one line.", code="breaks")


def tidied(value: str) -> str:
    """The text of one line with composed accents, single plain spaces and without what nobody sees."""
    if is_plain(value) and "  " not in value:
        return value
    tidy = value
    if not value.isascii():  # an accent may stand behind what nobody sees, so that it is composed afterwards
        tidy = unicodedata.normalize("NFC", STRAY.sub("", HIDDEN.sub("", value)))
    tidy = SPACES.sub(" ", tidy)
    return value if tidy == value else tidy.strip(" ")


def refuse_untidy(value: str) -> None:
    """ValidationError where `tidied` would change `value`; for texts that are never changed, codes and addresses."""
    if tidied(value) != value:
        found = ODD_SPACE.search(value) or HIDDEN.search(value) or STRAY.search(value)
        what = f"{_named(found)}, which nobody sees there" if found else "An accent stands apart from its letter"
        raise ValidationError(f"{what}. Write the text anew without it.", code="untidy")


def misread(value: str) -> str:
    """What `value` was before it was read in a wrong encoding; empty unless that is certain.

    UTF-8 has a strict form. Where all that is not ASCII keeps it, and not by the chance of a single pair, it is UTF-8.
    """
    if value.isascii():
        return ""
    for bytes_of in WRONG:
        with suppress(UnicodeError):
            meant = value.translate(bytes_of).encode("latin-1").decode()
            if _is_certain(value, meant):
                return meant
    return ""


def _is_certain(value: str, meant: str) -> bool:
    signs = [char for char in meant if not char.isascii()]
    return len(signs) > 1 or len(signs[0].encode()) > 2 or _has_sign_within(value, signs[0])


def _has_sign_within(value: str, meant: str) -> bool:
    """Whether the one pair of a text is a letter and a sign that no word has within: “BakÄ±” for “Bakı”."""
    first, last = (char for char in value if not char.isascii())
    return meant.isalpha() and first.isalpha() and not value.isupper() and last in "¡¢£¤¥¦§¨©¬®¯±²³´µ¶¸¹¼½¾¿Ÿ"


def _named(found: re.Match[str]) -> str:
    return f"Character {found.start() + 1} is U+{ord(found[0]):04X}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…"
