"""The rows of a job that were checked are written, a portion at a time, as they were shown to its user."""

from time import sleep
from typing import Any

from ...dataset import BY_NAME
from ...evidence.last_citation import BareError, held_by_keys, refuse_bare
from ...exchange.writer import IMPORTED
from ...models import ImportRow
from ...one_moment import one_step
from ...vocabularies import ImportOutcome
from ...worked_out import put_off
from ..holding import hold
from .jobs import portion
from .staging import DEFAULTS, number_anew
from .taking import Taking, note

PAUSE = 0.15  # seconds after each portion: who waits for SQLite asks again each tenth of a second
CHANGED_MEANWHILE = "was changed, added or deleted by somebody else after it was checked. Offer it once more."
BECAME = {
    ImportOutcome.NEW: ImportOutcome.ADDED,
    ImportOutcome.CHANGED: ImportOutcome.ALTERED,
    ImportOutcome.TO_PROPOSE: ImportOutcome.PROPOSED,
    ImportOutcome.SAME: ImportOutcome.SAME,
}


class Writing(Taking):
    """Writes the rows of a job."""

    writes = True

    def _step(self, rows: list[ImportRow]) -> None:
        self._write(rows)
        sleep(PAUSE)

    @one_step()
    def _write(self, rows: list[ImportRow]) -> None:
        """A portion, its history and what became of it, or nothing of it.

        Where a public record would lose its last citation, its rows are taken one by one to find that one.
        """
        try:
            with portion(self.job, self.worker, self.stage):
                self._write_held(rows)
        except BareError as error:
            self.writer.named.clear()
            self.part = -1
            if len(rows) == 1:
                rows[0].outcome, rows[0].cause = ImportOutcome.LEFT_OUT, " ".join(error.messages)
                with portion(self.job, self.worker, self.stage):
                    note(rows)
                return
            for row in self.job.rows.filter(pk__in=[row.pk for row in rows]):
                self._write([row])

    def _write_held(self, rows: list[ImportRow]) -> None:
        model = BY_NAME[rows[0].table].model
        if self.job.parts[rows[0].part]["name"] == DEFAULTS:
            number_anew(self.job, rows)
        before = {row.pk: ImportOutcome(row.outcome) for row in rows}
        keys = {row.row for row in rows if row.row}
        versions = {row.pk: row.version for row in hold({model: keys}).values()} if keys else {}
        self._find_added(rows)
        going = [row for row in rows if self._is_as_checked(row, versions)]
        public = held_by_keys({model: keys}) if keys else {}
        if self.held is not None:
            self.held.begin()
        with put_off() as waiting:
            if going:
                self._take(going, dry_run=False)
            if self.held is not None:
                self.held.propose(f"{IMPORTED} {self.job.name} (import {self.job.pk})")
        waiting.renew()
        refuse_bare(public)
        self._note_written(rows, before, going)

    def _find_added(self, rows: list[ImportRow]) -> None:
        """What somebody else has added meanwhile under codes of these rows."""
        model: Any = BY_NAME[rows[0].table].model
        if model.natural_key_fields == ("slug",):
            stored = model._base_manager.filter(slug__in=[row.code for row in rows]).values_list("slug", "pk")
            self.writer.references(model).pks |= dict(stored)

    def _is_as_checked(self, row: ImportRow, versions: dict[int, int]) -> bool:
        """Whether nobody has written in it, or added it, since it was checked."""
        own = self.writer.references(BY_NAME[row.table].model)
        is_so = versions.get(row.row) == row.version if row.row else row.code not in own.pks
        if not is_so:
            row.outcome, row.cause = ImportOutcome.LEFT_OUT, CHANGED_MEANWHILE
            own.refused[row.code] = row.line
        return is_so

    def _note_written(self, rows: list[ImportRow], before: dict[int, ImportOutcome], going: list[ImportRow]) -> None:
        model = BY_NAME[rows[0].table].model
        for row in going:
            if row.outcome in (ImportOutcome.REFUSED, ImportOutcome.LEFT_OUT):
                row.outcome = ImportOutcome.LEFT_OUT  # a default citation was refused with what it is about
            else:
                row.outcome = BECAME[ImportOutcome(row.outcome)]
        stored = dict(model._base_manager.filter(pk__in=[row.row for row in rows]).values_list("pk", "version"))
        for row in rows:
            row.version = stored.get(row.row or 0, row.version)
        note(rows)
