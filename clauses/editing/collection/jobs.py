"""Stored jobs: how one begins, who holds it, how it is stopped.

Whoever works on a job holds it for a minute, and says with each portion that it goes on. What a portion writes is in
the transaction that says so, so that a portion is written once, whoever took the job up meanwhile.
"""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from ...dataset import BY_NAME, Table
from ...exchange.problems import FileError, Problem
from ...models import ImportJob, ImportRow, Record
from ...vocabularies import ImportMode, ImportOutcome, ImportStage, ReviewState
from ..editors import Editor

STATES = (ReviewState.DRAFT, ReviewState.IN_REVIEW, ReviewState.PUBLISHED)  # that new records may get
LEASE = timedelta(seconds=60)
LIFETIME = timedelta(days=30)  # of a job: as long it can be undone
MOVING = (
    *(ImportStage.STAGING, ImportStage.CHECKING),  # what goes on by itself
    *(ImportStage.WRITING, ImportStage.MOVING, ImportStage.UNDOING),
)
UNDOABLE = (ImportStage.DONE, ImportStage.STOPPED)
WRITTEN = (ImportOutcome.ADDED, ImportOutcome.ALTERED)
TO_WRITE = (ImportOutcome.NEW, ImportOutcome.CHANGED, ImportOutcome.TO_PROPOSE)
PUBLISHES = "clauses.restore_package"  # who may make public, unread by a second person, what comes in files
NOT_YOURS = "You may not import into {}. Ask a manager for the permissions, or take its file out."
NOT_PUBLIC = "Only who may restore a data package publishes what comes in. Choose draft or review."
NO_STATE = "“{}” is no state that an import gives. Write draft, in_review or published."


class LostError(Exception):
    """Somebody else has taken the job up, or it was stopped."""


@dataclass(frozen=True)
class Wanted:
    """What is asked for with the files."""

    mode: str = ImportMode.CHANGED
    state: str = ReviewState.DRAFT
    sources: dict[str, str] = field(default_factory=dict)


def begin(content: bytes, *, name: str, user: Any, wanted: Wanted) -> ImportJob:
    """Keeps the files; nothing of them is read yet. FileError where what is asked for is not allowed."""
    if wanted.state not in STATES:
        raise FileError(Problem(0, "", NO_STATE.format(wanted.state)))
    if user is not None and wanted.state == ReviewState.PUBLISHED and not user.has_perm(PUBLISHES):
        raise FileError(Problem(0, "", NOT_PUBLIC))
    unknown = [table for table in wanted.sources if table and table not in BY_NAME]
    if unknown:
        raise FileError(Problem(0, "", f"there is no table “{unknown[0]}”. The tables are: {', '.join(BY_NAME)}."))
    ImportJob.objects.filter(created__lt=timezone.now() - LIFETIME).exclude(stage__in=MOVING).delete()
    return ImportJob.objects.create(
        token=secrets.token_urlsafe(32), user=user, name=name[:255], content=content, **asdict(wanted)
    )


def may_import(user: Editor, table: Table) -> bool:
    """As the import page of the table asks."""
    relations: Any = [column.field for column in table.columns if column.field.many_to_many]
    ties = [field.remote_field.through for field in relations]  # cells with several codes stand for rows of their own
    needed = [(table.model, verb) for verb in ("import", "add", "change")]
    needed += [(tie, verb) for tie in ties for verb in ("add", "delete")]
    return all(user.has_perm(f"clauses.{verb}_{model._meta.model_name}") for model, verb in needed)


def refuse_forbidden(job: ImportJob, tables: Iterable[Table]) -> None:
    """FileError for tables that the user of the job may not import into (any more)."""
    refused = [table for table in tables if job.user is not None and not may_import(job.user, table)]
    if refused:
        raise FileError(Problem(0, "", NOT_YOURS.format(table.title.lower())) for table in refused)


# --- Who holds it


def claim(job: ImportJob, worker: str) -> bool:
    """Whether `worker` holds the job from now on: nobody else does, or whoever did has not been heard of."""
    now = timezone.now()
    free = ImportJob.objects.filter(Q(worker="") | Q(until=None) | Q(until__lt=now) | Q(worker=worker), pk=job.pk)
    return bool(free.update(worker=worker, until=now + LEASE))


def release(job: ImportJob, worker: str) -> None:
    ImportJob.objects.filter(pk=job.pk, worker=worker).update(worker="", until=None)


@contextmanager
def portion(job: ImportJob, worker: str, stage: str) -> Iterator[None]:
    """One transaction of `worker` on the job; LostError, and nothing is written, where it is another's or stopped."""
    with transaction.atomic():
        held = ImportJob.objects.filter(pk=job.pk, worker=worker, stage=stage)
        if not held.update(until=timezone.now() + LEASE):
            raise LostError
        yield


def go_to(job: ImportJob, worker: str, before: str, after: str, **more: Any) -> None:
    """The next stage, unless the job was stopped meanwhile."""
    if not ImportJob.objects.filter(pk=job.pk, worker=worker, stage=before).update(stage=after, **more):
        raise LostError
    job.refresh_from_db()


# --- What its user decides


def confirm(job: ImportJob) -> bool:
    """Lets the rows be written; False where that was done already."""
    return bool(ImportJob.objects.filter(pk=job.pk, stage=ImportStage.READY).update(stage=ImportStage.WRITING))


def stop(job: ImportJob) -> bool:
    """Writes nothing more. What was never confirmed is forgotten; returns whether something may have been written."""
    writing = (ImportStage.WRITING, ImportStage.MOVING)
    if ImportJob.objects.filter(pk=job.pk, stage__in=writing).update(stage=ImportStage.STOPPED):
        return True
    before = (ImportStage.STAGING, ImportStage.CHECKING, ImportStage.READY, ImportStage.REFUSED)
    for kept in ImportJob.objects.filter(pk=job.pk, stage__in=before):
        ImportRow.objects.filter(job=kept)._raw_delete("default")
        kept.delete()
    return False


def undo(job: ImportJob) -> bool:
    """Lets what was written be taken back; False where there is nothing to take back now."""
    return bool(ImportJob.objects.filter(pk=job.pk, stage__in=UNDOABLE).update(stage=ImportStage.UNDOING))


# --- What is known of it


def counts(job: ImportJob) -> dict[str, int]:
    return dict(job.rows.order_by().values_list("outcome").annotate(Count("pk")))


def waiting_jobs() -> QuerySet[ImportJob]:
    """Those that somebody is to go on with, the oldest first."""
    now = timezone.now()
    return ImportJob.objects.filter(Q(worker="") | Q(until=None) | Q(until__lt=now), stage__in=MOVING).order_by("pk")


def held_jobs() -> QuerySet[ImportJob]:
    """Those that somebody works on, or worked on until a moment ago."""
    return ImportJob.objects.filter(stage__in=MOVING, until__gte=timezone.now()).exclude(worker="").order_by("pk")


def is_record(name: str) -> bool:
    return issubclass(BY_NAME[name].model, Record)
