"""What a job has written is taken back, in the opposite order; what somebody changed or used since stays, and why."""

from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile
from time import sleep
from typing import Any, cast

from django.db.models import Model, ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from ...dataset import BY_MODEL, BY_NAME, Table
from ...evidence.last_citation import BareError, held_by_keys, refuse_bare
from ...exchange.csvfile import is_guarded
from ...exchange.guard import guard
from ...exchange.portions.importing import Importing
from ...exchange.writer import Writer
from ...models import CITABLE, ImportJob, ImportRow, Record, Row
from ...models.many import save_states
from ...one_moment import one_step
from ...vocabularies import ImportOutcome, ImportStage, ReviewState
from ...worked_out import put_off
from ..holding import hold
from .jobs import WRITTEN, go_to, portion
from .moving import of_one_table
from .taking import MOST_PLACES, PORTION, OneFile, Rows, note
from .writing import PAUSE

TOUCHED = "Somebody changed or deleted it since."
USED = "Other rows rest on it that came later: {}."
MOST_NAMED = 3


class InTheWayError(Exception):
    """A row of a portion cannot be taken back; alone, it says why."""


class Undoing:
    """Takes back what a job has written: first out of the public, then each row, the last one first."""

    def __init__(self, job: ImportJob, worker: str) -> None:
        self.job, self.worker = job, worker
        self.past = {"cited": 0, "citations": MOST_PLACES, "others": MOST_PLACES, "rows": MOST_PLACES}

    def step(self) -> None:
        rows, act = self._public(), self._move_back
        if not rows:
            rows, act = self._last(self.job.rows.filter(outcome__in=WRITTEN), "rows"), self._take_back
        if not rows:
            go_to(self.job, self.worker, ImportStage.UNDOING, ImportStage.UNDONE)
            return
        self._together_or_alone(rows, act)
        sleep(PAUSE)

    def _public(self) -> list[ImportRow]:
        """What went on: records before their citations, these before their sources, a clause before its parts."""
        moved = self.job.rows.filter(outcome=ImportOutcome.ADDED, moved=True)
        cited = [BY_MODEL[model].name for model in CITABLE.values()]
        first = moved.filter(table__in=cited, place__gt=self.past["cited"]).order_by("place")
        if rows := of_one_table(list(first[:PORTION])):
            self.past["cited"] = rows[-1].place
            return rows
        return self._last(moved.filter(table="citations"), "citations") or self._last(moved, "others")

    def _last(self, found: Any, turn: str) -> list[ImportRow]:
        """The last rows of one file that came to the same; how far it got is kept, for rows are many."""
        rows = list(found.filter(place__lt=self.past[turn]).order_by("-place")[:PORTION])
        rows = list(takewhile(lambda row: (row.part, row.outcome) == (rows[0].part, rows[0].outcome), rows))
        self.past[turn] = rows[-1].place if rows else self.past[turn]
        return rows

    def _together_or_alone(self, rows: list[ImportRow], act: Callable[[list[ImportRow]], None]) -> None:
        try:
            self._portion(rows, act)
        except (InTheWayError, BareError, ProtectedError, RestrictedError) as error:
            for row in (
                self.job.rows.filter(pk__in=[row.pk for row in rows]).order_by("-place") if len(rows) > 1 else ()
            ):
                self._together_or_alone([row], act)
            if len(rows) == 1:
                self._keep(rows[0], _why(error))

    def _keep(self, row: ImportRow, cause: str) -> None:
        with portion(self.job, self.worker, ImportStage.UNDOING):
            self.job.rows.filter(pk=row.pk).update(outcome=ImportOutcome.KEPT, cause=cause)

    @one_step()
    def _portion(self, rows: list[ImportRow], act: Callable[[list[ImportRow]], None]) -> None:
        with portion(self.job, self.worker, ImportStage.UNDOING):
            model = BY_NAME[rows[0].table].model
            keys = {row.row for row in rows if row.row}
            self.held = {row.pk: row for row in hold({model: keys}).values()}
            self._keep_touched(rows)
            public = held_by_keys({model: keys})
            with put_off() as waiting:
                act([row for row in rows if row.outcome != ImportOutcome.KEPT])
            waiting.renew()
            refuse_bare(public)
            note(rows)

    def _keep_touched(self, rows: list[ImportRow]) -> None:
        for row in rows:
            stored = self.held.get(row.row or 0)
            if stored is None or stored.version != row.version:
                row.outcome, row.cause = ImportOutcome.KEPT, TOUCHED

    def _sign(self, row: Row) -> Row:
        vars(row)["_change_reason"] = f"import {self.job.pk} of {self.job.name} undone"
        if self.job.user is not None:
            vars(row)["_history_user"] = self.job.user
        return row

    def _move_back(self, rows: list[ImportRow]) -> None:
        records = [cast(Record, self._sign(self.held[row.row or 0])) for row in rows]
        for row, record in zip(rows, records, strict=True):
            record.state, row.moved, row.version = ReviewState.DRAFT, False, row.version + 1
        if records:
            save_states(records)

    def _take_back(self, rows: list[ImportRow]) -> None:
        if rows and rows[0].outcome == ImportOutcome.ADDED:
            self._delete(rows)
        elif rows:
            self._restore(rows)
        for row in rows:
            row.outcome, row.cause = ImportOutcome.TAKEN_BACK, ""

    # --- Rows that were added

    def _delete(self, rows: list[ImportRow]) -> None:
        """Deletes the rows with the ties that came with them, and nothing of anybody else's."""
        table = BY_NAME[rows[0].table]
        going = [self._sign(self.held[row.row or 0]) for row in rows]
        collector = Collector(using="default")
        ties = [
            tie for column in table.columns if column.field.many_to_many for tie in _ties(table, column.name, going)
        ]
        for some in _by_model([*(self._sign(tie) for tie in ties), *going]):
            collector.collect(some)
        own = {(type(row), row.pk) for row in (*ties, *going)}
        others = [
            each
            for model, some in collector.data.items()
            for each in some
            if isinstance(each, Row) and (model, each.pk) not in own
        ]
        if others:
            raise InTheWayError(_named(others))
        collector.delete()

    # --- Rows that were changed

    def _restore(self, rows: list[ImportRow]) -> None:
        """Each changed cell gets what was in it, by the way of all imports."""
        table = BY_NAME[rows[0].table]
        resource = OneFile(table, None, f"import {self.job.pk} of {self.job.name} undone")
        importing = Importing(resource, Writer(user=self.job.user), [])
        result = importing.run(Rows([(row.line, self._before(table, row)) for row in rows]), dry_run=False)
        if result.is_refused:
            raise InTheWayError("; ".join(problem.message for problem in result.problems[:MOST_NAMED]))
        versions = dict(table.model._base_manager.filter(pk__in=self.held).values_list("pk", "version"))
        for row in rows:
            row.version = versions[row.row or 0]

    def _before(self, table: Table, row: ImportRow) -> dict[str, str]:
        header = self.job.parts[row.part]["header"]
        said = dict(zip(header, row.cells, strict=True)) | row.read
        cells = {name: said[name] for name in table.key}
        for name, old, _ in row.changes:
            column = table.column(name)
            if not column.is_derived:
                cells[name] = guard(old) if is_guarded(column) else old
        return cells


def _ties(table: Table, name: str, rows: list[Row]) -> Iterator[Row]:
    relation: Any = table.column(name).field
    through, ours = relation.remote_field.through, relation.m2m_field_name()
    yield from through._base_manager.filter(**{f"{ours}__in": [row.pk for row in rows]}).order_by("pk")


def _by_model(rows: list[Row]) -> Iterator[list[Row]]:
    for model in dict.fromkeys(map(type, rows)):
        yield [row for row in rows if type(row) is model]


def _named(rows: Sequence[Model]) -> str:
    named = [f"{row._meta.verbose_name} {row.code}" for row in rows[:MOST_NAMED] if isinstance(row, Row)]
    return USED.format(", ".join(named) + (" …" if len(rows) > MOST_NAMED else ""))


def _why(error: Exception) -> str:
    if isinstance(error, BareError):
        return " ".join(error.messages)
    if isinstance(error, ProtectedError | RestrictedError):
        rows = error.protected_objects if isinstance(error, ProtectedError) else error.restricted_objects
        return _named(list(rows))
    return str(error)
