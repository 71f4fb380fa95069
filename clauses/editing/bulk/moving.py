"""Many rows go on to the next step of the review: what becomes of a portion of them.

Each is moved as by its own button (`review.move`), with the citations that its user was shown.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import transaction

from ...models import BulkRow, BulkWork, Citation, Record, Row
from ...vocabularies import BulkAct, BulkOutcome, ReviewState
from ..authors import writers
from ..bundles.collect import loading
from ..bundles.remarks import of_quotations
from ..editors import Editor
from ..edits import called
from ..review import CHANGED, hold_for_review, missing, move, unfinished_citations, why_not
from .rows import GONE, broken_rules, model_of, said_of

HIDDEN = "What it belongs to is not public, so readers will not see it yet."
ALONE = "You wrote in it yourself: the history will say that you published it alone."
MISQUOTES = "It, or a citation that goes along, quotes words that do not stand so in the stored text of the source."
TARGETS = {BulkAct.SEND: ReviewState.IN_REVIEW, BulkAct.PUBLISH: ReviewState.PUBLISHED}


class Moving:
    """All rows go on to the next step of the review."""

    def __init__(self, work: BulkWork, user: Editor) -> None:
        self.work, self.user, self.model = work, user, cast(type[Record], model_of(work))
        self.state = TARGETS[BulkAct(work.act)]
        self.misquoting: set[int] = set()

    def look(self, items: Sequence[BulkRow]) -> None:
        """Notes in `items` what would become of their rows, and which citations could go along."""
        related = self.model.public_with
        found = self.model._base_manager.filter(pk__in=[item.row for item in items])
        rows: dict[int, Any] = (found.select_related(*related) if related else found).in_bulk()
        along = unfinished_citations(list(rows.values()))
        self.misquoting = _misquoting(list(rows.values()), along)
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
        item.cause = said_of(row, why_not(self.user, row, self.state))
        if not item.cause:
            misquotes = MISQUOTES if row.pk in self.misquoting else ""
            item.warning = " ".join(filter(None, [misquotes, self._warning(row)]))
            row.state, row.withdrawn_reason = self.state, ""
            item.cause = said_of(row, broken_rules(row))
        item.outcome = BulkOutcome.REFUSED if item.cause else BulkOutcome.READY

    def _warning(self, row: Record) -> str:
        if self.state != ReviewState.PUBLISHED:
            return said_of(row, missing(row))
        if self.user.is_superuser and self.user.pk in writers(row):
            return ALONE
        needed = (getattr(row, name) for name in row.public_with)
        return "" if all(each.is_public for each in needed if each is not None) else HIDDEN

    def write(self, items: Sequence[BulkRow]) -> list[Row]:
        """Moves the rows on; returns those that were moved, and notes in `items` what became of each."""
        stored = self.model._base_manager.filter(pk__in=[item.row for item in items]).order_by("pk")
        hold_for_review(list(stored))  # of all of them before the first is written
        rows = {row.pk: row for row in stored.all()}
        done: list[Row] = []
        for item in items:
            row = rows.get(item.row)
            item.cause = GONE if row is None else self._move(item, row)
            item.outcome = BulkOutcome.LEFT_OUT if item.cause else BulkOutcome.WRITTEN
            done += [row] if row is not None and not item.cause else []
        return done

    def _move(self, item: BulkRow, row: Record) -> str:
        """Why `row` stays as it was; empty where it was moved."""
        if row.version != item.version:
            return said_of(row, CHANGED.format(called(row)))
        pairs = (each.partition(":")[::2] for each in item.along.split())
        seen = {int(pk): int(version) for pk, version in pairs}
        try:
            with transaction.atomic():
                move(self.user, row, self.state, text=self.work.text, seen=seen)
        except ValidationError as error:
            return said_of(row, " ".join(error.messages))
        return ""


def _misquoting(rows: Sequence[Record], along: Mapping[int, Mapping[int, int]]) -> set[int]:
    """Those of these records that quote, or whose citations going along quote, what their texts do not have so."""
    asked = {pk: row for row, citations in along.items() for pk in citations}
    asked |= {row.pk: row.pk for row in rows if isinstance(row, Citation)}
    citations = loading(Citation).filter(pk__in=asked).order_by("pk") if asked else ()
    return {asked[remark.at.pk] for remark in of_quotations(citations) if remark.is_grave}
