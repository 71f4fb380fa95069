"""What goes along with a row that is deleted, and why it may not: other people's work, and what readers have seen."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.admin.utils import NestedObjects
from django.db import router
from django.db.models import Q

from ...editing.authors import writers
from ...editing.edits import owner
from ...models import Row
from ...vocabularies import ReviewState
from ..mixins import AnyUser
from .permissions import why_not_deleted

BELONGS = (
    "“{row}” would go too. It belongs to {noun} “{record}”, which is not a draft any more: have it taken away there."
)
OTHERS = "Somebody else wrote “{row}”, which would go too. Ask them, or a manager."
NEEDED = "{noun} “{row}” is protected: it needs a row that you take away here. Take it away first, or mend it."
MOST_NAMED = 5  # of those that hold on to a row
Tables = dict[type[Row], list[Row]]


def collected(rows: list[Row]) -> tuple[Tables, Tables]:
    """By table, the rows that would be deleted with `rows`, these included, and those that hold on to one of them."""
    using = router.db_for_write(type(rows[0])) if rows else None
    collector: Any = NestedObjects(using=using, origin=rows)
    collector.collect(rows)
    protected: Tables = {}
    for row in collector.protected:
        protected.setdefault(type(row), []).append(row)
    return {model: list(found) for model, found in collector.model_objs.items()}, protected


def why_needed(holding: Tables) -> list[str]:
    """Which rows hold on to one that is to go, for a form that has no page to list them all on."""
    rows = [row for found in holding.values() for row in found]
    return [NEEDED.format(noun=str(row._meta.verbose_name).capitalize(), row=row) for row in rows[:MOST_NAMED]]


def why_not_gone(user: AnyUser, tables: Tables, chosen: Iterable[Row] = ()) -> list[str]:
    """Why `user` may not delete all these rows together; `chosen` are asked for by themselves.

    What belongs to a record that goes is judged with that.
    """
    if user.is_superuser:
        return []
    gone = {(model, row.pk) for model, rows in tables.items() for row in rows}
    asked = {(type(row), row.pk) for row in chosen}
    said: list[str] = []
    for model, rows in tables.items():
        along = [row for row in rows if (model, row.pk) not in asked]
        if along and issubclass(model, Row):
            refusals = _of_records(user, model, along) if hasattr(model, "state") else _of_rows(user, along, gone)
            said += filter(None, refusals)
    return said


def _of_records(user: AnyUser, model: type[Row], rows: Iterable[Any]) -> Iterator[str]:
    """Asks one by one only those that somebody else may have written in or seen: one query tells which."""
    saves = model.history.filter(id__in=[row.pk for row in rows])
    doubtful = set(saves.filter(Q(state=ReviewState.PUBLISHED) | ~Q(history_user=user)).values_list("id", flat=True))
    return (why_not_deleted(user, row) for row in rows if row.state != ReviewState.DRAFT or row.pk in doubtful)


def _of_rows(user: AnyUser, rows: list[Row], gone: set) -> Iterator[str]:
    for row in rows:
        field: Any = row._meta.get_field(row.public_with[0])
        if (field.related_model, getattr(row, field.attname)) in gone and not row.never_public:
            continue  # who wrote it wrote in its record
        record: Any = owner(row)
        if record is not None and record.state != ReviewState.DRAFT:
            yield BELONGS.format(row=row, noun=record._meta.verbose_name, record=record)
        elif (_wrote_in(row) | (writers(record) if record is not None else set())) - {user.pk}:
            yield OTHERS.format(row=row)


def _wrote_in(row: Row) -> set[int]:
    return set(row.history.values_list("history_user_id", flat=True)) - {None}
