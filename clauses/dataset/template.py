"""What a new row of a table needs: said column by column, and shown in an empty table with one example row.

The example rows of all tables name each other, so that together they are a small collection.
"""

import csv
from collections.abc import Iterator
from functools import cache
from typing import cast

from ..models import Row
from . import BY_MODEL
from .columns import Column, Table, WorkedOut, text_of
from .examples import HERE

COLUMNS = ["column", "required", "kind", "longest", "list", "default", "meaning"]


def is_needed(column: Column) -> bool:
    """Whether a new row must have a value in this column."""
    field = column.field
    return not (column.is_derived or field.many_to_many or field.null or field.blank or field.has_default())


def longest(column: Column) -> int | None:
    """The number of characters that a text or code may have; None where there is no such bound."""
    return getattr(column.field, "max_length", None) if not column.related_model and not column.field.choices else None


def default(column: Column) -> str:
    """What a new row has where the column is missing or the cell empty; empty for nothing."""
    return text_of(column.field.get_default()) if column.field.has_default() else ""


def values(column: Column) -> list[str]:
    """Those of its closed list, as files write them."""
    return [str(value) for value, _ in column.field.flatchoices or () if value != ""]


def in_words(column: Column) -> str:
    """What an import needs to know of a column beside its kind, in a few words; empty where that is nothing."""
    words = ["needed in new rows"] if is_needed(column) else []
    words += ["worked out; leave it empty or out"] if column.is_derived else []
    length, otherwise = longest(column), default(column)
    words += [f"up to {length} characters"] if length and not column.is_derived else []
    words += [f"default {otherwise}"] if otherwise else []
    return "; ".join(words)


def said(column: Column) -> list[str]:
    """Whether it is required, its length and its default, as files say them."""
    required = "worked out" if column.is_derived else "yes" if is_needed(column) else "no"
    return [required, str(longest(column) or ""), default(column)]


def columns_explained(table: Table) -> Iterator[list[str]]:
    """A header, and a row for each column of `table`: what is required, its length, its closed list, its default."""
    yield COLUMNS
    for column in table.columns:
        required, length, otherwise = said(column)
        kind = f"{column.kind} of {_table_of(column).name}" if column.related_model else column.kind
        listed = "; ".join(values(column))
        yield [column.name, required, kind, length, listed, otherwise, column.description]


def template(table: Table) -> list[list[str]]:
    """The header of `table`, and one example row that a new collection could have."""
    return [table.header, [example(table, column) for column in table.columns]]


def example(table: Table | WorkedOut, column: Column) -> str:
    """A cell of the example row: what is declared, the default, or what is required."""
    declared = _examples().get(f"{table.name}.{column.name}")
    if declared is not None:
        return declared
    if not is_needed(column):
        return default(column)
    if column.related_model:
        return example_code(_table_of(column))
    if listed := values(column):
        return listed[0]
    raise LookupError(f"{table.name}.{column.name} is required: give it an example in dataset/examples/rows.csv.")


def example_code(table: Table) -> str:
    """The code of the example row of `table`."""
    return "/".join(example(table, table.column(name)) for name in table.key)


def _table_of(column: Column) -> Table:
    return BY_MODEL[cast(type[Row], column.related_model)]


@cache
def _examples() -> dict[str, str]:
    with (HERE / "rows.csv").open(newline="", encoding="utf-8") as file:
        return {line["column"]: line["text"] for line in csv.DictReader(file)}
