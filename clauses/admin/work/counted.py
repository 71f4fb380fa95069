"""What the first page counts and names, worked out once and kept for as long as nothing is saved.

The questions to the evidence are long, and their answers are the same for everybody; whose turn it is asks the
histories of many tables. All of it is asked again only when a save of any table, a comment, a look for quotations or a
new day could change it: a mark says whether one has, in one short query by indexes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from typing import TypeVar

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.utils.timezone import localdate

from ...dataset import TABLES
from ...evidence.worklists import unseen_longest
from ...models import Comment, NotTheSame, QuotationCheck, RejectedPassage, Row
from ...vocabularies import QuotationLock
from ..mixins import AnyUser
from .filters import EVIDENCE

T = TypeVar("T")
NAMED = 10  # commitments and changes on the page; the others are a link away
KEPT_FOR = 24 * 3600  # seconds
COUNTED = (NotTheSame, RejectedPassage)  # few, and taken back at times
NOT_FOUND = tuple(lock for lock in QuotationLock if lock != QuotationLock.LOCKED)


@dataclass(frozen=True)
class Counted:
    """How many rows there are of each kind of work, by the kind's key and the table's name; and by number and name the
    commitments longest without news, each with the day of the last."""

    rows: dict[tuple[str, str], int]
    unseen: list[tuple[int, str, date | None]]

    def of(self, key: str, model: type[Model]) -> int:
        return self.rows.get((key, str(model._meta.model_name)), 0)


def kept(what: str, make: Callable[[], T]) -> T:
    """What `make` makes, kept under `what`, which holds the `mark`."""
    place = f"desk-{localdate()}-{what}"
    found = cache.get(place)
    if found is None:
        found = make()
        cache.set(place, found, KEPT_FOR)
    return found


def rights(user: AnyUser) -> str:
    """Changes with the account and with all that it may do: what is kept for one is for nobody else."""
    may = "all" if user.is_superuser else sorted(user.get_all_permissions())
    return f"{user.pk}-{digest(repr(may))}"


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:32]


def mark() -> str:
    """Changes with every save and deletion that a history knows of, and with what has none and is counted here."""
    with connection.cursor() as cursor:
        cursor.execute(_what_is_newest(connection.vendor), [lock.value for lock in NOT_FOUND])
        return digest(repr(cursor.fetchone()))


@lru_cache(maxsize=2)
def _what_is_newest(vendor: str) -> str:
    """The SQL of the number and the time of the newest save of each table, and so on: all of it in one query."""
    tables = [model for model in apps.get_app_config("clauses").get_models() if issubclass(model, Row)]
    asked = [
        (model.history.model, f"SELECT MAX({name})", "") for model in tables for name in ("history_id", "history_date")
    ]
    asked += [(model, "SELECT MAX(id)", "") for model in (Comment, LogEntry, QuotationCheck, *COUNTED)]
    asked += [(model, "SELECT COUNT(*)", "") for model in COUNTED]
    asked += [(QuotationCheck, "SELECT COUNT(*)", " WHERE lock = %s")] * len(NOT_FOUND)
    quoted = connection.ops.quote_name
    parts = (f"({what} FROM {quoted(model._meta.db_table)}{where})" for model, what, where in asked)
    return f"SELECT {', '.join(parts)}"


def counted() -> Counted:
    """The numbers as they are now."""
    rows = {
        (kind.key, str(table.model._meta.model_name)): kind.rows(table.model).count()
        for kind in EVIDENCE
        if kind.rows is not None
        for table in TABLES
        if kind.tables(table.model)
    }
    unseen = [(row.pk, str(row), day) for row, day in unseen_longest(localdate(), NAMED)]
    return Counted({place: count for place, count in rows.items() if count}, unseen)
