"""The rows of a file on their way into a table: read, compared, refused, written or proposed.

Rows come in portions. What is needed to read a portion is asked at once; of each row it is told without a question
whether it certainly breaks no rule, and such rows are written together. All others are taken one by one.
"""

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Protocol

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models, transaction

from ...dataset import Table
from ...models import Row
from ...querysets import CHUNK
from ..guard import unguard
from ..reading import RowReader
from ..results import PROPOSED, ImportResult, Outcome
from ..writer import Fellows, Proposals, Writer, refusals
from .ahead import Ahead, between
from .incoming import Incoming
from .passing import Passing
from .waiting import Waiting


class Resource(Protocol):
    """What the import of one file goes by; see `TableResource`."""

    table: Table
    as_published: bool
    held: Proposals | None
    reason: str

    def get_queryset(self) -> models.QuerySet: ...
    def move(self, found: Incoming) -> None: ...


class Rows(Protocol):
    """Rows of a file, a sheet or a part of one, each with its line; a row may have nothing of some columns."""

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]: ...


def code_of(table: Table, cells: dict[str, str]) -> str:
    """The code of a row of the file, made of its key columns as they are there."""
    return "/".join(unguard(cells[name]) for name in table.key)


def portions(numbered: Iterator[tuple[int, dict[str, str]]]) -> Iterator[list[tuple[int, dict[str, str]]]]:
    while portion := list(islice(numbered, CHUNK)):
        yield portion


