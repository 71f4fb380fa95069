"""A text over the rows of a sheet: those that it has are corrected, new ones come between, what it lacks stays."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ...exchange.treaty_text import Kind, Part
from ..sheet.rows import DEEPEST, Rows, SheetRow, in_order
from .matching import keep_missing, matched
from .shown import change
from .tree import of_parts, of_rows, walk


@dataclass
class Compared:
    rows: Rows
    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)  # each with what changed in it
    missing: list[str] = field(default_factory=list)


def compared(rows: Rows, parts: Sequence[Part], kinds: Mapping[int, Kind]) -> Compared:
    """`kinds` are those of the stored clauses. Nothing that a row has is emptied."""
    old, new = of_rows(rows, kinds), of_parts(parts)
    pairs = matched(new, old)
    found = Compared([], missing=[node.name for node in keep_missing(new, old, pairs)])
    for node, depth in walk(new):
        row = pairs[node].row if node in pairs else None
        level = min(depth, DEEPEST)
        if row is None:
            row = SheetRow(level, node.num, node.heading, node.text, node.kind, code=node.code)
            found.new.append(node.name)
        elif not node.is_old:
            said = _corrected(row, node.num, node.heading, node.text)
            found.changed += [f"{node.name} ({'; '.join(said)})"] if said else []
        row.level = level
        found.rows.append(row)
    in_order(found.rows)
    return found


def _corrected(row: SheetRow, num: str, heading: str, text: str) -> list[str]:
    said = []
    for name, after in (("num", num), ("heading", heading), ("text", text)):
        before = getattr(row, name)
        if after and after != before:
            said.append(change(before, after))
            setattr(row, name, after)
    return said
