"""Rows as the driver gives them, some at a time and by column: no object is made of a row, and memory stays flat."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import repeat
from operator import itemgetter
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from ...dataset import BY_NAME, SEPARATOR, Table, text_of
from ...known_on.kept_sql import for_the_day
from .columns import cells, ties

FIRST, PORTION = 100, 500  # rows of the first portion, which somebody waits for, and of each after it
NUMBERS = object()  # stands in the values of a statement for the numbers of the rows of a portion

Columns = list[Sequence[Any]]  # the cells of some rows, column by column: text, whole numbers and None


class OfPortion(Func):
    """Whether a row is one of a portion, whose numbers are one value however many they are."""

    arity = 1
    output_field = models.BooleanField()

    def as_sqlite(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> tuple[str, tuple]:
        column, _ = compiler.compile(self.source_expressions[0])
        return f"{column} IN (SELECT value FROM json_each(%s))", (NUMBERS,)  # noqa: S608  # our own column

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> tuple[str, tuple]:
        column, _ = compiler.compile(self.source_expressions[0])
        return f"{column} = ANY(%s)", (NUMBERS,)


@dataclass(frozen=True)
class Statement:
    """A question as the driver takes it."""

    sql: str
    values: tuple[Any, ...]

    def of(self, numbers: Sequence[int], using: str) -> list[tuple[Any, ...]]:
        """What it says of the rows with these numbers."""
        asked: Any = str(list(numbers)) if connections[using].vendor == "sqlite" else list(numbers)
        with connections[using].cursor() as cursor:
            cursor.execute(self.sql, [asked if value is NUMBERS else value for value in self.values])
            return cursor.fetchall()


def statement(rows: QuerySet, using: str) -> Statement:
    sql, values = rows.query.get_compiler(using).as_sql()
    return Statement(sql, tuple(values))


@for_the_day
def _ties(name: str, public: bool, using: str) -> dict[int, Statement]:
    """What is asked of the columns of a table that hold several codes, by their place."""
    fields = enumerate(column.field for column in BY_NAME[name].columns)
    return {
        place: statement(ties(one, public=public).filter(OfPortion(F(one.m2m_field_name()))), using)
        for place, one in fields
        if isinstance(one, models.ManyToManyField)
    }


@lru_cache
def _decimals(name: str) -> tuple[int, ...]:
    """The places of numbers of which databases write as many digits as they keep."""
    return tuple(n for n, one in enumerate(BY_NAME[name].columns) if isinstance(one.field, models.DecimalField))


def portions(table: Table, rows: QuerySet, *, public: bool, is_whole: bool = False) -> Iterator[Columns]:
    """The cells of `rows` in their order, some rows at a time, column by column.

    With `public`, codes of rows that are not public are left out. If `is_whole`, `rows` are all rows of the table, of
    which those are left out that are not public.
    """
    bare = rows.select_related(None).prefetch_related(None)
    try:
        asked = statement(cells(table, bare, public=public, is_public=is_whole), rows.db)
    except EmptyResultSet:
        return
    connection = connections[rows.db]
    if connection.vendor == "postgresql":  # else it plans for the first tenth of the rows, and all are asked for
        with connection.cursor() as cursor:
            cursor.execute("SET cursor_tuple_fraction = 1")
    with connection.chunked_cursor() as cursor:
        cursor.execute(asked.sql, asked.values)
        size, found = FIRST, cursor.fetchmany(FIRST)
        while found:
            if portion := _columns(table, found, public, rows.db):
                yield portion
            size = PORTION
            found = cursor.fetchmany(size)


def _columns(table: Table, found: list[tuple[Any, ...]], public: bool, using: str) -> Columns:
    found = [row for row in found if row[1]]
    if not found:
        return []
    numbers, _, *every = zip(*found, strict=True)
    columns: Columns = [*every[: len(table.columns)]]  # behind them stands what a question without doubles is sorted by
    for place, asked in _ties(table.name, public, using).items():
        codes: dict[int, str] = {}
        for pk, stands, code in sorted(asked.of(numbers, using), key=itemgetter(2)):
            if stands:
                codes[pk] = f"{codes[pk]}{SEPARATOR}{code}" if pk in codes else code
        columns[place] = list(map(codes.get, numbers, repeat("")))
    for place in _decimals(table.name):
        columns[place] = [text_of(None if value is None else Decimal(value)) for value in columns[place]]
    return columns
