"""Rows of one table that exchange what must be unique, such as the two participants of an action.

The database compares each row that is written with all others as they are stored at that moment, so such rows are first
taken out of each other's way. Nobody sees that: it is no save, and ends with the transaction in which they are saved.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db import models
from django.db.models import F

from ..tables import column_of
from .edits import stored


def unique_keys(model: type[models.Model]) -> list[models.UniqueConstraint]:
    """The rules by which several columns together are unique, those that hold of some rows only included."""
    return [rule for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint) and rule.fields]


def unique_columns(model: type[models.Model]) -> set[str]:
    """The columns (`attname`) that are in any of them."""
    names = {name for rule in unique_keys(model) for name in rule.fields}
    return {column_of(model, name).attname for name in names}


def make_room(rows: Iterable[models.Model]) -> None:
    """Call it in a transaction before the stored rows among `rows` are saved, which has to follow."""
    moving: dict[type[models.Model], list[int]] = defaultdict(list)
    for row in rows:
        before = stored(row) if unique_keys(type(row)) else None
        names = unique_columns(type(row)) if before is not None else ()
        if any(getattr(before, name) != getattr(row, name) for name in names):
            moving[type(row)].append(row.pk)
    for model, keys in moving.items():
        step_aside(model, keys)


def step_aside(model: type[models.Model], keys: Collection[int]) -> None:
    """Lets rows that are about to be saved point at nothing: keys to other tables are checked when all is written."""
    if len(keys) < 2:
        return  # nobody to exchange with
    relations = {_relation(model, rule) for rule in unique_keys(model)}
    aside = {name: F("pk") * -1 for name in relations if name is not None}
    if aside:
        model._base_manager.filter(pk__in=keys).update(**aside)


def _relation(model: type[models.Model], rule: models.UniqueConstraint) -> str | None:
    return next((name for name in rule.fields if model._meta.get_field(name).is_relation), None)
