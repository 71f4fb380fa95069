"""From the rows of a list to what was written of them.

What its user was shown, row by row with the version, is kept here and not in the form: a page that is sent names the
work and nothing else. Reading and checking hold nothing; each portion is written in one transaction, which also notes
what became of its rows, so that a portion is written once, whoever asks for it and however often.
"""

import secrets
from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import timedelta
from time import monotonic
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Count, QuerySet
from django.utils import timezone

from ...models import BulkRow, BulkWork, Row
from ...one_moment import one_step
from ...tables import table_of
from ...vocabularies import BulkAct, BulkOutcome, BulkStage
from ...worked_out import put_off
from ..editors import Editor, account
from ..review import NotAllowedError
from .changing import Changing
from .columns import Change, changes_of
from .moving import TARGETS, Moving
from .rows import may_act, model_of

MOST = 20_000  # rows of one work
KEPT = 5  # works of one user that are not being written
LIFETIME = timedelta(days=1)
# Rows of one portion; whoever saves meanwhile waits for one that is written. Steps of the review are taken together.
LOOKED_AT, WRITTEN, MOVED = 250, 25, 250
NOT_ALLOWED = "You may not do this (any more)."
OVER = "This was confirmed, stopped or done already: nothing was written twice."
MOVING = (BulkStage.CHECKING, BulkStage.WRITING)
TO_WRITE = (BulkOutcome.READY, BulkOutcome.TO_PROPOSE)
Along = Callable[[BulkWork, Sequence[Row]], None]


def begin(
    user: Editor,
    rows: QuerySet[Any],
    act: BulkAct,
    *,
    change: Change | None = None,
    value: object = None,
    query: str = "",
) -> BulkWork:
    """Keeps which rows it is about, in their order. ValidationError where they are none, or too many."""
    _allow(user, act, rows.model, change)
    already = rows.filter(state=TARGETS[act]).count() if act in TARGETS else 0
    rows = rows.exclude(state=TARGETS[act]) if act in TARGETS else rows
    keys = list(dict.fromkeys(rows.values_list("pk", flat=True)[: MOST + 1]))
    if not keys:
        raise ValidationError("All of these rows are there already." if already else "There are no rows in this list.")
    if len(keys) > MOST:
        raise ValidationError(f"These are more than {MOST:,} rows. Narrow the list first.")
    _forget_old(user)
    with transaction.atomic():
        work = BulkWork.objects.create(
            token=secrets.token_urlsafe(32),
            user=account(user),
            table=table_of(rows.model),
            act=act,
            column=change.key if change is not None else "",
            value=value,
            query=query,
            already=already,
        )
        BulkRow.objects.bulk_create((BulkRow(work=work, row=key) for key in keys), batch_size=1000)
    return work


def _allow(user: Editor, act: str, model: type[models.Model], change: Change | None) -> None:
    if not may_act(user, act, model, change):
        raise NotAllowedError(NOT_ALLOWED)


def _forget_old(user: Editor) -> None:
    BulkWork.objects.filter(created__lt=timezone.now() - LIFETIME).delete()
    own = BulkWork.objects.filter(user=account(user)).exclude(stage=BulkStage.WRITING)
    BulkWork.objects.filter(pk__in=list(own.values_list("pk", flat=True)[KEPT - 1 :])).delete()


def own_work(user: Editor, token: str) -> BulkWork | None:
    """The work of this token, if it is the user's own and not older than a day."""
    since = timezone.now() - LIFETIME
    return BulkWork.objects.filter(token=token, user=account(user), created__gte=since).first()


def unfinished(user: Editor, model: type[models.Model]) -> list[BulkWork]:
    """What the user confirmed for rows of `model` and is still being written, as where its page was closed."""
    since = timezone.now() - LIFETIME
    own = BulkWork.objects.filter(user=account(user), table=table_of(model), stage=BulkStage.WRITING)
    return list(own.filter(created__gte=since)[:KEPT])


def act_of(work: BulkWork, user: Editor) -> Changing | Moving:
    return Changing(work, user) if work.act == BulkAct.CHANGE else Moving(work, user)


