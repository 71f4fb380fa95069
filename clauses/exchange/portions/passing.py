"""Which rows certainly break no rule, told of each without a question to the database.

The rules are those of `refusals`, which asks several times for each row. A row of which it is not certain is left to
that: so whatever is refused is refused there, in its words.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.db import connections, models

from ...models import Merge, Row
from ...models.merging import Mergeable
from ...tables import table_of
from .conditions import holds


class AsksError(BaseException):  # no handler of errors on the way is to take it for one
    """What was called asks the database."""


@contextmanager
def without_asking(using: str) -> Iterator[None]:
    """AsksError where the database is asked anything within."""

    def refuse(*said: Any) -> None:
        raise AsksError

    with connections[using].execute_wrapper(refuse):
        yield


class Passing:
    """Knows what is asked once for all rows. `constraints`: whether rules of the table are asked, see `refusals`."""

    def __init__(self, using: str, *, constraints: bool) -> None:
        self.using, self.constraints = using, constraints
        self.codes: dict[type[Row], set[str]] = {}

    def certainly(self, row: Row, known: Collection[str], also: Callable[[], bool] = lambda: True) -> bool:
        """Whether `refusals(row, known=known)` would be empty for certain, and `also` holds, which asks nothing."""
        if not _is_simple(type(row), self.constraints):
            return False
        merged = self._merged_codes(type(row)) if isinstance(row, Mergeable) else ()
        try:
            with without_asking(self.using):
                row.clean_fields(exclude=set(known))
                row.clean()
                is_known = not (isinstance(row, Mergeable) and row._code_before() not in (None, row.slug))
                return is_known and getattr(row, "slug", "") not in merged and self._keeps(row) and also()
        except (AsksError, ValidationError):
            return False

    def _keeps(self, row: Row) -> bool:
        if not self.constraints:
            return True
        conditions, columns = _conditions(type(row))
        values = {name: getattr(row, attname) for name, attname in columns}
        return all(holds(condition, values) for condition in conditions)

    def _merged_codes(self, model: type[Row]) -> set[str]:
        """Codes that lead to another record since two were made one."""
        if model not in self.codes:
            merges = Merge.objects.using(self.using).standing().filter(table=table_of(model))
            self.codes[model] = set(merges.values_list("old_code", flat=True))
        return self.codes[model]


@cache
def _conditions(model: type[Row]) -> tuple[tuple[models.Q, ...], tuple[tuple[str, str], ...]]:
    """What the CHECKs of a table say, and the columns that they look at, each with its attribute."""
    checks = (rule for rule in model._meta.constraints if isinstance(rule, models.CheckConstraint))
    conditions = tuple(cast(models.Q, rule.condition) for rule in checks)
    asked = {name for condition in conditions for name in condition.referenced_base_fields}
    columns = ((field.name, field.attname) for field in model._meta.concrete_fields if field.name in asked)
    return conditions, tuple(columns)


@cache
def _is_simple(model: type[Row], constraints: bool) -> bool:
    """Whether all rules of a table are known here: its columns' and its rows' own, its CHECKs, and its natural key."""
    key = model.natural_key_fields
    unique = [field.name for field in model._meta.concrete_fields if field.unique and not field.primary_key]
    asks = {Mergeable.validate_unique, models.Model.validate_unique}
    others = [
        rule
        for rule in model._meta.constraints
        if not isinstance(rule, models.CheckConstraint) and getattr(rule, "fields", None) != key
    ]
    return (
        model.validate_unique in asks
        and model.full_clean is models.Model.full_clean
        and unique == (list(key) if unique else [])
        and not model._meta.unique_together
        and not (constraints and others)
    )
