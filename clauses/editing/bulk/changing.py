"""One column of many rows is to hold the same: what becomes of a portion of them.

Each row is asked the same and written in the same way as by hand; only what can be asked for all at once is.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, RestrictedError

from ...models import BulkRow, BulkWork, Proposal, Record, Row, owner_column
from ...vocabularies import BulkOutcome
from ..editors import Editor, account, sign
from ..edits import Edit, addition, called, change, deletion, owner
from ..holding import cited, hold
from ..proposals import OPEN, edits_of
from ..review import CHANGED, is_reviewed, why_frozen
from ..saving import Saving
from .columns import Planned, Way, changes_of
from .rows import GONE, broken_rules, model_of, said_of

PROPOSED_ALREADY = "The same is proposed already and waits for a reviewer."
ANOTHER_OPEN = "Another change of it is proposed and waits for a reviewer."
IN_USE = "Other rows hold on to it."


class Changing:
    """One column of all rows gets the same value."""

    def __init__(self, work: BulkWork, user: Editor) -> None:
        self.work, self.user, self.model = work, user, model_of(work)
        self.change = changes_of(self.model)[work.column]

    def look(self, items: Sequence[BulkRow]) -> None:
        """Notes in `items` what would become of their rows."""
        rows = self._rows(items)
        plans = {each.row.pk: each for each in self.change.planned(list(rows.values()), self.work.value)}
        waiting = self._open_edits([row for row in rows.values() if is_reviewed(row)])
        for item in items:
            plan = plans.get(item.row)
            if plan is None:
                item.outcome, item.cause = BulkOutcome.REFUSED, GONE
                continue
            item.version = plan.row.version
            self._judge(item, plan, waiting.get(getattr(owner(plan.row), "pk", None), []))

    def _rows(self, items: Sequence[BulkRow]) -> dict[int, Row]:
        rows = self.model._base_manager.filter(pk__in=[item.row for item in items])
        if not issubclass(self.model, Record):
            rows = rows.select_related(owner_column(self.model))
        return rows.in_bulk()

    def _judge(self, item: BulkRow, plan: Planned, waiting: list[list[Edit]]) -> None:
        item.outcome = BulkOutcome.SAME
        if plan.target is None:
            return
        item.cause = said_of(plan.row, self._why_not(plan))
        proposes = not self.user.is_superuser and is_reviewed(plan.row)
        if proposes and not item.cause and waiting:
            edit = self._edit(plan)
            same = any(_is_same(edit, each) for edits in waiting for each in edits)
            item.cause, item.warning = (PROPOSED_ALREADY, "") if same else ("", ANOTHER_OPEN)
        ready = BulkOutcome.TO_PROPOSE if proposes else BulkOutcome.READY
        item.outcome = BulkOutcome.REFUSED if item.cause else ready

    def _why_not(self, plan: Planned) -> str:
        target = cast(Row, plan.target)
        frozen = "" if self.user.is_superuser else why_frozen(target)
        return frozen or ("" if plan.goes else broken_rules(target))

    def _edit(self, plan: Planned) -> Edit | None:
        target = cast(Row, plan.target)
        if plan.goes:
            return deletion(target)
        return change(target) if target.pk else addition(target)

    def _open_edits(self, rows: Sequence[Row]) -> dict[int | None, list[list[Edit]]]:
        """What is proposed already about the records of these rows, by the number of the record."""
        records = [record for record in map(owner, rows) if record is not None]
        found: dict[int | None, list[list[Edit]]] = defaultdict(list)
        if records:
            keys = [record.pk for record in records]
            about = Proposal.objects.about_any(type(records[0]), keys).filter(status__in=OPEN)
            for proposal in about.order_by("pk"):
                found[proposal.row].append(edits_of(proposal))
        return found

    def write(self, items: Sequence[BulkRow]) -> list[Row]:
        """Writes the rows, or proposes what is published; returns those that were written, and notes it in `items`."""
        rows, done = self._held(items), []
        plans = {each.row.pk: each for each in self.change.planned(list(rows.values()), self.work.value)}
        for item in items:
            plan = plans.get(item.row)
            item.cause = self._left_out(item, plan)
            if item.cause:
                item.outcome = BulkOutcome.LEFT_OUT
            elif cast(Planned, plan).target is None:
                item.outcome = BulkOutcome.SAME
            else:
                done += self._save(item, cast(Planned, plan))
        return done

    def _held(self, items: Sequence[BulkRow]) -> dict[int, Row]:
        rows = self._rows(items)
        wanted: dict[type[Row], set[int]] = defaultdict(set, cited(rows.values()))
        wanted[self.model] |= rows.keys()
        for record in filter(None, map(owner, rows.values())):
            wanted[type(record)].add(record.pk)
        if self.change.through is not None:
            ties = self.change.planned(list(rows.values()), self.work.value) if self.change.way == Way.TAKE else []
            wanted[self.change.through] |= {each.target.pk for each in ties if each.target is not None}
        hold(wanted)
        return self._rows(items)  # as they stand now that nobody else can write them

    def _left_out(self, item: BulkRow, plan: Planned | None) -> str:
        if plan is None:
            return GONE
        if plan.row.version != item.version:
            return said_of(plan.row, CHANGED.format(called(plan.row)))
        return said_of(plan.row, self._why_not(plan)) if plan.target is not None else ""

    def _save(self, item: BulkRow, plan: Planned) -> list[Row]:
        target, saving = cast(Row, plan.target), Saving(account(self.user))
        try:
            with transaction.atomic():
                saving.begin([target], self.work.text)
                sign(target, self.user, self.work.text)
                (saving.delete if plan.goes else saving.write)(target)
                saving.conclude(owner(plan.row) or plan.row, None, was_published=True)
        except ValidationError as error:
            item.outcome, item.cause = BulkOutcome.LEFT_OUT, said_of(plan.row, " ".join(error.messages))
            return []
        except (IntegrityError, ProtectedError, RestrictedError):
            item.outcome, item.cause = BulkOutcome.LEFT_OUT, IN_USE
            return []
        item.outcome = BulkOutcome.PROPOSED if saving.proposal is not None else BulkOutcome.WRITTEN
        return [plan.row]


def _is_same(edit: Edit | None, other: Edit) -> bool:
    """Whether two edits would make the same of one row, whatever version each of them saw."""
    return edit is not None and (edit.table, edit.what, edit.row, edit.new) == (
        other.table,
        other.what,
        other.row,
        {name: value for name, value in other.new.items() if name in edit.new},
    )
