"""What the first page counts and names, worked out once and kept for as long as nothing is saved.

The questions to the evidence are long, and their answers are the same for everybody; whose turn it is asks the
histories of many tables. All of it is asked again only when a save of any table, a comment, a look for quotations or a
new day could change it; the questions to the evidence, which are about what is public, only when something that is
public was saved. Two marks say whether it was, in one short query by indexes.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, partial
from hashlib import sha256
from typing import NamedTuple, TypeVar

from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.cache import cache
from django.db import connection
from django.db.models import Model
from django.utils.timezone import localdate

from ...dataset import TABLES
from ...editing.queues import UNFINISHED
from ...evidence.worklists import unseen_longest
from ...models import Comment, NotTheSame, QuotationCheck, RejectedPassage, Row
from ...models.base import row_at
from ...models.belonging import is_owned, owner_column
from ...vocabularies import QuotationLock
from ..mixins import AnyUser
from .filters import EVIDENCE, Work

T = TypeVar("T")
NAMED = 10  # commitments and changes on the page; the others are a link away
KEPT_FOR = 24 * 3600  # seconds
COUNTED = (NotTheSame, RejectedPassage)  # few, and taken back at times
SAVE = ("history_id", "history_date")  # a number comes again where another database is put in the place of this one
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


@dataclass(frozen=True)
class Marks:
    """`every` changes with every save and deletion that a history knows of, and with what has none and is counted here.
    `public` changes only with what readers may see: to write a draft changes no count of what is public."""

    every: str
    public: str


def marks() -> Marks:
    """As they are now, in one query."""
    asked = _what_is_newest(connection.vendor)
    with connection.cursor() as cursor:
        cursor.execute(asked.sql, asked.values)
        found = cursor.fetchone()
    return Marks(digest(repr(found)), digest(repr(found[-asked.public :])))


class Asked(NamedTuple):
    """The SQL of all numbers and times; the last `public` of them are of what readers may see."""

    sql: str
    values: list[str]
    public: int


@lru_cache(maxsize=2)
def _what_is_newest(vendor: str) -> Asked:
    """The number and the time of the newest save of each table, and so on."""
    tables = [model for model in apps.get_app_config("clauses").get_models() if issubclass(model, Row)]
    parts = [_of(model.history.model, f"SELECT MAX({name})") for model in tables for name in SAVE]
    parts += [_of(model, "SELECT MAX(id)") for model in (Comment, LogEntry, QuotationCheck, *COUNTED)]
    parts += [_of(model, "SELECT COUNT(*)") for model in COUNTED]
    parts += [_of(QuotationCheck, "SELECT COUNT(*)", "WHERE lock = %s")] * len(NOT_FOUND)
    shown = [model for model in tables if not model.never_public]
    public = [_newest_public_save(model, name) for model in shown for name in SAVE]
    values = [lock.value for lock in NOT_FOUND] + [state.value for _ in public for state in UNFINISHED]
    return Asked(f"SELECT {', '.join((*parts, *public))}", values, len(public))


def _newest_public_save(model: type[Row], name: str) -> str:
    """The column `name` of the newest save of a row that neither was a draft nor belongs to one. From the newest on,
    few saves of drafts stand before one of what is public."""
    drafts, seen = "state IN (%s, %s)", "NOT"
    if is_owned(model):
        column = owner_column(model)
        link = _quoted(f"{column}_id")
        drafts = _of(row_at(model, column), "SELECT 1", f"of WHERE of.id = saved.{link} AND of.{drafts}")
        seen = "NOT EXISTS"
    which = f"saved WHERE {seen} {drafts} ORDER BY history_id DESC LIMIT 1"
    return _of(model.history.model, f"SELECT {name}", which)


def _of(model: type[Model], what: str, which: str = "") -> str:
    return f"({what} FROM {_quoted(model._meta.db_table)} {which})"


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)


def needs(now: Marks) -> Counted:
    """The numbers as they are now; what counts drafts, too, is asked again after their saves."""
    public, drafts = (
        kept(f"needs-{mark}", partial(_counted, [kind for kind in EVIDENCE if kind.of_drafts == of_drafts]))
        for of_drafts, mark in ((False, now.public), (True, now.every))
    )
    unseen = kept(f"unseen-{now.public}", _unseen)
    return Counted(public | drafts, unseen)


def _counted(kinds: list[Work]) -> dict[tuple[str, str], int]:
    rows = {
        (kind.key, str(table.model._meta.model_name)): kind.rows(table.model).count()
        for kind in kinds
        if kind.rows is not None
        for table in TABLES
        if kind.tables(table.model)
    }
    return {place: count for place, count in rows.items() if count}


def _unseen() -> list[tuple[int, str, date | None]]:
    return [(row.pk, str(row), day) for row, day in unseen_longest(localdate(), NAMED)]
