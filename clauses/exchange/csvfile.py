"""Tables as CSV: UTF-8, commas, lines that end in CRLF (RFC 4180), quotes where needed.

A byte order mark is left to whoever hands out a file.
"""

import csv
from collections.abc import Iterable, Iterator
from typing import cast

from django.db.models import Model, QuerySet

from ..dataset import Column, Table, WorkedOut
from ..querysets import CHUNK
from .guard import guard

# Leads what people download: without it a spreadsheet that opens the file takes UTF-8 for something else.
MARK = "\ufeff"
GUARDED_KINDS = ("text", "several texts")  # numbers, dates, codes and closed lists cannot hold a formula


class _Line:
    """A file that hands back what is written to it."""

    @staticmethod
    def write(line: str) -> str:
        return line


def lines(rows: Iterable[list[str]]) -> Iterator[str]:
    """`rows` as lines of CSV, one by one."""
    return map(csv.writer(_Line()).writerow, rows)


def is_guarded(column: Column) -> bool:
    return column.kind in GUARDED_KINDS


def cells(table: Table | WorkedOut, row: object, *, public: bool) -> list[str]:
    """The cells of `row`, with what a spreadsheet might run made harmless."""
    found = zip(table.columns, table.cells(row, public=public), strict=True)
    return [guard(text) if is_guarded(column) else text for column, text in found]


def streamed(table: Table, queryset: QuerySet, *, public: bool = True) -> Iterator[Model]:
    """The rows of `queryset` in its order with all that their cells need; memory does not grow with their number."""
    bare = queryset.select_related(None).prefetch_related(None)
    return table.loaded(bare, public=public).iterator(chunk_size=CHUNK)


def csv_lines(table: Table | WorkedOut, rows: Iterable, *, public: bool = True, plain: bool = False) -> Iterator[str]:
    """The header and the rows, a queryset for a stored table, as lines of CSV.

    With `public`, codes of rows that are not public are left out; the rows themselves are the caller's choice.
    `plain` writes text as it is, for programs; otherwise it is guarded, for spreadsheets (see `guard`).
    """
    write = (lambda row: table.cells(row, public=public)) if plain else (lambda row: cells(table, row, public=public))
    yield from lines([table.header])
    yield from lines(
        map(write, streamed(table, cast(QuerySet, rows), public=public) if isinstance(table, Table) else rows)
    )
