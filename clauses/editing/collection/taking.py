"""The staged rows of a job on their way into the record: checked first, then written, a portion at a time.

Both go the one way of all imports (`exchange.portions.importing`), table by table in the order of the job.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Min

from ...dataset import BY_MODEL, BY_NAME, Table
from ...dataset.template import is_needed
from ...exchange.collection.coming import ComingWriter
from ...exchange.collection.resolving import cells_of
from ...exchange.portions.importing import Importing
from ...exchange.portions.incoming import Incoming
from ...exchange.results import PROPOSED, ImportResult, Outcome
from ...exchange.writer import IMPORTED, Proposals
from ...models import ImportJob, ImportRow, Row
from ...vocabularies import ImportMode, ImportOutcome, ImportStage, ReviewState
from ..import_proposals import ImportProposals
from .jobs import TO_WRITE, go_to, portion
from .staging import DEFAULTS

PORTION = 250  # rows; whoever saves meanwhile waits for one that is written
MOST_PLACES = 2**31 - 1
BECOMES = {
    Outcome.IMPORT_TYPE_NEW: ImportOutcome.NEW,
    Outcome.IMPORT_TYPE_UPDATE: ImportOutcome.CHANGED,
    Outcome.IMPORT_TYPE_SKIP: ImportOutcome.SAME,
    PROPOSED: ImportOutcome.TO_PROPOSE,
}
NOTED = ["outcome", "column", "cause", "changes", "row", "version", "moved"]


class Rows:
    """Rows of one file as an import takes them."""

    def __init__(self, found: list[tuple[int, dict[str, str]]]) -> None:
        self.found = found

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        return iter(self.found)


class OneFile:
    """What the import of one file goes by, see `portions.importing.Resource`."""

    as_published = False

    def __init__(self, table: Table, held: Proposals | None, reason: str) -> None:
        self.table, self.held, self.reason = table, held, reason

    def get_queryset(self) -> Any:
        return self.table.model._default_manager.all()

    def move(self, found: Incoming) -> None:
        """The state of what is written comes when all of it is there."""


class Taking:
    """Takes the rows of a job portion by portion: this checks them, `Writing` writes them."""

    writes = False

    def __init__(self, job: ImportJob, worker: str, stage: str) -> None:
        self.job, self.worker, self.stage = job, worker, stage
        self.wanted = TO_WRITE if self.writes else (ImportOutcome.WAITING,)
        user = job.user
        self.held = ImportProposals(user) if user is not None and not user.is_superuser else None
        self.writer = ComingWriter(user, self._cells_of_codes, self._of_job)
        self.past: int | None = None  # the place of the last row that was looked at
        self.part = -1  # the file that is being taken
        self.importing: Importing | None = None

    def step(self) -> None:
        """Takes one portion; where there is none, the job goes to its next stage."""
        rows = self._next()
        if not rows:
            self._end()
        else:
            self._step(rows)

    def _next(self) -> list[ImportRow]:
        """Rows of one file that are to be taken, in their order; how far it got is kept, for they are many."""
        if self.past is None:
            first = self.job.rows.filter(outcome__in=self.wanted).aggregate(first=Min("place"))["first"]
            self.past = first - 1 if first is not None else MOST_PLACES
        while found := list(self.job.rows.filter(place__gt=self.past).order_by("place")[:PORTION]):
            rows = [row for row in found if row.outcome in self.wanted]
            rows = [row for row in rows if row.part == rows[0].part]
            self.past = rows[-1].place if rows else found[-1].place
            if rows:
                return rows
        return []

    def _end(self) -> None:
        if not self.writes:
            go_to(self.job, self.worker, self.stage, ImportStage.READY)
        elif self.job.state == ReviewState.DRAFT:
            go_to(self.job, self.worker, self.stage, ImportStage.DONE)
        else:
            go_to(self.job, self.worker, self.stage, ImportStage.MOVING)

    # --- Checking

    def _step(self, rows: list[ImportRow]) -> None:
        self._take(rows, dry_run=True)
        with portion(self.job, self.worker, self.stage):
            note(rows)

    def _take(self, rows: list[ImportRow], *, dry_run: bool) -> None:
        """What would become, or becomes, of the rows is noted in them."""
        importing = self._importing(rows[0])
        found = []
        for row in rows:
            is_new = row.code not in importing.own.pks
            if not is_new and self.job.mode == ImportMode.NEW:
                row.outcome = ImportOutcome.SAME
            else:
                found.append((row.line, self.cells(row, is_new=is_new)))
        by_line = {row.line: row for row in rows}
        result: ImportResult = importing.run(Rows(found), dry_run=dry_run)
        for outcome in result.rows:
            row = by_line[outcome.line]
            self._note(row, outcome, importing.own.rows.get(row.code))
        self._done(rows)

    def _importing(self, first: ImportRow) -> Importing:
        """One for each file: it knows what its rows have in common."""
        if self.part != first.part or self.importing is None:
            part = self.job.parts[first.part]
            reason = f"{IMPORTED} {part['name']} (import {self.job.pk})"
            resource = OneFile(BY_NAME[first.table], self.held, reason)
            self.part, self.importing = first.part, Importing(resource, self.writer, [])
        return self.importing

    def cells(self, row: ImportRow, *, is_new: bool) -> dict[str, str]:
        """What the row says, by column; a new row also that it has nothing of what it must have."""
        part = self.job.parts[row.part]
        said = cells_of(
            BY_NAME[row.table], part["header"], row.cells, row.read, empties=self.job.mode == ImportMode.EXACTLY
        )
        if is_new:
            needed = (column.name for column in BY_NAME[row.table].columns if is_needed(column))
            said |= {name: "" for name in needed if name not in said}
            said = {name: text for name, text in said.items() if text or name in needed_of(row.table)}
        return said

    def _note(self, row: ImportRow, outcome: Any, stored: Row | None) -> None:
        refusals = list(_refusals(outcome))
        if refusals and self._names_coming(row, refusals):
            row.outcome = ImportOutcome.NEW
            row.changes = [[name, "", text] for name, text in self.cells(row, is_new=True).items()]
        elif refusals:
            self._refuse(row, refusals)
        else:
            row.outcome = BECOMES[outcome.import_type]
            row.changes = [list(change) for change in outcome.changes]
            if stored is not None and stored.pk is not None and stored.pk > 0:
                row.row, row.version = stored.pk, stored.version

    def _refuse(self, row: ImportRow, refusals: list[tuple[str, str]]) -> None:
        row.outcome, row.column = ImportOutcome.REFUSED, refusals[0][0]
        said = (message if column in ("", row.column) else f"{column}: {message}" for column, message in refusals)
        row.cause = " ".join(said)
        if self.job.parts[row.part]["name"] == DEFAULTS:
            row.outcome, row.cause = ImportOutcome.LEFT_OUT, ""  # it goes with the row that it is for

    def _names_coming(self, row: ImportRow, refusals: list[tuple[str, str]]) -> bool:
        """Whether a new row is refused only for a record that its value names by a code and that comes, too."""
        if self.writes or [column for column, _ in refusals] != ["value"]:
            return False
        cells = self.cells(row, is_new=True)
        named = BY_NAME[row.table].model.named_by_value(cells)
        return any(code in self.writer.references(model).coming for model, (code,) in named)

    def _done(self, rows: list[ImportRow]) -> None:
        """Later rows may name those of this portion that come in."""
        own = self.writer.references(BY_NAME[rows[0].table].model)
        self.writer.done()
        for row in rows:
            if row.outcome == ImportOutcome.NEW:
                own.coming.add(row.code)
                own.refused.pop(row.code, None)
            elif row.outcome in (ImportOutcome.REFUSED, ImportOutcome.LEFT_OUT):
                own.refused[row.code] = row.line

    # --- What the rows of the job name

    def _of_job(self, model: type[Row]) -> tuple[set[str], dict[str, int]]:
        """The codes of rows that were checked and would be added, and those of rows that stay out."""
        rows = self.job.rows.filter(table=BY_MODEL[model].name).exclude(code="")
        out = rows.filter(outcome__in=(ImportOutcome.REFUSED, ImportOutcome.LEFT_OUT))
        coming = set() if self.writes else set(rows.filter(outcome=ImportOutcome.NEW).values_list("code", flat=True))
        return coming, dict(out.values_list("code", "line"))

    def _cells_of_codes(self, model: type[Row], codes: list[str]) -> Iterable[tuple[str, dict[str, str]]]:
        for row in self.job.rows.filter(table=BY_MODEL[model].name, code__in=codes, outcome=ImportOutcome.NEW):
            yield row.code, self.cells(row, is_new=True)


def needed_of(table: str) -> set[str]:
    """Columns whose emptiness is said, so that it is refused in the words of imports, and those of the key."""
    return {column.name for column in BY_NAME[table].columns if is_needed(column)} | set(BY_NAME[table].key)


def note(rows: list[ImportRow]) -> None:
    """Stores what became of rows."""
    ImportRow.objects.bulk_create(rows, update_conflicts=True, update_fields=NOTED, unique_fields=["pk"])


def _refusals(outcome: Any) -> Iterator[tuple[str, str]]:
    """What is wrong with a row: columns and messages."""
    if outcome.validation_error is not None:
        error = outcome.validation_error
        told = error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        for name, messages in told.items():
            yield from (("" if name == NON_FIELD_ERRORS else name, message) for message in messages)
    for each in outcome.errors:
        yield "", f"cannot be written: {each.error}"
