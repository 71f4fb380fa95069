"""Tables as CSV: UTF-8, commas, lines that end in CRLF (RFC 4180), quotes where needed.

A byte order mark is left to whoever hands out a file. `csv_lines` says row by row what is in a
file; `pieces` writes it, and asks the database for the same of stored tables, see `rows`. A test compares the two.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import cast

from django.db.models import Model, QuerySet

from ..dataset import Column, Table, WorkedOut
from ..querysets import CHUNK
from .guard import guard
from .rows.portions import FIRST, portions
from .rows.text import as_csv, texts

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


def pieces(
    table: Table | WorkedOut, rows: Iterable, *, public: bool = True, plain: bool = False, is_whole: bool = False
) -> Iterator[tuple[int, str]]:
    """The header, and what `csv_lines` says of the rows, in pieces: how many rows there are in each, and its text.

    If `is_whole`, `rows` are all rows of a stored table, of which those are left out that are not public.
    """
    yield 0, "".join(lines([table.header]))
    if isinstance(table, Table):
        for columns in text_columns(table, cast(QuerySet, rows), public=public, plain=plain, is_whole=is_whole):
            yield len(columns[0]), as_csv(columns)
        return
    following = csv_lines(table, rows, public=public, plain=plain)
    next(following)
    while some := list(islice(following, FIRST)):
        yield len(some), "".join(some)


def text_rows(table: Table, rows: QuerySet, **said: bool) -> Iterator[Sequence[str]]:
    """The header and the cells of `rows`, row by row."""
    yield table.header
    for columns in text_columns(table, rows, **said):
        yield from zip(*columns, strict=True)


def text_columns(
    table: Table, rows: QuerySet, *, public: bool = True, plain: bool = False, is_whole: bool = False
) -> Iterator[list[Sequence[str]]]:
    """The cells of `rows` as `cells` gives them, some rows at a time, column by column."""
    guarded = [not plain and is_guarded(column) for column in table.columns]
    for columns in portions(table, rows, public=public, is_whole=is_whole):
        yield texts(columns, guarded)
