"""What others saved while a sheet was open: told before anything is written, with both versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ...models import Clause, ClauseText, Row
from .load import row_of
from .rows import Rows, SheetRow, block

MINE, THEIRS = "mine", "stored"
ADDED = "{} added this clause meanwhile. It is on the sheet now."
GONE = "{} deleted this clause meanwhile. On this sheet it is new: leave it out, or save it anew."
FIRST = "at the beginning"


@dataclass
class Clash:
    """A row that somebody else changed: each difference as (heading, stored, on the sheet)."""

    clause: int
    name: str
    who: str
    shown: str  # the versions that are stored now
    fields: list[tuple[str, str, str]] = field(default_factory=list)


class MeanwhileError(Exception):
    """Something else is stored than the sheet saw; nothing was written. `rows` are the sheet to go on with."""

    def __init__(self, rows: Rows, clashes: list[Clash]) -> None:
        super().__init__("Somebody else saved clauses of this agreement meanwhile.")
        self.rows, self.clashes = rows, clashes


@dataclass
class Stored:
    """The clauses of the sheet's part as they are now, in order with their levels, and the texts that it shows."""

    ordered: list[tuple[Clause, int]]
    texts: dict[int, ClauseText]  # by clause
    choices: Mapping[int, tuple[str, str]] = field(default_factory=dict)  # by clause: which version, of which versions

    def __post_init__(self) -> None:
        self.places = {clause.pk: at for at, (clause, _) in enumerate(self.ordered)}

    def versions(self, clause: Clause) -> str:
        text = self.texts.get(clause.pk)
        return f"{clause.version}.{text.version if text else 0}"

    def before(self, at: int) -> Clause | None:
        return self.ordered[at - 1][0] if at else None

    def row(self, at: int) -> SheetRow:
        clause, level = self.ordered[at]
        return row_of(clause, level, self.texts.get(clause.pk))


def who_saved(model: type[Row], key: int) -> str:
    last = model.history.filter(id=key).select_related("history_user").order_by("-history_date", "-history_id").first()
    return last.history_user.get_username() if last is not None and last.history_user else "Somebody"


def agree(rows: Rows, stored: Stored) -> Rows:
    """The rows with the versions that are stored now. MeanwhileError where somebody has to look or to choose first."""
    clashes = []
    is_other = False
    for row in list(rows):
        if row.seen is None:
            continue
        at = stored.places.get(row.seen.clause)
        if at is None:
            row.problems, row.seen = [GONE.format(who_saved(Clause, row.seen.clause))], None
            is_other = True
        elif _versions(row) != stored.versions(stored.ordered[at][0]):
            clash = _settle(rows, row, at, stored)
            clashes += [clash] if clash else []
    known = {row.seen.clause for row in rows if row.seen}
    for at, (clause, _) in enumerate(stored.ordered):
        if clause.pk not in known:
            _insert(rows, [stored.row(at)], stored.before(at))
            added = next(row for row in rows if row.seen and row.seen.clause == clause.pk)
            added.problems = [ADDED.format(who_saved(Clause, clause.pk))]
            is_other = True
    if clashes or is_other:
        raise MeanwhileError(rows, clashes)
    return rows


def _versions(row: SheetRow) -> str:
    return f"{row.seen.version}.{row.seen.text_version}" if row.seen else ""


def _settle(rows: Rows, row: SheetRow, at: int, stored: Stored) -> Clash | None:
    """Takes over what was chosen; the clash where nothing was, and None where nothing differs."""
    clause, _ = stored.ordered[at]
    now, shown = stored.row(at), stored.versions(clause)
    fields = _differences(rows, row, at, stored)
    choice = stored.choices.get(clause.pk, ("", ""))
    if fields and choice not in ((MINE, shown), (THEIRS, shown)):
        return Clash(clause.pk, clause.label, who_saved(Clause, clause.pk), shown, fields)
    if fields and choice[0] == THEIRS:
        _take(rows, row, now, stored.before(at))
    row.seen = now.seen
    return None


def _take(rows: Rows, row: SheetRow, now: SheetRow, before: Clause | None) -> None:
    place = next(at for at, each in enumerate(rows) if each is row)
    moved = [rows[each] for each in block(rows, place)]
    for each in moved[1:]:
        each.level += now.level - row.level
    row.level, row.num, row.heading, row.text, row.is_out = now.level, now.num, now.heading, now.text, False
    rows[place : place + len(moved)] = []
    _insert(rows, moved, before)


def _insert(rows: Rows, moved: Rows, before: Clause | None) -> None:
    """Right after the row of `before`, which is the clause before them as stored."""
    at = next((each for each, row in enumerate(rows) if before and row.seen and row.seen.clause == before.pk), -1)
    rows[at + 1 : at + 1] = moved


def _differences(rows: Rows, row: SheetRow, at: int, stored: Stored) -> list[tuple[str, str, str]]:
    now, before = stored.row(at), stored.before(at)
    pairs = (
        ("Level", str(now.level), "left out" if row.is_out else str(row.level)),
        ("Place", f"after {before.label}" if before else FIRST, _place(rows, row, stored)),
        ("Number", now.num, row.num),
        ("Heading", now.heading, row.heading),
        ("Words", now.text, row.text),
    )
    return [(name, old, new) for name, old, new in pairs if old != new]


def _place(rows: Rows, row: SheetRow, stored: Stored) -> str:
    """After which stored clause a row is on the sheet; what is new on it is passed over."""
    place = next(at for at, each in enumerate(rows) if each is row)
    for each in reversed(rows[:place]):
        if each.seen and each.seen.clause in stored.places:
            return f"after {stored.ordered[stored.places[each.seen.clause]][0].label}"
    return FIRST


def copied(rows: Rows) -> Rows:
    """The rows once more, so that what is refused leaves those of the form as they are."""
    return [replace(row, problems=[]) for row in rows]
