"""Saving a record with the rows that belong to it: what nobody has let through yet is written, a change of what a
reviewer has let through is proposed.

A superuser writes at once, and the history says who it was.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.models import User
from django.db import models

from ..evidence.last_citation import Keys, held_by, one_at_a_time, refuse_bare
from ..evidence.uncited import lacks_citation
from ..models import Proposal, Row
from ..vocabularies import ReviewState
from . import proposals
from .apply import give_number
from .edits import Edit, addition, change, deletion, owner
from .requote import after_saving
from .review import needs_review
from .swaps import make_room


@dataclass
class Saving:
    """What one user does with one record, from the form that is shown to the last row that is written.

    `refused` says why it could not be written a moment ago, `shown` what the form shows of a proposal that is
    rewritten, and `tables` which tables have rows in it. Call `begin`, then `write` and `delete`, then `conclude`, in
    one transaction.
    """

    user: User
    refused: Sequence[str] = ()
    shown: Sequence[Edit] = ()
    tables: set[type[models.Model]] = field(default_factory=set)
    reason: str = ""
    written: list[Row] = field(default_factory=list)
    proposed: list[Edit] = field(default_factory=list)
    cited: Keys = field(default_factory=dict)  # the records that must not lose their last citation by it
    proposal: Proposal | None = None  # what became of it
    lacks: str = ""  # why the record stays a draft

    def begin(self, rows: Iterable[Row], reason: str) -> None:
        """`rows` are all that may be written or deleted; those that are new are left."""
        self.reason = reason
        self.cited = held_by(rows)

    def write_together(self, rows: Sequence[Row]) -> None:
        """The same as `write` for rows of one table, which may exchange what must be unique."""
        make_room(row for row in rows if not self._proposes(row))
        for row in rows:
            self.write(row)

    def write(self, row: Any) -> None:
        row._change_reason = self.reason or None
        if not self._proposes(row):
            give_number(row)
            row.save()
            self.written.append(row)
            return
        edit = change(row) if row.pk else addition(row)
        self.proposed += [edit] if edit is not None else []

    def delete(self, row: Any) -> None:
        row._change_reason = self.reason or None
        if self._proposes(row):
            self.proposed.append(deletion(row))
        else:
            row.delete()
            self.written.append(row)

    def _proposes(self, row: Row) -> bool:
        return not self.user.is_superuser and needs_review(row)

    def conclude(self, record: Row, revised: Proposal | None, *, was_published: bool) -> None:
        """Keeps what has to be proposed, in place of what the proposal `revised` said until now.

        BareError where a public record has no citation any more.
        """
        after_saving(self.written)
        kept = self.proposed + self._unshown(record, revised)
        if kept:
            self.proposal = self._keep(record, revised, kept)
        elif revised is not None:
            self.proposal = proposals.take_back(revised, user=self.user)
        elif getattr(record, "state", "") == ReviewState.PUBLISHED and not was_published:
            self._refuse_uncited(record)
        refuse_bare(self.cited)

    def _unshown(self, record: Row, revised: Proposal | None) -> list[Edit]:
        """What the proposal that is rewritten says of rows that the form has no room for: it stays."""
        shown = {type(record), *self.tables}
        return [edit for edit in proposals.edits_of(revised) if edit.model not in shown] if revised is not None else []

    def _keep(self, record: Row, revised: Proposal | None, edits: list[Edit]) -> Proposal:
        if revised is not None:
            return proposals.revise(revised, edits, user=self.user, reason=self.reason)
        about = record if record.pk else owner(record) or record
        return proposals.propose(about, edits, user=self.user, reason=self.reason)

    def _refuse_uncited(self, record: Any) -> None:
        """Nothing typed is lost: a record that may not be public yet is kept as a draft."""
        one_at_a_time()
        self.lacks = lacks_citation(record)
        if self.lacks:
            record.state = ReviewState.DRAFT
            record._change_reason = self.lacks
            record.save()
