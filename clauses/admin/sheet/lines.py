"""How the rows of a sheet are shown: what each is called, where its page is, what is wrong, and which are only text."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from ...editing.sheet.meanwhile import Clash
from ...editing.sheet.rows import Rows, SheetRow
from ...models import Agreement, Clause
from ...vocabularies import ReviewState
from ..addresses import form_of
from ..mixins import AnyUser
from ..review.permissions import is_frozen
from .sent import identity, why_no_level

SHEET = "sheet"  # in the address of a form: the agreement to whose sheet saving leads back
MOST_NAMED = 10


@dataclass
class Line:
    """A row with what the page says of it. One that is frozen, in which nobody writes now, is shown as text."""

    at: int
    row: SheetRow
    name: str
    problems: list[str]
    state: str = ""
    kind: str = ""
    address: str = ""
    is_frozen: bool = False
    clash: Clash | None = None
    is_ticked: bool = False

    @property
    def identity(self) -> str:
        return identity(self.row)


def back_to(agreement: Agreement) -> str:
    """What the address of a form says, so that saving leads back to the sheet."""
    return urlencode({SHEET: agreement.pk})


def lines(
    agreement: Agreement,
    user: AnyUser,
    rows: Rows,
    stored: Mapping[int, SheetRow],
    clashes: Mapping[int, Clash],
    ticked: Collection[SheetRow] = (),
) -> list[Line]:
    """One query. `stored` are the rows as the sheet would be filled now, by clause."""
    keys = [row.seen.clause for row in rows if row.seen]
    found = {one.pk: one for one in Clause._base_manager.filter(agreement=agreement, pk__in=keys)} if keys else {}
    marked = {id(row) for row in ticked}
    shown, above = [], 0
    for at, row in enumerate(rows):
        clause = found.get(row.seen.clause) if row.seen else None
        problems = [*([why_no_level(row.typed, above)] if row.typed else []), *row.problems]
        line = Line(at, row, row.num or f"row {at + 1}", problems, kind=row.kind.value, is_ticked=id(row) in marked)
        if clause is not None:
            line.name, line.kind, line.state = clause.label or line.name, "", ReviewState(clause.state).label
            line.address = f"{form_of(clause)}?{back_to(agreement)}"
            line.clash = clashes.get(clause.pk)
            line.is_frozen = line.clash is None and is_frozen(user, clause) and _is_as(row, stored.get(clause.pk))
        shown.append(line)
        above = above if row.is_out else row.level
    return shown


def _is_as(row: SheetRow, stored: SheetRow | None) -> bool:
    """Whether nothing was typed into a row: else it stays where it was typed."""
    if stored is None or row.is_out or row.typed:
        return False
    return (row.level, row.num, row.heading, row.text) == (stored.level, stored.num, stored.heading, stored.text)


def may_be_written(shown: list[Line]) -> set[int]:
    return {line.at for line in shown if not line.is_frozen}


def marked(shown: list[Line]) -> tuple[list[Line], int]:
    """The first lines with something to mend or to choose, and how many more there are."""
    found: list[Any] = [line for line in shown if line.problems or line.clash]
    return found[:MOST_NAMED], len(found) - len(found[:MOST_NAMED])
