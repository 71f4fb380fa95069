"""Imports and exports of the tables of the dataset, as the pages of django-import-export ask for them.

An import takes its file row by row, and each row one way: read, refuse, compare, write or propose. What came of the
rows is handed to the library as its Result.
"""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Any, cast

import tablib
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from ..dataset import Table
from ..evidence.last_citation import held_by
from ..models import Row
from ..one_moment import one_step
from .csvfile import text_rows
from .guard import unguard
from .problems import FileError, Problem
from .reading import RowReader
from .results import PROPOSED, STALE, ImportResult, Outcome, saved_since, stale
from .sheet import Sheet, parents_first, refuse_double, refuse_header
from .working_copies import beside
from .writer import IMPORTED, Fellows, Proposals, Writer, bare, refusals


@dataclass
class Incoming:
    """A row of the file, put on the row of the table that it is about and not yet written.

    `before` and `after` are the cells of that row, without and with what the file says. `sets` are the rows that its
    cells with several codes name. `moves` where it goes to another state, which no cell says.
    """

    row: Row
    before: list[str]
    reason: str
    after: list[str] = field(default_factory=list)
    sets: dict[str, list[Row]] = field(default_factory=dict)
    moves: bool = False
    is_new: bool = False

    @property
    def is_same(self) -> bool:
        return not (self.is_new or self.moves) and self.before == self.after


