"""Answers that are kept while the data is the same: what takes a look at whole tables, such as counts and orders.

A page says which version of the data it is made from, and an answer is kept under that and the day that is asked for.
So none is right only because something was thrown away in time; where no version is said, each is asked anew. The
version is read before the question is asked, so what was written between the two is at worst found too early.
"""

from collections.abc import Callable, Hashable, Iterator, Sized
from contextlib import contextmanager
from contextvars import ContextVar
from hashlib import sha256
from typing import Any, TypeVar

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet

from . import known_on

ANSWERS = "answers"
ORDERS = "orders"  # of whole tables: few, and large
KEPT_FOR = 24 * 3600  # seconds
MOST_PARTS = 20_000  # of an answer, such as keys; of orders there may be more
T = TypeVar("T")

_version: ContextVar[str] = ContextVar("version", default="")


@contextmanager
def made_from(version: str) -> Iterator[None]:
    """What is asked within is asked of this version of the data; of none, if the text is empty."""
    token = _version.set(version)
    try:
        yield
    finally:
        _version.reset(token)


def while_unchanged(question: tuple[Hashable, ...], ask: Callable[[], T], cache: str = ANSWERS) -> T:
    """What `ask` answers, or what it answered to the same question; `question` names all that the answer depends on.

    An answer holds what is public and no rows: numbers, texts and keys.
    """
    version = _version.get()
    if not version:
        return ask()
    key = sha256(repr((version, known_on.day(), question)).encode()).hexdigest()[:40]
    found = caches[cache].get(key)
    if found is None:
        found = (ask(),)
        if cache == ORDERS or not isinstance(found[0], Sized) or len(found[0]) <= MOST_PARTS:
            caches[cache].set(key, found, KEPT_FOR)
    return found[0]


def kept(rows: QuerySet[Any, T]) -> list[T]:
    """What the database answers to a question for values, such as keys or numbers; the question names itself."""
    name = _name_of(rows)
    return while_unchanged(name, lambda: list(rows)) if name else list(rows)


def kept_keys(rows: QuerySet[Any, Any], most: int) -> list[int]:
    """The numbers of the first rows in their order."""
    return kept(rows.values_list("pk", flat=True)[:most])


def kept_count(rows: QuerySet[Any, Any]) -> int:
    """How many rows there are."""
    name = _name_of(rows.order_by().values("pk"))
    return while_unchanged(("count", *name), rows.count) if name else rows.count()


def _name_of(rows: QuerySet[Any, Any]) -> tuple[Hashable, ...]:
    """Nothing where no answer is kept, or where none has to be asked for: there is no such row in any database."""
    if not _version.get():
        return ()
    try:
        return rows.query.sql_with_params()
    except EmptyResultSet:
        return ()
