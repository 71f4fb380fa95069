"""The order of rows, the same on every database: by code point, by folded names, and empty values last.

Databases differ in where empty values stand, and PostgreSQL sorts text by the rules of the language that it was set up
with. So every question is put in order here, names are sorted as they are folded for search (“AK Party” after
“Agenda.ge”, Ş with S), and on PostgreSQL the columns are compared byte by byte, as SQLite does.
"""

from collections.abc import Iterable
from functools import lru_cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import connections, models
from django.db.models import F, Func
from django.db.models.expressions import BaseExpression, OrderBy
from django.db.models.functions import Length, Substr

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

    def as_postgresql(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, template='(%(expressions)s) COLLATE "C"', **more)


def by_name(path: str = "", code: str = "slug") -> ByCodePoint:
    """The order of rows at `path`, such as "actor__", by their folded names, which stand behind their codes."""
    return ByCodePoint(Substr(f"{path}{FOLDED}", Length(f"{path}{code}") + 2))


def in_order(model: type[models.Model], names: Iterable) -> list:
    """What `order_by` of rows of `model` is asked for, said so that every database sorts alike."""
    return [order for name in names for order in (_told(model, name) if isinstance(name, str) else [_put(model, name)])]


@lru_cache(maxsize=512)
def _told(model: type[models.Model], name: str, prefix: str = "", is_reversed: bool = False) -> tuple:
    """A column by its name; a relation by the order of its table."""
    path, downwards = f"{prefix}{name.removeprefix('-')}", name.startswith("-") != is_reversed
    field, _ = _followed(model, path)
    if field is None:  # an annotation, or the order of nothing
        return (f"-{path}" if downwards else path,)
    if not field.is_relation or path.rpartition("__")[2] != field.name:
        return (_put(model, F(path).desc() if downwards else F(path).asc()),)
    found: list = []
    for each in field.related_model._meta.ordering or ("pk",):
        if isinstance(each, str):
            found += _told(model, each, f"{path}__", downwards)
            continue
        order = (each if isinstance(each, OrderBy) else each.asc()).prefix_references(f"{path}__")
        if downwards:
            order.reverse_ordering()
        order.nulls_first, order.nulls_last = None, True
        found.append(order)
    return tuple(found)


def _put(model: type[models.Model], asked: BaseExpression | F) -> OrderBy:
    """An order; of a bare column, a name is folded, and empty values stand last where nothing else is said."""
    order = asked.copy() if isinstance(asked, OrderBy) else asked.asc()
    if not isinstance(order.expression, F):
        return order
    path = order.expression.name
    field, may_be_empty = _followed(model, path)
    if field is not None:
        order.expression = _folded(field, path) or order.expression
        order.nulls_last = order.nulls_last or (may_be_empty and not order.nulls_first) or None
    return order


def _followed(model: type[models.Model], path: str) -> tuple[models.Field | None, bool]:
    """The column at the end of `path`, None where it leads to none, and whether it may be empty."""
    field, may_be_empty = None, False
    for part in path.split("__"):
        if model is None:
            return None, False
        try:
            field = model._meta.pk if part == "pk" else model._meta.get_field(part)
        except FieldDoesNotExist:
            return None, False
        may_be_empty |= getattr(field, "null", True)
        model = field.related_model
    return field, may_be_empty


def _folded(field: models.Field, path: str) -> ByCodePoint | None:
    """What a name is sorted by, or a text whose column is not compared by code point; None for any other column."""
    names, prefix = getattr(field.model, "search_fields", ()), path.removesuffix(field.name)
    if names[:1] == (field.name,) and field.name not in CODES:
        return ByCodePoint(F(f"{prefix}{FOLDED}"))
    if names[1:2] == (field.name,) and names[0] in CODES:
        return by_name(prefix, names[0])
    return ByCodePoint(F(path)) if isinstance(field, models.TextField) else None


def sort_by_code_point(using: str, **said) -> None:
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
