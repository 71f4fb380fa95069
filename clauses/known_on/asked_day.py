"""The day whose state of knowledge is asked for: with one set, `published()` lets out only what was known then.

Ambient like the time zone of Django, because every question to the tables depends on it:

    with override(date(2022, 2, 10)):
        Action.objects.published()     # the actions that a source published by that day supports

Only the public pages set a day. Without one everything that is public is known.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from datetime import date
from typing import TypeVar, cast

NAME = "known_on"  # of the parameter in addresses
FIRST = date(1900, 1, 1)
REMEDY = f"Ask for one day, from {FIRST} on, as in {NAME}=2022-02-10."
EXACT = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)

T = TypeVar("T")

_day: ContextVar[date | None] = ContextVar("known_on", default=None)


class DayError(ValueError):
    """A text that names no day that can be asked for; the message says how to write one."""


def day() -> date | None:
    """The day that is asked for; None where everything is known."""
    return _day.get()


@contextmanager
def override(asked: date | None) -> Iterator[None]:
    """Within it, only what was known on the day `asked` is known; with None, everything."""
    token = _day.set(asked)
    try:
        yield
    finally:
        _day.reset(token)


def parse(texts: list[str], today: date) -> date | None:
    """The day that the values of the parameter ask for; None for none, and for today or later: all is known by then."""
    if not texts:
        return None
    if len(texts) > 1:
        raise DayError(f"“{NAME}” is asked {len(texts)} times. {REMEDY}")
    try:
        found = date.fromisoformat(texts[0]) if EXACT.fullmatch(texts[0]) else None
    except ValueError:
        found = None
    if found is None or found < FIRST:
        raise DayError(f"“{texts[0][:40]}” is no day whose state of knowledge can be shown. {REMEDY}")
    return found if found < today else None


def carried(pieces: Iterable[T]) -> Iterator[T]:
    """`pieces`, worked out later but as of the day that is set now: a streamed answer outlives the view."""
    context, coming = copy_context(), iter(pieces)

    def each() -> Iterator[T]:
        end = object()
        while (piece := context.run(next, coming, end)) is not end:
            yield cast(T, piece)

    return each()
