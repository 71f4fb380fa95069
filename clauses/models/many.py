"""Many rows saved together: what `save` does of each, in a few statements, with the same history.

`bulk_create_with_history` of django-simple-history makes an object of every save, which costs as much as the rows do;
here the database copies the saves from the rows that it has just been given.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import F
from django.utils import timezone
from simple_history.utils import get_change_reason_from_object

from ..known_on import day
from ..one_moment import moment
from .base import Record, Row
from .merging import Mergeable

ADDED, CHANGED = "+", "~"


def save_all(rows: Sequence[Row], using: str = DEFAULT_DB_ALIAS) -> None:
    """Saves rows, new ones and changed ones, as `save` does one by one, with their histories.

    They may be of several tables, each after those of the others that it names. IntegrityError where the database
    refuses any of them: then none is written, and all are as they were. No stored record has another code than before;
    `save` itself has to see to that.
    """
    if not rows:
        return
    if day() is not None:
        raise RuntimeError("A row as it was known on a day is for readers; it is not saved.")
    before = [_Before(row) for row in rows]
    try:
        with transaction.atomic(using=using):
            for table in dict.fromkeys(map(type, rows)):
                _save(table, [row for row in rows if type(row) is table], using)
    except BaseException:
        for each in before:
            each.restore()
        raise
    for row in rows:
        vars(row).pop("_version_before", None)
        if isinstance(row, Mergeable):
            row._stored_code = row.slug


def save_states(rows: Sequence[Record], using: str = DEFAULT_DB_ALIAS) -> None:
    """The same for stored records of one table whose state and withdrawn reason alone differ, and are the same in all.

    They are held, and as they are stored but for that.
    """
    table, told = type(rows[0]), {"state": rows[0].state, "withdrawn_reason": rows[0].withdrawn_reason}
    with transaction.atomic(using=using):
        stored = table.objects.using(using).filter(pk__in=[row.pk for row in rows])
        stored.update(**told, version=F("version") + 1)
        _remember(rows, [CHANGED] * len(rows), using)


def _save(table: type[Row], rows: list[Row], using: str) -> None:
    kinds = [ADDED if row._state.adding else CHANGED for row in rows]
    updated: dict[str, Any] = {}
    if CHANGED in kinds:
        names = [field.name for field in table._meta.concrete_fields if not field.primary_key]
        updated = {"update_conflicts": True, "update_fields": names, "unique_fields": [table._meta.pk.name]}
    table.objects.using(using).bulk_create(rows, **updated)
    _remember(rows, kinds, using)


@dataclass
class _Before:
    """What an attempt to save changes of a row in memory."""

    row: Row

    def __post_init__(self) -> None:
        self.key, self.version, self.is_new = self.row.pk, self.row.version, self.row._state.adding
        self.database = self.row._state.db
        if not self.is_new:
            vars(self.row).pop("_version_before", None)  # of when it was new

    def restore(self) -> None:
        self.row.pk, self.row.version, self.row._state.adding = self.key, self.version, self.is_new
        self.row._state.db = self.database
        vars(self.row).pop("_version_before", None)


def _remember(rows: Sequence[Row], kinds: Sequence[str], using: str) -> None:
    """Writes a save of each row into the history, in their order."""
    when, is_first = moment()
    changed = [] if is_first else [row.pk for row, kind in zip(rows, kinds, strict=True) if kind == CHANGED]
    saves = type(rows[0]).history.using(using).filter(id__in=changed, history_date__gt=when) if changed else ()
    later = {save.id for save in saves}  # somebody else wrote in it since the step began: histories stay in order
    saved: dict[tuple[Any, ...], list[tuple[int, str | None]]] = defaultdict(list)
    for row, kind in zip(rows, kinds, strict=True):
        at = vars(row).get("_history_date") or (timezone.now() if row.pk in later else when)
        saved[kind, _user_of(row), at].append((row.pk, get_change_reason_from_object(row)))
    for (kind, user, at), of_one in saved.items():
        _append(type(rows[0]), of_one, kind, user, at, using)


def _user_of(row: Row) -> int | None:
    told = vars(row).get("_history_user", row)
    user = type(row).history.model.get_default_history_user(row) if told is row else told
    return user.pk if user is not None else None


def _append(
    table: type[Row], saved: list[tuple[int, str | None]], kind: str, user: int | None, at: datetime, using: str
) -> None:
    connection, model = connections[using], table.history.model
    quoted = connection.ops.quote_name
    copied = [quoted(field.column) for field in model.tracked_fields]
    told = map(quoted, ("history_date", "history_type", "history_user_id", "history_change_reason"))
    rows = ", ".join(f"({place}, %s, %s)" for place in range(len(saved)))
    key = quoted(str(table._meta.pk.column))
    sql = (
        f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join([*copied, *told])}) "  # noqa: S608  # names of ours
        f"WITH saved(place, number, reason) AS (VALUES {rows}) "
        f"SELECT {', '.join(f'stored.{name}' for name in copied)}, %s, %s, %s, saved.reason "
        f"FROM saved JOIN {quoted(table._meta.db_table)} stored ON stored.{key} = saved.number ORDER BY saved.place"
    )
    date = connection.ops.adapt_datetimefield_value(at)
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(each for one in saved for each in one), date, kind, user])