class TableResource:
    """The import and export of one table. All of a file is imported, or nothing.

    A preview (`dry_run`) writes nothing and opens no transaction. `expected` is the `outcome` of the preview that was
    confirmed; an import that would do anything else is refused. `held` keeps what its user may not write at once.
    """

    as_published = False  # a data package has nothing of rows that are not public

    def __init__(self, table: Table) -> None:
        self.table = table

    def get_queryset(self) -> models.QuerySet:
        """The rows that may be changed and exported."""
        return self.table.model._default_manager.all()

    def export(self, queryset: models.QuerySet | None = None) -> Sheet:
        """The rows with the codes of drafts, for editors, ready for a spreadsheet."""
        asked = self.get_queryset() if queryset is None else queryset
        header, *rows = text_rows(self.table, asked, public=False)
        return Sheet(list(header), enumerate(map(list, rows), 2))

    # --- A file -------------------------------------------------------------------------------------------------------

    @one_step()
    def import_data(
        self,
        dataset: tablib.Dataset,
        dry_run: bool = False,
        *,
        along: Callable[[ImportResult], None] = lambda _: None,
        since: datetime | None = None,
        **options: Any,
    ) -> ImportResult:
        """Works beside the tables and writes at the end; `along` writes what belongs to it in the same transaction.

        `since` is when the preview was made: rows that were saved after it are named where they stop the import.
        `options` are those of `import_here`.
        """
        if dry_run:
            return self.import_here(dataset, dry_run=True, **options)
        changed, work = None, partial(self.import_here, dataset, **options)
        try:
            result = beside.run(work, self.table.written(), is_wanted=lambda done: not done.is_refused, along=along)
            if since and result.is_stale:
                changed = saved_since(self.table.model, since, [row.pk for row in self.own.rows.values()])
        except beside.ChangedMeanwhileError as error:
            changed = error.rows
        return result if changed is None else ImportResult.refused(FileError(Problem(0, "", stale(changed))))

    def import_here(
        self,
        dataset: tablib.Dataset,
        *,
        dry_run: bool = False,
        expected: str = "",
        held: Proposals | None = None,
        user: Any = None,
        file_name: str = "",
    ) -> ImportResult:
        """The same in the tables that the connection sees now."""
        self.held, self.reason = held, f"{IMPORTED} {file_name or 'a file'}"
        if held:
            held.begin()
        try:
            sheet = self._prepare(Sheet.of(dataset), Writer(user=user))
        except FileError as error:
            return ImportResult.refused(error)
        if dry_run:
            return self._import(sheet, dry_run=True)
        with transaction.atomic():
            cited = {} if self.as_published else held_by(self.own.rows.values())  # a package is looked at as a whole
            result = self._import(sheet, dry_run=False)
            differs = [Problem(0, "", STALE)] if expected and expected != result.outcome else []
            for problem in differs or bare({} if result.is_refused else cited):
                result.refuse(FileError(problem))
            if held and not result.is_refused:
                result.proposals = held.propose(self.reason)
            transaction.set_rollback(result.is_refused)
        return result

    def _prepare(self, sheet: Sheet, writer: Writer) -> Sheet:
        """Checks the file against the table as a whole, and its rows in the order in which they can be written."""
        refuse_header(self.table, sheet.headers, sheet.top)
        if not sheet.lines:
            raise FileError(Problem(0, "", "The file has a heading and no rows."))
        codes = [self._code(row) for _, row in sheet.numbered()]
        refuse_double(self.table, sheet.lines, codes)
        upward = [column for column in self.table.columns if column.related_model is self.table.model]
        sheet = parents_first(sheet, upward, codes)
        self.writer, self.own, self.fellows = writer, writer.references(self.table.model), Fellows(self.table.model)
        self.reader = RowReader(self.table, writer, as_published=self.as_published)
        self.own.load(codes, self.table.loaded(self.get_queryset(), public=False))
        return sheet

    def _import(self, sheet: Sheet, *, dry_run: bool) -> ImportResult:
        result = ImportResult()
        for line, row in sheet.numbered():
            with nullcontext() if dry_run else transaction.atomic():
                result.add(self._import_row(line, row, dry_run=dry_run))
        result.in_file_order()
        return result

    def _code(self, cells: dict[str, str]) -> str:
        """The code of a row of the file, made of its key columns as they are there."""
        return "/".join(unguard(cells[name]) for name in self.table.key)

    # --- A row of it --------------------------------------------------------------------------------------------------

    def _import_row(self, line: int, cells: dict[str, str], *, dry_run: bool) -> Outcome:
        """What comes of the row in `line`: read, compared, refused, written or proposed."""
        outcome, code = Outcome(line), self._code(cells)
        try:
            found = self._read(code, cells)
            if not found.is_same:
                self._refuse(found, line)
                held = self.held if self.held and self.held.takes(found.row) else None
                kind = outcome.IMPORT_TYPE_NEW if found.is_new else outcome.IMPORT_TYPE_UPDATE
                outcome.import_type = PROPOSED if held else kind
                if not dry_run:
                    self._write(found, held or self.writer)
            outcome.tell(found.row, zip(self.table.header, found.before, found.after, strict=True))
        except Exception as error:
            outcome.fail(error)
            self.own.refused[code] = line
            return outcome
        if found.row.pk is None:
            found.row.pk = -line  # a preview stores nothing, but later rows may refer to this one
        self.own.rows[code] = found.row
        return outcome

    def _read(self, code: str, cells: dict[str, str]) -> Incoming:
        """The row that `cells` are about, with what they say; ValidationError names the columns that cannot be read."""
        stored = self.own.rows.get(code)
        if stored is None and code in self.own.pks:
            raise ValidationError("This record is not among those that you may change. Take the row out.")
        row = self.table.model() if stored is None else stored
        before = [""] * len(self.table.columns) if stored is None else self.reader.texts(row, {})
        found = Incoming(row, before, self.reason, sets=self.reader.read(row, cells), is_new=stored is None)
        self.move(found)
        found.after = self.reader.texts(row, found.sets)
        return found

    def move(self, found: Incoming) -> None:
        """A file of one table moves no row to another state."""

    def _refuse(self, found: Incoming, line: int) -> None:
        """ValidationError where the row breaks a rule, may not be written now or is twice in the file."""
        row, related = found.row, [column for column in self.table.columns if column.related_model]
        names = [column.name for column in related if not column.field.many_to_many]
        wrong = refusals(row, known=[name for name in names if getattr(row, name) is not None])
        if wrong:
            header = self.table.header
            raise ValidationError({name if name in header else NON_FIELD_ERRORS: wrong[name] for name in wrong})
        said = (self.held.refusal(row) if self.held else "") or self.fellows.refusal(row, line)
        if said:
            raise ValidationError({NON_FIELD_ERRORS: [said]})
        found.after = self.reader.texts(row, found.sets)  # with what the rules have worked out

    def _write(self, found: Incoming, to: Writer | Proposals) -> None:
        cells = zip(self.table.header, found.before, found.after, strict=True)
        differs = any(old != new and name not in found.sets for name, old, new in cells)
        if differs or found.is_new or found.moves or to is self.held:
            to.write(found.row, found.reason)
        for name in found.sets:
            self._write_set(name, found, to)

    def _write_set(self, name: str, found: Incoming, to: Writer | Proposals) -> None:
        """Adds and removes the rows between the row and others one by one, so that each has its history."""
        relation, wanted = cast(models.ManyToManyField, self.table.column(name).field), found.sets[name]
        ours, theirs = relation.m2m_field_name(), relation.m2m_reverse_field_name()
        through = cast(type[Row], relation.remote_field.through)
        stored = {getattr(tie, f"{theirs}_id"): tie for tie in through._base_manager.filter(**{ours: found.row})}
        for pk in stored.keys() - {other.pk for other in wanted}:
            to.delete(stored[pk], found.reason)
        for other in wanted:
            if other.pk not in stored:
                tie = through(**{ours: found.row, theirs: other})
                wrong = refusals(tie, known=tie.natural_key_fields) if to is self.writer else {}
                if wrong:
                    raise ValidationError({name: [message for messages in wrong.values() for message in messages]})
                to.write(tie, found.reason)


def resource_for(table: Table) -> Callable[[], TableResource]:
    """What makes the resource of `table`, where the library asks for a class."""
    return partial(TableResource, table)
