"""The files that imports take and exports give: strict readers for the admin's import pages."""

import csv
import re
from collections.abc import Iterator
from typing import Any

from import_export.formats.base_formats import CSV, XLSX

from .csvfile import lines
from .problems import FileError, Problem
from .sheet import Sheet
from .xlsx.read import numbered_rows as rows_of_a_workbook
from .xlsx.write import written

LARGEST = 20 * 2**20  # bytes of an import
MOST_ROWS = 50_000
MOST_PROBLEMS = 1_000  # that are looked for
LONGEST_HEADER = 100_000  # characters
HINT = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
OTHERS = ";\t|"
SAVE_AS = "Save the table as CSV in UTF-8."
LONGEST_CELL = 2**20  # characters; the stock limit is shorter than some texts that we write
csv.field_size_limit(LONGEST_CELL)


def decoded(content: bytes, largest: int = LARGEST) -> str:
    """The text of a CSV; FileError where its encoding is not certain."""
    if len(content) > largest:
        raise FileError(Problem(0, "", f"the file is larger than {largest // 2**20} MB. Split it."))
    if content.startswith(b"PK\x03\x04"):
        raise FileError(Problem(0, "", "this is no CSV but a packed file, perhaps XLSX. Choose that format."))
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FileError(Problem(line, "", f"this is not UTF-8, or no text at all. {SAVE_AS}")) from error
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise FileError(Problem(line, "", f"a NUL character stands here: this is not UTF-8, or no text. {SAVE_AS}"))
    return text


def numbered_rows(text: str, delimiter: str = "") -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV, each with the line that it begins on; FileError where quotes do not match."""
    if delimiter:
        return _read(csv.reader(_lines(text), strict=True, delimiter=delimiter), 1)
    begins, delimiter = 1, ","
    if hint := HINT.match(text):  # written for Excel, and by it: what separates the cells
        text, begins, delimiter = text[hint.end() :], 2, hint[1]
    else:
        refuse_other_delimiter(text)
    return _read(csv.reader(_lines(text), strict=True, delimiter=delimiter), begins)


def _lines(text: str) -> Iterator[str]:
    """The lines with their ends. A file in memory would take four bytes for each character."""
    return (found[0] for found in LINE.finditer(text))


def _read(reader: Any, first: int) -> Iterator[tuple[int, list[str]]]:
    begins = first
    try:
        for row in reader:
            yield begins, row
            begins = reader.line_num + first
    except csv.Error as error:
        if "unexpected end" in str(error):
            said = "a quotation mark opens here and is never closed. Close it, or double it where it is meant as such."
        elif "field larger" in str(error):
            said = f"a cell is longer than {LONGEST_CELL:,} characters. Shorten it."
        else:
            said = "quotation marks do not match. Put the whole cell into quotation marks and double those within."
        raise FileError(Problem(begins, "", said)) from error


def refuse_other_delimiter(text: str) -> None:
    """FileError where the first line has several cells, but not between commas."""
    found = re.search(r"[^\r\n]+", text[:LONGEST_HEADER])
    header = found[0] if found else ""
    if found and _count(header, ",") < 2 and any(_count(header, other) > 1 for other in OTHERS):
        line = len(text[: found.start()].splitlines()) + 1
        raise FileError(Problem(line, "", "the columns are not separated by commas. Save the table with commas."))


def _count(line: str, delimiter: str) -> int:
    """The number of cells; 0 where the quotation marks do not match."""
    try:
        return len(next(csv.reader([line], strict=True, delimiter=delimiter), []))
    except csv.Error:
        return 0


def as_sheet(numbered: Iterator[tuple[int, list[str]]], most: int = MOST_ROWS) -> Sheet:
    """Header and rows; FileError where a row is shorter or longer than the header, or where there are too many.

    A column without heading and without any cell is nothing, and so is a row without any cell.
    """
    filled = ((line, row) for line, row in numbered if any(row))
    top, header = next(filled, (1, []))
    if not header:
        raise FileError(Problem(1, "", "the file is empty. Its first line names the columns."))
    width = max((place for place, name in enumerate(header, 1) if name.strip()), default=0)
    rows: list[tuple[int, list[str]]] = []
    problems = []
    for line, row in filled:
        if len(rows) == most:
            raise FileError(Problem(line, "", f"more than {most:,} rows. Split the file."))
        problem = _misfit(line, row, header, width)
        if problem:
            problems.append(problem)
            if len(problems) == MOST_PROBLEMS:
                break
        else:
            rows.append((line, row[:width]))
    if problems:
        raise FileError(problems)
    named = [
        place
        for place, name in enumerate(header)
        if name.strip() or any(row[place] for _, row in rows if place < width)
    ]
    if len(named) < width:
        rows = [(line, [row[place] for place in named]) for line, row in rows]
    return Sheet([header[place] for place in named], rows, top=top)


def _misfit(line: int, row: list[str], header: list[str], width: int) -> Problem | None:
    """What is wrong with a row that has fewer cells than `width`, that of the headings, or any cell beyond."""
    beyond = next((place for place, cell in enumerate(row[width:], width + 1) if cell.strip()), 0)
    if beyond and beyond <= len(header):
        said = "this cell stands in a column without a heading. Give it one, or delete the column."
        return Problem(line, f"{beyond} (without a heading)", said)
    if beyond or len(row) < width:
        said = f"this row has {len(row)} cells and the header {width}. Check its commas and quotes."
        return Problem(line, "", said)
    return None


class StrictCSV(CSV):
    """CSV with commas in UTF-8 (or UTF-16 with its mark), read exactly or refused with the line."""

    def is_binary(self) -> bool:
        return True  # the bytes themselves: we find out the encoding

    def get_read_mode(self) -> str:
        return "rb"

    def create_dataset(self, in_stream: str | bytes, **kwargs: Any) -> Sheet:
        text = in_stream if isinstance(in_stream, str) else decoded(in_stream)
        return as_sheet(numbered_rows(text))

    def export_data(self, dataset: Sheet, **kwargs: Any) -> str:
        return "".join(lines([dataset.headers, *dataset]))


class StrictXLSX(XLSX):
    """The one sheet of an XLSX with data, as text; refused before it is unpacked where that would take too much."""

    def create_dataset(self, in_stream: bytes, **kwargs: Any) -> Sheet:
        name, rows = rows_of_a_workbook(in_stream)
        sheet = as_sheet(rows)
        sheet.name = name
        return sheet

    def export_data(self, dataset: Sheet, **kwargs: Any) -> bytes:
        return written([dataset.headers, *dataset])


FORMATS = (StrictCSV, StrictXLSX)
