"""The rows of one file made ready: what their labels and names stand for, their codes, their order."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from ...dataset import SEPARATOR, Column, Table
from ...dataset.template import default
from ...models import Row
from ..guard import unguard
from ..problems import FileError, Problem
from ..reading import refuse_shown
from ..sheet import Sheet, parents_first
from .naming import Names, UnknownError
from .reading import LEFT_OUT

LONGEST_CODE = 400


@dataclass
class Staged:
    """A row of a file. `read` is what was read, by column, where the cell says it in other words."""

    line: int
    cells: list[str]
    read: dict[str, str] = field(default_factory=dict)
    code: str = ""
    column: str = ""
    cause: str = ""

    def refuse(self, column: str, cause: str) -> None:
        if not self.cause:
            self.column, self.cause = column, cause

    def text(self, header: list[str], column: str) -> str:
        if column in self.read:
            return self.read[column]
        return self.cells[header.index(column)] if column in header else ""


class Resolving:
    """Reads the rows of a sheet of `table`; what is wrong with one is noted in it."""

    def __init__(self, table: Table, names: Names, sheet: Sheet) -> None:
        self.table, self.names, self.sheet = table, names, sheet
        self.header: list[str] = list(sheet.headers)
        self.columns = [table.column(name) for name in self.header]
        self.labels = {column.name: _labels(column) for column in self.columns if column.field.choices}

    def rows(self) -> list[Staged]:
        """All rows, each after those of its table that it refers to; FileError where they go in a circle."""
        self.names.begin(self.table)
        staged = [Staged(line, cells) for line, cells in zip(self.sheet.lines, list(self.sheet), strict=True)]
        first: dict[str, int] = {}
        for row in staged:
            self._read_values(row)
            self._resolve(row, of_key=True)
            if not row.cause:
                self._note_code(row, first)
        for row in staged:
            self._resolve(row, of_key=False)
        return list(self._in_order(staged))

    def _read_values(self, row: Staged) -> None:
        for column, text in zip(self.columns, row.cells, strict=True):
            try:
                refuse_shown(column, text)
            except ValueError as error:
                row.refuse(column.name, str(error))
            value = self.labels.get(column.name, {}).get(text.casefold()) if text else None
            if value is not None and value != text:
                row.read[column.name] = value

    def _resolve(self, row: Staged, *, of_key: bool) -> None:
        for column, text in zip(self.columns, row.cells, strict=True):
            if column.related_model and text not in ("", LEFT_OUT) and (column.name in self.table.key) == of_key:
                try:
                    found = self._codes(column, text)
                except UnknownError as error:
                    row.refuse(column.name, str(error))
                    continue
                if found != text:
                    row.read[column.name] = found

    def _codes(self, column: Column, text: str) -> str:
        model = cast(type[Row], column.related_model)
        if not column.field.many_to_many:
            return self.names.code_of(model, text)
        return SEPARATOR.join(self.names.code_of(model, each.strip()) for each in text.split(";") if each.strip())

    def _note_code(self, row: Staged, first: dict[str, int]) -> None:
        parts = [unguard(row.text(self.header, name)) for name in self.table.key]
        parts = [
            default(self.table.column(name)) if part in ("", LEFT_OUT) else part
            for name, part in zip(self.table.key, parts, strict=True)
        ]
        for name, part in zip(self.table.key, parts, strict=True):
            if not part:
                row.refuse(name, "has nothing in this cell, by which rows are told apart. Fill it.")
                return
        code = "/".join(parts)
        keys = ", ".join(self.table.key)
        if len(code) > LONGEST_CODE:
            row.refuse(keys, f"has a code of more than {LONGEST_CODE} characters. Shorten it.")
        elif first.setdefault(code, row.line) != row.line:
            row.refuse(keys, f"is there a second time: “{code}” stands in line {first[code]} already. Delete one.")
        else:
            row.code = code
            self.names.note(self.table, code, dict(zip(self.header, row.cells, strict=True)))

    def _in_order(self, staged: list[Staged]) -> Iterator[Staged]:
        upward = [column for column in self.columns if column.related_model is self.table.model]
        if not upward:
            return iter(staged)
        names = [column.name for column in upward]
        by_line = {row.line: row for row in staged}
        cells = [(row.line, [row.text(self.header, name) for name in names]) for row in staged]
        codes = [row.code or f"\0{row.line}" for row in staged]
        return (by_line[line] for line in parents_first(Sheet(names, cells), upward, codes).lines)


def _labels(column: Column) -> dict[str, str]:
    """The values of a closed list by their labels, as far as one label is one value's."""
    values = {str(value) for value, _ in column.field.flatchoices}
    found: dict[str, set[str]] = {}
    for value, label in column.field.flatchoices:
        found.setdefault(str(label).casefold(), set()).add(str(value))
    for value in values:
        found[value] = {value}
    return {label: next(iter(some)) for label, some in found.items() if len(some) == 1}


def staged_rows(table: Table, names: Names, sheet: Sheet, name: str) -> list[Staged]:
    """The rows of a file in their order; FileError, with its name, where there is none."""
    try:
        return Resolving(table, names, sheet).rows()
    except FileError as error:
        raise FileError(Problem(one.line, one.column, one.message, name) for one in error.problems) from error


def cells_of(
    table: Table, header: list[str], cells: list[str], read: dict[str, str], *, empties: bool
) -> dict[str, str]:
    """What a row says by column; without what it leaves out, and without empty cells unless these count.

    What its key is made of is always there: a default where the file has nothing.
    """
    said = {name: read.get(name, text) for name, text in zip(header, cells, strict=True)}
    found = {name: text for name, text in said.items() if text != LEFT_OUT and (text or empties)}
    return found | {name: default(table.column(name)) for name in table.key if not found.get(name)}
