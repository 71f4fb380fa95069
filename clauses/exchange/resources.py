"""Imports and exports of the tables of the dataset, as the pages of django-import-export ask for them.

What came of the rows of a file (see `portions.importing`) is handed to the library as its Result.
"""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import tablib
from django.db import models, transaction

from ..dataset import Table
from ..evidence.last_citation import held_by_keys
from ..one_moment import one_step
from .csvfile import text_rows
from .portions.importing import Importing, code_of
from .portions.incoming import Incoming
from .problems import FileError, Problem
from .results import STALE, ImportResult, saved_since, stale
from .sheet import Sheet, parents_first, refuse_double, refuse_header
from .working_copies import beside
from .writer import IMPORTED, Proposals, Writer, bare


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
                changed = saved_since(self.table.model, since, self.importing.keys)
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
            cited = (
                {} if self.as_published else held_by_keys({self.table.model: self.importing.keys})
            )  # a package is looked at as a whole
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
        codes = [code_of(self.table, row) for _, row in sheet.numbered()]
        refuse_double(self.table, sheet.lines, codes)
        upward = [column for column in self.table.columns if column.related_model is self.table.model]
        sheet = parents_first(sheet, upward, codes)
        self.importing = Importing(self, writer, codes)
        return sheet

    def _import(self, sheet: Sheet, *, dry_run: bool) -> ImportResult:
        return self.importing.run(sheet, dry_run=dry_run)

    def move(self, found: Incoming) -> None:
        """A file of one table moves no row to another state."""


def resource_for(table: Table) -> Callable[[], TableResource]:
    """What makes the resource of `table`, where the library asks for a class."""
    return partial(TableResource, table)
