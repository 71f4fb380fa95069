"""Subqueries whose SQL is made once and kept.

Pages ask the same nested questions again and again, those of a past day of every table that they read. Django resolves
and writes out a subquery anew each time, which costs more than the database takes to answer it; here only the columns
of the row that is asked about, which are other in every query, are filled in.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache, wraps
from itertools import count
from typing import Any, TypeVar, TypeVarTuple

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, Expression, F, Subquery
from django.db.models.functions import Coalesce
from django.db.models.sql.compiler import SQLCompiler

from .asked_day import day as day_asked

MARK = "\x01"  # around the path of an outer column in SQL that is kept
NUMBERS = count()
T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class Outer(Expression):
    """A column of the row that is asked about, by its path, in a queryset that will be kept."""

    def __init__(self, path: str):
        super().__init__(output_field=models.BigIntegerField())
        self.path = path

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        return f"{MARK}{self.path}{MARK}", ()


class Kept(Expression):
    """`asked`, a subquery that names the columns at `paths` as `Outer`, with its SQL kept for the next time."""

    def __init__(self, asked: Exists | Subquery, paths: tuple[str, ...], output_field: models.Field):
        super().__init__(output_field=output_field)
        self.asked, self.paths = asked, paths
        self.columns: list[Any] = [F(path) for path in paths]
        self.made: dict[str, tuple[list[str], tuple[Any, ...]]] = {}  # by database; shared by all copies

    def get_source_expressions(self) -> list[Any]:
        return self.columns

    def set_source_expressions(self, columns: Sequence[Any]) -> None:
        self.columns = list(columns)

    @property
    def identity(self) -> tuple[Any, ...]:
        """Two are the same where they ask the same of the same columns; to compare whole querysets would be dear."""
        return Kept, id(self.asked), *self.columns

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, tuple[Any, ...]]:
        if connection.vendor not in self.made:
            self.made[connection.vendor] = self._make(connection)
        parts, params = self.made[connection.vendor]
        columns = {path: compiler.compile(column)[0] for path, column in zip(self.paths, self.columns, strict=True)}
        return "".join(columns[part] if place % 2 else part for place, part in enumerate(parts)), params

    def _make(self, connection: BaseDatabaseWrapper) -> tuple[list[str], tuple[Any, ...]]:
        """The SQL, cut at the outer columns, under names of tables that no query around it has, and its values."""
        asked, number = self.asked.copy(), next(NUMBERS)
        query = asked.query.clone()
        query.get_initial_alias()
        names = {alias: f"k{number}_{place}" for place, alias in enumerate(query.alias_map)}
        asked.query = query.relabeled_clone(names)
        sql, params = asked.as_sql(asked.query.get_compiler(connection=connection), connection)
        return re.split(f"{MARK}(.*?){MARK}", sql), tuple(params)


def exists(rows: models.QuerySet[Any], **here: str | tuple[str, ...]) -> Kept:
    """Whether one of `rows` has in each of these columns what the row that is asked about has at the path.

    Of several paths the first that leads to something counts.
    """
    columns = {
        name: Outer(path) if isinstance(path, str) else Coalesce(*map(Outer, path)) for name, path in here.items()
    }
    paths = dict.fromkeys(one for path in here.values() for one in ([path] if isinstance(path, str) else path))
    return Kept(Exists(rows.filter(**columns)), tuple(paths), models.BooleanField())


def for_the_day(make: Callable[[*Ts], T]) -> Callable[[*Ts], T]:
    """Keeps what `make` makes of its arguments, apart for each day that is asked for: on another it asks otherwise."""
    kept = lru_cache(maxsize=256)(lambda day, *args: make(*args))

    def of_that_day(*args: *Ts) -> T:
        return kept(day_asked(), *args)

    return wraps(make)(of_that_day)
