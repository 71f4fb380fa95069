"""What a sheet sends: its rows, which of them are ticked, and what was chosen where two people saved."""

import re
from collections.abc import Iterator

from django.http import QueryDict

from ...editing.sheet.meanwhile import MINE, THEIRS
from ...editing.sheet.rows import DEEPEST, MOST_ROWS, Rows, Seen, SheetRow, in_order, tidy, tidy_text
from ...exchange.treaty_text import Kind
from ..forms.hostile_input import is_key

OUT = "-"  # before the identity of a row that is left out
MOST_SENT = MOST_ROWS + 100  # rows of a sheet that is split further; the form has no room for more
SHOWN, MOST_TYPED = 20, 60  # characters of what was typed as a level
SHALLOWER = (
    "Level: it was {}, which is more than one deeper than the row above. It is {} now: look, and save once "
    "more if that is right."
)
TWICE = "This clause was sent twice. This row is a new one now: leave it out, or save it anew."
IN_PART = (
    "Not all of this row was sent. What is empty here would be empty once it is saved: begin anew to have it back."
)
PARTS = ("level", "num", "heading", "text")
ROW = re.compile(r"is-\d{1,9}", re.ASCII)


def identity(row: SheetRow) -> str:
    """What a row is, as its hidden field has it: the numbers and versions that it saw, or the kind of a new one."""
    seen = row.seen
    text = f"{seen.clause}.{seen.version}.{seen.text}.{seen.text_version}" if seen else row.kind.name.lower()
    return f"{OUT if row.is_out else ''}{text}"


def rows_in(sent: QueryDict) -> Rows:
    """The rows in their order, each with what is wrong with its level; what no sheet sends is taken for a new row."""
    rows = [_row(sent, at) for at in range(MOST_SENT) if f"is-{at}" in sent]
    _refuse_twice(rows)
    written = [row.level for row in rows]
    for row, before in zip(in_order(rows), written, strict=True):
        if row.level != before and not row.typed:
            row.problems.append(SHALLOWER.format(before, row.level))
    return rows


def is_too_long(sent: QueryDict) -> bool:
    """Whether there are rows beyond those that are read."""
    return any(ROW.fullmatch(name) and int(name[3:]) >= MOST_SENT for name in sent)


def _refuse_twice(rows: Rows) -> None:
    """Of one clause in two rows the second is another one, which somebody has to look at."""
    known: set[int] = set()
    for row in rows:
        if row.seen is not None and row.seen.clause in known:
            row.seen = None
            row.problems.append(TWICE)
        elif row.seen is not None:
            known.add(row.seen.clause)


def why_no_level(typed: str, above: int) -> str:
    """What is wrong with what was typed as a level, and what it may be below a row at the level `above`."""
    shown = f"“{typed[:SHOWN]}{'…' if len(typed) > SHOWN else ''}”" if typed.strip() else "Nothing"
    may_be = "1" if above == 0 else f"a whole number from 1 to {min(above + 1, DEEPEST)}"
    return f"Level: {shown} is no level. Write {may_be}; nothing is saved until then."


def _row(sent: QueryDict, at: int) -> SheetRow:
    named = sent.get(f"is-{at}", "")
    bare = named.removeprefix(OUT)
    level = sent.get(f"level-{at}", "").strip()
    is_level = is_key(level) and 1 <= int(level) <= DEEPEST
    num, heading = (tidy(sent.get(f"{name}-{at}", "")) for name in ("num", "heading"))
    row = SheetRow(
        level=int(level) if is_level else 1,
        num=num,
        heading=heading,
        text=tidy_text(sent.get(f"text-{at}", "")),
        kind=Kind.__members__.get(bare.upper(), Kind.PARAGRAPH),
        seen=_seen(bare),
        is_out=named != bare,
        typed="" if is_level else level[:MOST_TYPED] or " ",
    )
    if any(f"{name}-{at}" not in sent for name in PARTS):
        row.problems.append(IN_PART)
    return row


def _seen(text: str) -> Seen | None:
    numbers = text.split(".")
    return Seen(*map(int, numbers)) if len(numbers) == 4 and all(map(is_key, numbers)) else None


def ticked(sent: QueryDict, rows: Rows) -> set[int]:
    """The places of the rows whose box is ticked."""
    return {int(at) for at in sent.getlist("row") if is_key(at) and int(at) < len(rows)}


def choices(sent: QueryDict) -> dict[int, tuple[str, str]]:
    """By clause, whose version was chosen, and which versions were shown then."""
    return dict(_choices(sent))


def _choices(sent: QueryDict) -> Iterator[tuple[int, tuple[str, str]]]:
    for name in sent:
        key = name.removeprefix("choice-")
        choice = sent.get(name, "")
        if name != key and is_key(key) and choice in (MINE, THEIRS):
            yield int(key), (choice, sent.get(f"shown-{key}", ""))
