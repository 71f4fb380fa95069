"""The order of rows, the same on every database: by code point, by folded names, and empty values last.

Databases differ in where empty values stand, and PostgreSQL sorts text by the rules of the language that it was set up
with. So every question is put in order here, names are sorted as they are folded for search (“AK Party” after
“Agenda.ge”, Ş with S), and on PostgreSQL the columns are compared byte by byte, as SQLite does.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connections, models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Func
from django.db.models.expressions import Combinable, Expression, OrderBy
from django.db.models.functions import Length, Substr
from django.db.models.sql.compiler import SQLCompiler

Order = str | Combinable  # of rows: a column by its name, or an expression

CODES = ("slug", "wid")  # in ASCII, which folding leaves as it is
FOLDED = "search_text"  # the column that holds the searchable columns of a row, folded, each on a line
UNSORTED = """
    SELECT c.table_name, c.column_name, c.character_maximum_length FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' AND c.table_name = ANY(%s)
    AND c.data_type = 'character varying' AND coalesce(c.collation_name, '') <> 'C' ORDER BY 1, 2
"""


class ByCodePoint(Func):
    """A text compared byte by byte, which in UTF-8 is by code point."""

    template, arity = "%(expressions)s", 1

    def as_postgresql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any
    ) -> tuple[str, list[Any] | tuple[Any, ...]]:
        return self.as_sql(compiler, connection, template='(%(expressions)s) COLLATE "C"', **more)


def by_name(path: str = "", code: str = "slug") -> ByCodePoint:
    """The order of rows at `path`, such as "actor__", by their folded names, which stand behind their codes."""
    return ByCodePoint(Substr(f"{path}{FOLDED}", Length(f"{path}{code}") + 2))


def in_order(model: type[models.Model], names: Iterable[Order]) -> list[Order]:
    """What `order_by` of rows of `model` is asked for, said so that every database sorts alike."""
    return [order for name in names for order in (_told(model, name) if isinstance(name, str) else [_put(model, name)])]


@lru_cache(maxsize=512)
def _told(model: type[models.Model], name: str, prefix: str = "", is_reversed: bool = False) -> tuple[Order, ...]:
    """A column by its name; a relation by the order of its table."""
    path, downwards = f"{prefix}{name.removeprefix('-')}", name.startswith("-") != is_reversed
    field, _ = _followed(model, path)
    if field is None:  # an annotation, or the order of nothing
        return (f"-{path}" if downwards else path,)
    if not field.is_relation or path.rpartition("__")[2] != field.name:
        return (_put(model, F(path).desc() if downwards else F(path).asc()),)
    found: list[Order] = []
    for each in cast(type[models.Model], field.related_model)._meta.ordering or ("pk",):
        if isinstance(each, str):
            found += _told(model, each, f"{path}__", downwards)
            continue
        order = _ordered(each).prefix_references(f"{path}__")
        if downwards:
            order.reverse_ordering()
        found.append(OrderBy(order.expression, descending=order.descending, nulls_last=True))
    return tuple(found)


def _ordered(asked: Combinable) -> OrderBy:
    return asked if isinstance(asked, OrderBy) else cast(Expression | F, asked).asc()


def _put(model: type[models.Model], asked: Combinable) -> OrderBy:
    """An order; of a bare column, a name is folded, and empty values stand last where nothing else is said."""
    order = _ordered(asked)
    if not isinstance(order.expression, F):
        return order.copy()
    path = order.expression.name  # type: ignore[attr-defined]  # the stubs leave it out
    field, may_be_empty = _followed(model, path)
    if field is None:
        return order.copy()
    put = _folded(field, path) or order.expression
    nulls_last = order.nulls_last or (may_be_empty and not order.nulls_first) or None
    return OrderBy(put, descending=order.descending, nulls_first=order.nulls_first, nulls_last=nulls_last)


def _followed(model: type[models.Model], path: str) -> tuple[models.Field | None, bool]:
    """The column at the end of `path`, None where it leads to none, and whether it may be empty."""
    above: type[models.Model] | None = model
    field, may_be_empty = None, False
    for part in path.split("__"):
        if above is None:
            return None, False
        try:
            field = cast(models.Field, above._meta.pk if part == "pk" else above._meta.get_field(part))
        except FieldDoesNotExist:
            return None, False
        may_be_empty |= getattr(field, "null", True)
        above = field.related_model
    return field, may_be_empty


def _folded(field: models.Field, path: str) -> ByCodePoint | None:
    """What a name is sorted by, or a text whose column is not compared by code point; None for any other column."""
    names: tuple[str, ...] = getattr(field.model, "search_fields", ())
    prefix = path.removesuffix(field.name)
    if names[:1] == (field.name,) and field.name not in CODES:
        return ByCodePoint(F(f"{prefix}{FOLDED}"))
    if names[1:2] == (field.name,) and names[0] in CODES:
        return by_name(prefix, names[0])
    return ByCodePoint(F(path)) if isinstance(field, models.TextField) else None


def sort_by_code_point(using: str, **said: object) -> None:
    """Makes the text columns of PostgreSQL compare byte by byte, whatever the language of the database."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return
    tables = [model._meta.db_table for model in apps.get_app_config("clauses").get_models()]
    with connection.cursor() as cursor:
        cursor.execute(UNSORTED, [tables])
        columns: dict[str, list[str]] = {}
        for table, column, length in cursor.fetchall():
            kind = f"varchar({length})" if length else "varchar"
            columns.setdefault(table, []).append(f'ALTER COLUMN "{column}" TYPE {kind} COLLATE "C"')
        for table, changes in columns.items():
            cursor.execute(f'ALTER TABLE "{table}" {", ".join(changes)}')
