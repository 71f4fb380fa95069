"""One moment for all that is written in one step, so that histories show a step as one and it is undone as one.

    with one_step():
        action.save()
        participant.save()     # is in its history at the same moment as the action

A step is what somebody does at once: one form with all its rows, one file, one merge, one load.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_moments: ContextVar[list[datetime] | None] = ContextVar("moments", default=None)


@contextmanager
def one_step() -> Iterator[None]:
    """All rows that are written within belong to one step; also those of a step within it."""
    if _moments.get() is not None:
        yield
        return
    with another_step():
        yield


@contextmanager
def another_step() -> Iterator[None]:
    """What is written within is a step of its own, as where a step is done once more from the start."""
    token = _moments.set([])
    try:
        yield
    finally:
        _moments.reset(token)


def moment() -> tuple[datetime, bool]:
    """When the row at hand is written, which of a step is when its first row was; and whether it is that one."""
    taken = _moments.get()
    if taken:
        return taken[0], False
    now = timezone.now()
    if taken is not None:
        taken.append(now)
    return now, True
