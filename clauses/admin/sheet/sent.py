"""What a sheet sends: its rows, which of them are ticked, and what was chosen where two people saved."""

from collections.abc import Iterator

from django.http import QueryDict

from ...editing.sheet.meanwhile import MINE, THEIRS
from ...editing.sheet.rows import DEEPEST, MOST_ROWS, Rows, Seen, SheetRow, in_order
from ...exchange.treaty_text import Kind
from ..forms.hostile_input import is_key

OUT = "-"  # before the identity of a row that is left out
MOST_SENT = MOST_ROWS + 100  # rows of a sheet that is split further; the form has no room for more


def identity(row: SheetRow) -> str:
    """What a row is, as its hidden field has it: the numbers and versions that it saw, or the kind of a new one."""
    seen = row.seen
    text = f"{seen.clause}.{seen.version}.{seen.text}.{seen.text_version}" if seen else row.kind.name.lower()
    return f"{OUT if row.is_out else ''}{text}"


def rows_in(sent: QueryDict) -> Rows:
    """The rows in their order; what no sheet sends is taken for a new row."""
    return in_order([_row(sent, at) for at in range(MOST_SENT) if f"is-{at}" in sent])


def _row(sent: QueryDict, at: int) -> SheetRow:
    named = sent.get(f"is-{at}", "")
    bare = named.removeprefix(OUT)
    level = sent.get(f"level-{at}", "")
    num, heading = (" ".join(sent.get(f"{name}-{at}", "").split()) for name in ("num", "heading"))
    return SheetRow(
        level=min(int(level), DEEPEST) if is_key(level) else 1,
        num=num,
        heading=heading,
        text=sent.get(f"text-{at}", "").replace("\r\n", "\n").replace("\r", "\n").strip(),
        kind=Kind.__members__.get(bare.upper(), Kind.PARAGRAPH),
        seen=_seen(bare),
        is_out=named != bare,
    )


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