class Importing:
    """Takes the rows with these `codes`. `keys` are the numbers of those that are there already."""

    def __init__(self, resource: Resource, writer: Writer, codes: list[str]) -> None:
        self.table, self.held, self.reason, self.move = resource.table, resource.held, resource.reason, resource.move
        self.writer, self.own, self.fellows = writer, writer.references(self.table.model), Fellows(self.table.model)
        self.reader = RowReader(self.table, writer, as_published=resource.as_published)
        self.keys = {self.own.pks[code] for code in codes if code in self.own.pks}
        self.upward = [column.name for column in self.table.columns if column.related_model is self.table.model]
        self.ahead = Ahead(self.table, writer, self.table.loaded(resource.get_queryset(), public=False))
        self.passing = Passing(writer.using, constraints=True)

    def run(self, sheet: Rows, *, dry_run: bool) -> ImportResult:
        result = ImportResult()
        self.waiting: Waiting[str, Incoming] = Waiting(
            self.writer.using,
            written=lambda found: result.add(self._done(found)),
            alone=lambda found: result.add(self._write_alone(found)),
        )
        for portion in portions(sheet.numbered()):
            self.ahead.load([(code_of(self.table, cells), cells) for _, cells in portion])
            for line, cells in portion:
                outcome = self._import_row(line, cells, dry_run=dry_run)
                if outcome is not None:
                    result.add(outcome)
        self.waiting.write()
        result.in_file_order()
        return result

    def _import_row(self, line: int, cells: dict[str, str], *, dry_run: bool) -> Outcome | None:
        """What comes of the row in `line`: read, compared, refused, written or proposed; None where it waits for it."""
        outcome, code = Outcome(line), code_of(self.table, cells)
        if any(cells.get(name) in self.waiting for name in self.upward):
            self.waiting.write()
        try:
            found = self._read(outcome, code, cells)
            if not found.is_same:
                is_certain = self._is_certain(found)
                self._refuse(found, is_certain=is_certain)
                held = self.held if not is_certain and self.held and self.held.takes(found.row) else None
                kind = outcome.IMPORT_TYPE_NEW if found.is_new else outcome.IMPORT_TYPE_UPDATE
                outcome.import_type = PROPOSED if held else kind
                if not dry_run and is_certain and self._waits(found):
                    return None
                if not dry_run:
                    self._write(found, held or self.writer)
            return self._done(found)
        except Exception as error:
            return self._failed(outcome, code, error)

    def _done(self, found: Incoming) -> Outcome:
        found.outcome.tell(found.row, found.cells(self.table.header))
        if found.row.pk is None:
            found.row.pk = -found.outcome.line  # a preview stores nothing, but later rows may refer to this one
        self.own.rows[found.code] = found.row
        return found.outcome

    def _failed(self, outcome: Outcome, code: str, error: Exception) -> Outcome:
        outcome.fail(error)
        self.own.refused[code] = outcome.line
        return outcome

    def _read(self, outcome: Outcome, code: str, cells: dict[str, str]) -> Incoming:
        """The row that `cells` are about, with what they say; ValidationError names the columns that cannot be read."""
        stored = self.own.rows.get(code)
        if stored is None and code in self.own.pks:
            raise ValidationError("This record is not among those that you may change. Take the row out.")
        row = self.table.model() if stored is None else stored
        before = [""] * len(self.table.columns) if stored is None else self.reader.texts(row, {})
        found = Incoming(row, before, self.reason, outcome, code, is_new=stored is None)
        found.sets = self.reader.read(row, cells)
        self.move(found)
        found.after = self.reader.texts(row, found.sets)
        return found

    def _known(self, row: Row) -> list[str]:
        """The columns of which it is known that the row which they name is there."""
        related = [column for column in self.ahead.related if not column.field.many_to_many]
        return [column.name for column in related if getattr(row, column.name) is not None]

    def _is_certain(self, found: Incoming) -> bool:
        """Whether nothing refuses the row, and it is to be written at once, without a question to the database."""
        held, row = self.held, found.row
        return self.passing.certainly(
            row, self._known(row), lambda: not (held and (held.refusal(row) or held.takes(row)))
        )

    def _refuse(self, found: Incoming, *, is_certain: bool) -> None:
        """ValidationError where the row breaks a rule, may not be written now or is twice in the file."""
        if not is_certain:
            self.waiting.write()  # it may be asked about those before it
            self._refuse_asking(found)
        said = self.fellows.refusal(found.row, found.outcome.line)
        if said:
            raise ValidationError({NON_FIELD_ERRORS: [said]})
        found.after = self.reader.texts(found.row, found.sets)  # with what the rules have worked out

    def _refuse_asking(self, found: Incoming) -> None:
        wrong = refusals(found.row, known=self._known(found.row))
        if wrong:
            header = self.table.header
            raise ValidationError({name if name in header else NON_FIELD_ERRORS: wrong[name] for name in wrong})
        said = self.held.refusal(found.row) if self.held else ""
        if said:
            raise ValidationError({NON_FIELD_ERRORS: [said]})

    def _waits(self, found: Incoming) -> bool:
        """Keeps the row with its new ties to be written with others; not where a tie goes or is not certain."""
        ties, gone = list[Row](), False
        for name in found.sets:
            new, going = self._ties(name, found)
            ties, gone = [*ties, *new], gone or bool(going)
        if gone or not all(self.passing.certainly(tie, tie.natural_key_fields) for tie in ties):
            self.waiting.write()
            return False
        rows = [found.row, *ties] if found.differs(self.table.header) else ties
        for row in rows:
            self.writer.tell(row, found.reason)
        self.waiting.add(found.code, found, *rows)
        return True

    def _write_alone(self, found: Incoming) -> Outcome:
        try:
            self._refuse_asking(found)
            self._write(found, self.writer)
            return self._done(found)
        except Exception as error:
            return self._failed(found.outcome, found.code, error)

    def _write(self, found: Incoming, to: Writer | Proposals) -> None:
        with transaction.atomic():
            if found.differs(self.table.header) or to is self.held:
                to.write(found.row, found.reason)
            for name in found.sets:
                self._write_set(name, found, to)

    def _ties(self, name: str, found: Incoming) -> tuple[list[Row], list[Row]]:
        """The rows between the row and others that are to be added, and those that are to go."""
        through, ours, theirs = between(self.table.column(name))
        stored = self.ahead.tied[name].get(found.row.pk, {}) if found.row.pk else {}
        make: Callable[..., Row] = through
        wanted = {other.pk: other for other in found.sets[name]}
        new = [make(**{ours: found.row, theirs: wanted[key]}) for key in wanted if key not in stored]
        return new, [stored[key] for key in stored.keys() - wanted.keys()]

    def _write_set(self, name: str, found: Incoming, to: Writer | Proposals) -> None:
        """Adds and removes the rows between the row and others one by one, so that each has its history."""
        new, gone = self._ties(name, found)
        for tie in gone:
            to.delete(tie, found.reason)
        for tie in new:
            wrong = refusals(tie, known=tie.natural_key_fields) if to is self.writer else {}
            if wrong:
                raise ValidationError({name: [message for messages in wrong.values() for message in messages]})
            to.write(tie, found.reason)
