"""A pasted text as lines: tidied, without page numbers, lists that run on in a line broken up."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ...articles.sentence_ends import ends_a_sentence
from .marks import item_of
from .numerals import Numeral, readings
from .words import ARTICLE_WORDS, folded

BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\x00-\x08\x0e-\x1f\x7f]")
PAGE_NUMBER = re.compile(
    r"[-–—] ?\d{1,4}(?: \d{1,4})? ?[-–—]?|(?:page|seite|sayfa|səhifə|стр\.?) \d+(?: ?(?:of|/) ?\d+)?", re.I
)
RUN_ON = re.compile(
    r"([:;.,：；。，])\s*((?:and|or|and/or|et|ou|und|oder|и|или|ve|veya|və|və ya)\s+|及|或)?"
    r"(?=[(（]([^\W\d_]{1,4}|\d{1,2})[)）]\s*\S)"
)
DEEPEST = 6  # lists within each other on one line
LONGEST_WRAPPED = 115  # characters of the longest line of a text whose lines were broken by hand


@dataclass(frozen=True)
class Line:
    """One line that is not empty; `apart` where an empty one is before it, `is_cut` where it was cut out of a line."""

    text: str
    apart: bool = False
    is_cut: bool = False

    @property
    def ends(self) -> bool:
        """Whether it may be the end of a paragraph by its last sign."""
        return self.text.endswith((":", ";", "：", "；")) or ends_a_sentence(self.text)

    @property
    def begins_small(self) -> bool:
        return self.text[:1].islower()

    @property
    def names_an_article(self) -> bool:
        return folded(self.text.split(maxsplit=1)[0]) in ARTICLE_WORDS

    @property
    def words(self) -> int:
        """How many; two signs of Chinese are taken for one."""
        return len(self.text.split()) + sum(1 for sign in self.text if "\u3400" <= sign <= "\u9fff") // 2


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not empty and no numbers of pages."""
    found: list[Line] = []
    apart = True
    for raw in BREAK.split(text):
        line = SPACES.sub(" ", UNSEEN.sub("", raw)).strip()
        if not line or PAGE_NUMBER.fullmatch(line):
            apart = apart or not line
            continue
        found.append(Line(line, apart))
        apart = False
    return found


def broken_up(line: str) -> Iterator[str]:
    """A line in which (a) and (b) follow each other after colons and semicolons, as several."""
    lists: list[list[Numeral]] = []
    start = 0
    opening = re.match(r"[(（]([^\W\d_]{1,4}|\d{1,2})[)）]", line)
    if opening:
        lists.append(list(readings(opening[1])))
    for found in RUN_ON.finditer(line):
        now = list(readings(found[3]))
        at = next((place for place in reversed(range(len(lists))) if _follows(now, lists[place])), None)
        if at is None and found[1] in ":：" and len(lists) < DEEPEST and any(each.is_first for each in now):
            lists.append(now)
        elif at is not None and (found[1] not in ",，" or found[2]):
            lists[at:] = [now]
        else:
            continue
        yield line[start : found.end()].strip()
        start = found.end()
    yield line[start:]


def _follows(now: list[Numeral], before: list[Numeral]) -> bool:
    return any(one.follows(other) for one in now for other in before)


@dataclass(frozen=True)
class Width:
    """How long the lines of a text are, and whether they were broken by hand."""

    characters: int
    is_wrapped: bool

    @classmethod
    def of(cls, lines: list[Line]) -> "Width":
        lengths = sorted(len(line.text) for line in lines)
        most = lengths[len(lengths) * 9 // 10] if lengths else 0
        pairs = [(one, other) for one, other in pairwise(lines) if not other.apart and item_of(other.text) is None]
        inside = sum(1 for one, other in pairs if not one.ends and other.begins_small)
        return cls(most, most <= LONGEST_WRAPPED and inside * 6 > len(pairs))

    def is_full(self, line: Line) -> bool:
        """Whether a line is about as long as lines are where they were broken."""
        return self.is_wrapped and len(line.text) > self.characters * 0.75


def joined(lines: list[Line], width: Width) -> str:
    """The paragraphs of a part, each on one line."""
    out: list[str] = []
    last: Line | None = None
    for line in lines:
        goes_on = last is not None and not line.apart and (not last.ends or width.is_full(last))
        is_item = last is not None and last.text.endswith((",", ":", ";", ".")) and item_of(line.text) is not None
        if goes_on and not is_item and (line.begins_small or line.names_an_article or width.is_wrapped):
            glue = "" if re.search(r"[^\W\d_]-$", out[-1]) and line.begins_small else " "
            out[-1] = (out[-1][:-1] if not glue else out[-1]) + glue + line.text
        else:
            out.append(line.text)
        last = line
    return "\n".join(out)
