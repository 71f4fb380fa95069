"""One file of a collection as a sheet: CSV, semicolons and tabs where that is certain, XLSX, JSON lines.

Columns may be missing, but for those that tell rows apart; what a file says is read exactly or refused with the line.
"""

import csv
import json
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from ...dataset import NO, SEPARATOR, YES, Table
from ...dataset.template import default
from ..csvfile import is_guarded
from ..formats import LONGEST_CELL, as_sheet, decoded, numbered_rows
from ..guard import guard
from ..problems import FileError, Problem
from ..sheet import Sheet, strange_headings
from ..xlsx.read import numbered_rows as rows_of_a_workbook
from .files import LARGEST, Placed

MOST_ROWS = 200_000  # of one table
WHY = "refused because"  # the column that a file of refused rows has beside those of its table
DELIMITERS = ",;\t|"
JSON_LINES = (".jsonl", ".ndjson")
LEFT_OUT = "\ufdd0"  # in a cell that a line of JSON does not have: no character, and none that is stored


def sheet_of(placed: Placed, content: bytes) -> Sheet:
    """Header and rows of a file, texts guarded as imports expect them; FileError names file, line and column."""
    ending = PurePosixPath(placed.name).suffix.lower()
    try:
        if ending == ".xlsx":
            sheet = as_sheet(rows_of_a_workbook(content)[1], most=MOST_ROWS)
        elif ending in JSON_LINES:
            sheet = _of_json_lines(decoded(content, LARGEST))
        else:
            text = decoded(content, LARGEST)
            sheet = as_sheet(numbered_rows(text, delimiter_of(text, placed.table)), most=MOST_ROWS)
        refuse_columns(placed.table, sheet.headers, sheet.top)
    except FileError as error:
        raise FileError(Problem(one.line, one.column, one.message, placed.name) for one in error.problems) from error
    return _guarded(placed, sheet) if placed.is_plain or ending in JSON_LINES else _without_reasons(sheet)


def delimiter_of(text: str, table: Table) -> str:
    """What separates the cells, where it is the only one by which the header has several columns of `table`.

    Empty where that is not certain: then commas are expected, or what the file says of itself.
    """
    header = next((line for line in text[:100_000].splitlines() if line.strip()), "")
    known = {each: _known(header, each, table) for each in DELIMITERS}
    several = [each for each, count in known.items() if count > 1]
    return several[0] if len(several) == 1 and several[0] != "," else ""


def _known(header: str, delimiter: str, table: Table) -> int:
    try:
        cells = next(csv.reader([header], strict=True, delimiter=delimiter), [])
    except csv.Error:
        return 0
    return len({cell.strip() for cell in cells} & set(table.header))


def refuse_columns(table: Table, header: list[str], line: int) -> None:
    """FileError where a heading is of no column of `table` or twice, or where one is missing that tells rows apart."""
    known = (*table.header, WHY)
    problems = strange_headings(table, header, line, known, " Mend the heading or delete it.")
    missing = [name for name in table.key if name not in header and not default(table.column(name))]
    if missing:
        said = f"the file lacks {', '.join(missing)}: without it nobody can tell which row is meant. Add the column."
        problems.append(Problem(line, "", said))
    if problems:
        raise FileError(problems)


def _guarded(placed: Placed, sheet: Sheet) -> Sheet:
    """Texts that are as they are, as if they came from a file for spreadsheets."""
    sheet = _without_reasons(sheet)
    texts = [is_guarded(placed.table.column(name)) for name in sheet.headers]
    rows = [[guard(cell) if text else cell for text, cell in zip(texts, row, strict=True)] for row in sheet]
    return Sheet(sheet.headers, zip(sheet.lines, rows, strict=True), top=sheet.top)


def _without_reasons(sheet: Sheet) -> Sheet:
    if WHY not in sheet.headers:
        return sheet
    place = sheet.headers.index(WHY)
    rows = [[*row[:place], *row[place + 1 :]] for row in sheet]
    header = [name for name in sheet.headers if name != WHY]
    return Sheet(header, zip(sheet.lines, rows, strict=True), top=sheet.top)


# --- JSON lines


def _of_json_lines(text: str) -> Sheet:
    """A line is an object of columns and values; columns may differ from line to line."""
    found = list(_objects(text))
    header = list(dict.fromkeys(name for _, one in found for name in one))
    if not header:
        raise FileError(Problem(1, "", 'the file is empty. Each line is an object, as in {"slug": "…"}.'))
    return Sheet(header, [(line, [one.get(name, LEFT_OUT) for name in header]) for line, one in found])


def _objects(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    count = 0
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        count += 1
        if count > MOST_ROWS:
            raise FileError(Problem(number, "", f"more than {MOST_ROWS:,} rows. Split the file."))
        try:
            one = json.loads(line, object_pairs_hook=_once, parse_constant=_refuse_constant)
        except (ValueError, RecursionError) as error:
            said = f"this is no JSON object in one line ({str(error)[:80]}). Write one object in each line."
            raise FileError(Problem(number, "", said)) from error
        if not isinstance(one, dict):
            raise FileError(Problem(number, "", "this line is no JSON object. Write one object in each line."))
        yield number, {name: _as_text(value, number, name) for name, value in one.items()}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError("a name stands in it twice")
    return found


def _refuse_constant(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _as_text(value: Any, line: int, name: str) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        value = SEPARATOR.join(value)
    if isinstance(value, int | float):
        value = json.dumps(value)
    if value is None:
        return ""
    if not isinstance(value, str):
        said = "a cell is a text, a number, true, false, null or a list of texts. Write it so."
        raise FileError(Problem(line, name[:100], said))
    if "\0" in value or len(value) > LONGEST_CELL:
        raise FileError(Problem(line, name[:100], f"a NUL character, or more than {LONGEST_CELL:,}. Shorten it."))
    return value