def change_of(work: BulkWork) -> Change | None:
    return changes_of(model_of(work)).get(work.column)


def counts(work: BulkWork) -> dict[str, int]:
    """How many of its rows there are of each outcome."""
    return dict(work.rows.order_by().values_list("outcome").annotate(Count("pk")))


def confirm(work: BulkWork, user: Editor, text: str) -> None:
    """Lets the rows be written that are ready to be. NotAllowedError where somebody else's press came first."""
    _allow(user, work.act, model_of(work), change_of(work))
    ready = BulkWork.objects.filter(pk=work.pk, stage=BulkStage.READY)
    if not ready.update(stage=BulkStage.WRITING, text=text):
        raise NotAllowedError(OVER)
    work.refresh_from_db()


def stop(work: BulkWork) -> bool:
    """Writes nothing more; returns whether something may have been written. What was never confirmed is forgotten."""
    if BulkWork.objects.filter(pk=work.pk, stage=BulkStage.WRITING).update(stage=BulkStage.STOPPED):
        return True
    BulkWork.objects.filter(pk=work.pk, stage__in=(BulkStage.CHECKING, BulkStage.READY)).delete()
    return False


def go_on(work: BulkWork, user: Editor, *, seconds: float, along: Along | None = None) -> None:
    """Looks at, or writes, portion by portion until it is over or the time is; one portion at least.

    `along` is told of the rows of each portion in the transaction that writes them.
    """
    end = monotonic() + seconds
    while True:
        work.refresh_from_db()
        if work.stage == BulkStage.CHECKING:
            _look(work, user)
        elif work.stage == BulkStage.WRITING:
            _allow(user, work.act, model_of(work), change_of(work))
            _write(work, user, along)
        if work.stage not in MOVING or monotonic() >= end:
            return


def _look(work: BulkWork, user: Editor) -> None:
    items = list(work.rows.filter(outcome=BulkOutcome.WAITING)[:LOOKED_AT])
    if items:
        act_of(work, user).look(items)
        with transaction.atomic():
            _note_seen(work, items)
    if not work.rows.filter(outcome=BulkOutcome.WAITING).exists():
        BulkWork.objects.filter(pk=work.pk, stage=BulkStage.CHECKING).update(stage=BulkStage.READY)
        work.refresh_from_db()


def _note_seen(work: BulkWork, items: Sequence[BulkRow]) -> None:
    """What another page of the same work noted meanwhile, or wrote, stays."""
    still = work.rows.filter(pk__in=[item.pk for item in items], outcome=BulkOutcome.WAITING).order_by("pk")
    waiting = set(still.select_for_update().values_list("pk", flat=True))
    seen = [item for item in items if item.pk in waiting]
    fields = ["version", "along", "outcome", "cause", "warning"]
    # `bulk_update` would put a case for each row and column together.
    BulkRow.objects.bulk_create(seen, update_conflicts=True, update_fields=fields, unique_fields=["pk"])


@one_step()
def _write(work: BulkWork, user: Editor, along: Along | None) -> None:
    with transaction.atomic():
        held = BulkWork.objects.select_for_update().get(pk=work.pk)
        work.stage = held.stage
        if held.stage != BulkStage.WRITING:
            return  # it was stopped, or another page of it came to the end
        items = list(held.rows.filter(outcome__in=TO_WRITE)[: MOVED if held.act in TARGETS else WRITTEN])
        with put_off() as waiting:
            done = act_of(held, user).write(items)
        waiting.renew()
        _note_written(held, items)
        if along is not None and done:
            along(held, done)
        if not held.rows.filter(outcome__in=TO_WRITE).exists():
            work.stage = held.stage = BulkStage.DONE
            held.save(update_fields=["stage"])


def _note_written(work: BulkWork, items: Sequence[BulkRow]) -> None:
    """In one statement for all rows of one fate."""
    fates: dict[tuple[str, str], list[int]] = defaultdict(list)
    for item in items:
        if item.outcome not in TO_WRITE:
            fates[item.outcome, item.cause].append(item.pk)
    for (outcome, cause), keys in fates.items():
        work.rows.filter(pk__in=keys).update(outcome=outcome, cause=cause)
