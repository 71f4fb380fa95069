"""Plain text whose lines were broken by hand or by an e-mail program: its lines are made paragraphs again."""

import re
from itertools import pairwise

from ...articles.sentence_ends import ends_a_sentence

NARROWEST, WIDEST = 45, 100  # characters of the longest line, where lines were broken
SLACK = 8  # characters by which a line may be shorter than it might have been
LINE_END = re.compile(r"\r\n|\r|\n")  # others are told apart when the text is normalised
QUOTED = re.compile(r"^[ \t]*(?:>[ \t]?)+")
ITEM = re.compile(r"[-–—•*·▪●○‣⁃]\s|\(?\w{1,3}[.)]\s")


def unquoted(text: str) -> tuple[str, int]:
    """`text` without the signs “>” at the beginnings of lines, where most of its lines have them, and how many had."""
    lines = LINE_END.split(text)
    quoted = sum(1 for line in lines if QUOTED.match(line))
    if not quoted or quoted * 2 < sum(1 for line in lines if line.strip()):
        return text, 0
    return "\n".join(QUOTED.sub("", line) for line in lines), quoted


def unwrapped(text: str) -> tuple[str, int]:
    """`text` with the lines that were broken by hand joined, and how many were; others, and blank lines, stay.

    A line was broken where the first word of the next would not have fitted on it. Whether lines are broken at all is
    told by those that might be: at least half must go on in the middle of a sentence.
    """
    lines = [line.rstrip(" \t") for line in LINE_END.split(text)]
    width = max((len(line) for line in lines if " " in line.strip()), default=0)
    if not NARROWEST <= width <= WIDEST:
        return text, 0
    full = [(one, other) for one, other in pairwise(lines) if _is_full(one, other, width)]
    inside = sum(1 for one, other in full if _goes_on(one, other))
    if not full or inside * 2 < len(full):
        return text, 0
    return _joined(lines, width)


def _is_full(line: str, following: str, width: int) -> bool:
    if not line.strip() or not following.strip():
        return False
    return len(line) + 1 + len(following.split(maxsplit=1)[0]) > width - SLACK


def _goes_on(line: str, following: str) -> bool:
    """Whether a sentence goes on in the next line: in small letters, or in those of a script that has no others."""
    letter = following.strip()[0]
    return not ends_a_sentence(line) and (letter.islower() or (letter.isalpha() and letter.lower() == letter.upper()))


def _joined(lines: list[str], width: int) -> tuple[str, int]:
    out: list[list[str]] = []
    count, last = 0, ""
    for line in lines:
        begins = ITEM.match(line.strip()) and (ends_a_sentence(last) or last.endswith(":"))
        indented = line[:1].isspace() and not last[:1].isspace() and ends_a_sentence(last)
        if out and _is_full(last, line, width) and not begins and not indented:
            is_cut = len(last) > 1 and last[-1] == "-" and last[-2].isalpha() and line.strip()[0].isalpha()
            out[-1] += ["" if is_cut else " ", line.strip()]
            count += 1
        else:
            out.append([line])
        last = line
    return "\n".join(map("".join, out)), count
