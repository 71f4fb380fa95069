"""The rows of a sheet, and what may be done with them. A row holds all that follows it at deeper levels."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace

from ...exchange.treaty_text import Kind, Part, item_of, split

MOST_ROWS = 300
DEEPEST = 9
EMPTY_LINE = re.compile(r"[ \t]*\n[ \t]*\n\s*")
UNNUMBERED = (Kind.NAME, Kind.PREAMBLE)
NUMBERED_BY_WORD = (Kind.ANNEX, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.SECTION, Kind.ARTICLE)
FIRST_WORDS = 60  # characters of a heading that is made of a text


def tidy(line: str) -> str:
    """A number or a heading as a sheet sends it."""
    return " ".join(line.split())


def tidy_text(text: str) -> str:
    """Words as a sheet sends them: a browser breaks lines its own way, and nobody sees spaces at the end."""
    return text.replace("\r\n", "\n").replace("\r", "\n").strip()


@dataclass(frozen=True)
class Seen:
    """What the sheet was filled from: the number and version of a clause, and those of the text that it shows."""

    clause: int
    version: int
    text: int = 0
    text_version: int = 0


@dataclass
class SheetRow:
    """A clause as it is on the sheet. `seen` is empty for one that is new, `kind` what the text says it is.

    `typed` is what was written in the box of the level where that is no level; `level` is then one to go on with.
    """

    level: int
    num: str = ""
    heading: str = ""
    text: str = ""
    kind: Kind = Kind.PARAGRAPH
    seen: Seen | None = None
    is_out: bool = False  # left out, or joined with the one above: a stored one is to go
    problems: list[str] = field(default_factory=list)
    typed: str = ""
    code: str = ""  # permanent, that a file asks for; of a new one

    @property
    def first_words(self) -> str:
        words = " ".join(self.text.split())
        return words if len(words) <= FIRST_WORDS else words[:FIRST_WORDS].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"

    @property
    def as_text(self) -> str:
        """As it could be pasted once more."""
        word = f"{self.kind.value.capitalize()} " if self.kind in NUMBERED_BY_WORD and self.num else ""
        number = self.num if word or not self.num or self.num.endswith(")") else f"{self.num}."
        if self.kind in UNNUMBERED or word:
            return "\n".join(filter(None, (f"{word}{number}", self.heading, self.text)))
        return " ".join(filter(None, (number, self.heading, self.text)))


Rows = list[SheetRow]


def from_part(part: Part, base: int = 0) -> SheetRow:
    return SheetRow(min(part.level + base, DEEPEST), part.num, part.heading, part.text, part.kind)


def fewer(parts: list[Part]) -> list[Part]:
    """The parts down to the deepest level at which they fit on one sheet."""
    deepest = max((part.level for part in parts), default=1)
    while len(parts) > MOST_ROWS and deepest > 1:
        deepest -= 1
        kept: list[Part] = []
        for part in parts:
            if part.level <= deepest or not kept:
                kept.append(part)
            else:
                words = "\n".join(filter(None, (" ".join(filter(None, (part.num, part.heading))), part.text)))
                joint = " " if part.num and not part.heading else "\n"
                words = words.replace("\n", joint, 1) if part.num else words
                kept[-1] = replace(kept[-1], text="\n".join(filter(None, (kept[-1].text, words))))
        parts = kept
    return parts


def in_order(rows: Rows) -> Rows:
    """The rows with levels that a tree can have: the first at 1, no row more than one deeper than the one before."""
    last = 0
    for row in rows:
        if not row.is_out:
            row.level = last = max(1, min(row.level, last + 1, DEEPEST))
    return rows


def block(rows: Rows, at: int) -> range:
    """The places of a row and of all that it holds."""
    end = at + 1
    while end < len(rows) and rows[end].level > rows[at].level:
        end += 1
    return range(at, end)


def _blocks(rows: Rows, chosen: Iterable[int]) -> list[range]:
    """The blocks of the chosen rows, without those that are in another one."""
    found: list[range] = []
    for at in sorted(chosen):
        if not found or at not in found[-1]:
            found.append(block(rows, at))
    return found


def indent(rows: Rows, chosen: Collection[int]) -> Rows:
    return _shift(rows, chosen, 1)


def outdent(rows: Rows, chosen: Collection[int]) -> Rows:
    return _shift(rows, chosen, -1)


def _shift(rows: Rows, chosen: Collection[int], by: int) -> Rows:
    for places in _blocks(rows, chosen):
        if rows[places[0]].level + by >= 1:
            for at in places:
                rows[at].level += by
                rows[at].typed = ""
    return in_order(rows)


def move_up(rows: Rows, chosen: Collection[int]) -> Rows:
    """Each chosen block before the one before it at its level, where there is one."""
    for places in _blocks(rows, chosen):
        before = _before(rows, places[0])
        if before is not None:
            moved = [rows[at] for at in places]
            del rows[places[0] : places[-1] + 1]
            rows[before:before] = moved
    return in_order(rows)


def move_down(rows: Rows, chosen: Collection[int]) -> Rows:
    for places in reversed(_blocks(rows, chosen)):
        after = places[-1] + 1
        if after < len(rows) and rows[after].level == rows[places[0]].level:
            following = block(rows, after)
            rows[places[0] : following[-1] + 1] = [rows[at] for at in (*following, *places)]
    return in_order(rows)


def _before(rows: Rows, at: int) -> int | None:
    """The place of the row before this one at its level, within what holds both."""
    for place in reversed(range(at)):
        if rows[place].level == rows[at].level:
            return place
        if rows[place].level < rows[at].level:
            return None
    return None


def join(rows: Rows, chosen: Collection[int]) -> Rows:
    """Each chosen row with the one above: its words go there, and a stored one is marked to go."""
    gone: list[int] = []
    for at in sorted(chosen):
        above = next((place for place in reversed(range(at)) if not rows[place].is_out and place not in gone), None)
        if above is None or rows[at].is_out:
            continue
        row = rows[at]
        opening = " ".join(filter(None, (row.num, row.heading, "" if row.heading else row.text)))
        words = [rows[above].text, opening, row.text if row.heading else ""]
        rows[above].text = "\n".join(filter(None, words))
        if row.seen is None:
            gone.append(at)
        else:
            row.is_out = True
    return in_order([row for at, row in enumerate(rows) if at not in gone])


def split_rows(rows: Rows, chosen: Collection[int]) -> Rows:
    """Each chosen row, or each where none is, at the empty lines of its text."""
    found: Rows = []
    for at, row in enumerate(rows):
        pieces = [row.text] if chosen and at not in chosen else EMPTY_LINE.split(row.text.replace("\r\n", "\n").strip())
        row.text = pieces[0]
        found.append(row)
        for piece in pieces[1:]:
            found += _piece(piece, row)
    return in_order(found)


def _piece(text: str, row: SheetRow) -> Rows:
    """What follows a split: with a number of its own where it begins with one."""
    parts = split(text)
    if not parts or parts[0].kind in UNNUMBERED or not parts[0].num:
        mark = item_of(text)
        if mark is not None:  # in the middle of a list, which no text by itself could tell
            return [SheetRow(row.level, mark.printed, text=mark.rest, kind=Kind.PARAGRAPH)]
        return [SheetRow(row.level, text=text, kind=row.kind if row.kind == Kind.PREAMBLE else Kind.PARAGRAPH)]
    return [from_part(part, row.level - parts[0].level) for part in parts]


def leave_out(rows: Rows, chosen: Collection[int]) -> Rows:
    for at in chosen:
        rows[at].is_out = True
    return rows


def put_back(rows: Rows, chosen: Collection[int]) -> Rows:
    for at in chosen:
        rows[at].is_out = False
    return in_order(rows)


OPERATIONS = {
    "up": move_up,
    "down": move_down,
    "indent": indent,
    "outdent": outdent,
    "join": join,
    "split": split_rows,
    "out": leave_out,
    "back": put_back,
}
