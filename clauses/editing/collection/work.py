"""Whoever works on a job: portion by portion, until it is over, waits for its user, or the time is up."""

import secrets
from collections.abc import Callable
from time import monotonic
from typing import Protocol

from ...models import ImportJob
from ...vocabularies import ImportStage
from .jobs import MOVING, LostError, claim, release
from .moving import Moving
from .staging import Staging
from .taking import Taking
from .undoing import Undoing
from .writing import Writing


class Stage(Protocol):
    def step(self) -> None: ...


def _of(job: ImportJob, worker: str) -> Stage:
    if job.stage == ImportStage.STAGING:
        return Staging(job, worker)
    if job.stage == ImportStage.MOVING:
        return Moving(job, worker)
    if job.stage == ImportStage.UNDOING:
        return Undoing(job, worker)
    return (Writing if job.stage == ImportStage.WRITING else Taking)(job, worker, job.stage)


def go_on(
    job: ImportJob, *, seconds: float | None = None, progress: Callable[[ImportJob], None] = lambda job: None
) -> bool:
    """Works on the job for so long, or to its end; False where somebody else does.

    It may be called again after whatever has stopped it: what was written is written once.
    """
    worker = secrets.token_hex(16)
    if not claim(job, worker):
        return False
    end = None if seconds is None else monotonic() + seconds
    try:
        while True:
            job.refresh_from_db()
            if job.stage not in MOVING:
                return True
            _stage(job, worker, end, progress)
            if end is not None and monotonic() >= end:
                return True
    except (LostError, ImportJob.DoesNotExist):
        return False
    finally:
        release(job, worker)


def _stage(job: ImportJob, worker: str, end: float | None, progress: Callable[[ImportJob], None]) -> None:
    """Goes on with one stage until the job is in another."""
    stage, at_work = job.stage, _of(job, worker)
    while job.stage == stage:
        progress(job)
        at_work.step()
        if end is not None and monotonic() >= end:
            return
