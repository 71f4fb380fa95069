"""Many rows go on to the next step of the review: what becomes of a portion of them.

Each is moved as by its own button (`review.move`), with the citations that its user was shown; those that certainly
may be go together (`Ready`).
"""

from collections.abc import Mapping, Sequence
from time import monotonic
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from ...models import BulkRow, BulkWork, Citation, Record, Row
from ...vocabularies import BulkAct, BulkOutcome, ReviewState
from ..bundles.collect import loading
from ..bundles.remarks import of_quotations
from ..editors import Editor
from ..edits import called
from ..refusals import in_a_sentence, lacking_of
from ..review import CHANGED, hold_for_review, move, unfinished_citations, why_not
from .ready import Ready
from .rows import GONE, broken_rules, model_of, said_of

HIDDEN = "What it belongs to is not public, so readers will not see it yet."
ALONE = "You wrote in it yourself: the history will say that you published it alone."
MISQUOTES = "It, or a citation that goes along, quotes words that do not stand so in the stored text of the source."
LONGEST = 1.0  # seconds in which rows of one portion are begun
TARGETS = {BulkAct.SEND: ReviewState.IN_REVIEW, BulkAct.PUBLISH: ReviewState.PUBLISHED}


class Moving:
    """All rows go on to the next step of the review."""

    def __init__(self, work: BulkWork, user: Editor) -> None:
        self.work, self.user, self.model = work, user, cast(type[Record], model_of(work))
        self.state = TARGETS[BulkAct(work.act)]
        self.misquoting: set[int] = set()
        self.missing: dict[int, str] = {}
        self.together: list[tuple[BulkRow, list[Record]]] = []  # what goes on together, each with its citations

    def look(self, items: Sequence[BulkRow]) -> None:
        """Notes in `items` what would become of their rows, and which citations could go along."""
        related = self.model.public_with
        found = self.model._base_manager.filter(pk__in=[item.row for item in items])
        rows: dict[int, Any] = (found.select_related(*related) if related else found).in_bulk()
        along = unfinished_citations(list(rows.values()))
        self.misquoting = _misquoting(list(rows.values()), along)
        self.ready = Ready(self.user, self.model, self.state, list(rows.values()))
        self.missing = {} if self.state == ReviewState.PUBLISHED else _missing(self.model, list(rows.values()))
        for item in items:
            row = rows.get(item.row)
            if row is None:
                item.outcome, item.cause = BulkOutcome.REFUSED, GONE
                continue
            item.version = row.version
            item.along = " ".join(f"{pk}:{version}" for pk, version in along.get(row.pk, {}).items())
            self._judge(item, row)

    def _judge(self, item: BulkRow, row: Record) -> None:
        if row.state == self.state:
            item.outcome = BulkOutcome.SAME
            return
        item.cause = "" if self.ready.may_go(row) else said_of(row, why_not(self.user, row, self.state))
        if not item.cause:
            misquotes = MISQUOTES if row.pk in self.misquoting else ""
            item.warning = " ".join(filter(None, [misquotes, self._warning(row)]))
            row.state, row.withdrawn_reason = self.state, ""
            item.cause = "" if self.ready.keeps_rules(row) else said_of(row, broken_rules(row))
        item.outcome = BulkOutcome.REFUSED if item.cause else BulkOutcome.READY

    def _warning(self, row: Record) -> str:
        if self.state != ReviewState.PUBLISHED:
            return said_of(row, self.missing.get(row.pk, ""))
        if self.ready.is_alone(row):
            return ALONE
        needed = (getattr(row, name) for name in row.public_with)
        return "" if all(each.is_public for each in needed if each is not None) else HIDDEN

    def write(self, items: Sequence[BulkRow]) -> list[Row]:
        """Moves the rows on; returns those that were moved, and notes in `items` what became of each."""
        stored = self.model._base_manager.filter(pk__in=[item.row for item in items]).order_by("pk")
        hold_for_review(list(stored))  # of all of them before the first is written
        rows = {row.pk: row for row in stored.all()}
        self.ready, self.together = Ready(self.user, self.model, self.state, list(rows.values())), []
        end = monotonic() + LONGEST
        for item in items:
            self._set_out(item, rows.get(item.row))
            if monotonic() > end:
                break  # rows that are moved one by one take long, and others wait: the next portion has the rest
        self._write_together()
        return [rows[item.row] for item in items if item.outcome == BulkOutcome.WRITTEN]

    def _set_out(self, item: BulkRow, row: Record | None) -> None:
        """Moves a row, or keeps it to be moved with others where it is certain that it may be."""
        if row is None:
            item.outcome, item.cause = BulkOutcome.LEFT_OUT, GONE
            return
        going = self.ready.set_out(row, _seen(item)) if row.version == item.version else []
        if going:
            self.together.append((item, going))
        else:
            self._write_together()  # it may rest on those before it
            self._move_alone(item, row)

    def _write_together(self) -> None:
        together, self.together = self.together, []
        if not together:
            return
        try:
            self.ready.write([going for _, going in together], self.work.text)
        except (ValidationError, IntegrityError):
            stored = self.model._base_manager.in_bulk([item.row for item, _ in together])
            for item, _ in together:
                self._move_alone(item, stored[item.row])
        else:
            for item, _ in together:
                item.outcome, item.cause = BulkOutcome.WRITTEN, ""

    def _move_alone(self, item: BulkRow, row: Record) -> None:
        item.cause = self._move(item, row)
        item.outcome = BulkOutcome.LEFT_OUT if item.cause else BulkOutcome.WRITTEN

    def _move(self, item: BulkRow, row: Record) -> str:
        """Why `row` stays as it was; empty where it was moved."""
        if row.version != item.version:
            return said_of(row, CHANGED.format(called(row)))
        try:
            with transaction.atomic():
                move(self.user, row, self.state, text=self.work.text, seen=_seen(item))
        except ValidationError as error:
            return said_of(row, " ".join(error.messages))
        return ""


def _seen(item: BulkRow) -> dict[int, int]:
    """The versions of the citations that the user was shown, by number."""
    pairs = (each.partition(":")[::2] for each in item.along.split())
    return {int(pk): int(version) for pk, version in pairs}


def _missing(model: type[Record], rows: Sequence[Record]) -> dict[int, str]:
    """What each draft lacks to be published, see `review.missing`."""
    causes = lacking_of(model, rows, lambda one: one.state != ReviewState.WITHDRAWN)
    return {row.pk: in_a_sentence(row, causes[row.pk]) for row in rows if row.pk in causes}


def _misquoting(rows: Sequence[Record], along: Mapping[int, Mapping[int, int]]) -> set[int]:
    """Those of these records that quote, or whose citations going along quote, what their texts do not have so."""
    asked = {pk: row for row, citations in along.items() for pk in citations}
    asked |= {row.pk: row.pk for row in rows if isinstance(row, Citation)}
    citations = loading(Citation).filter(pk__in=asked).order_by("pk") if asked else ()
    return {asked[remark.at.pk] for remark in of_quotations(citations) if remark.is_grave}
