"""The files that imports take and exports give: strict readers for the admin's import pages."""

import csv
import io
import re
from collections.abc import Iterator

from import_export.formats.base_formats import CSV, XLSX

from . import xlsx, xlsx_read
from .csvfile import lines
from .problems import FileError, Problem
from .sheet import Sheet

LARGEST = 20 * 2**20  # bytes of an import
MOST_ROWS = 50_000
SAVE_AS = "Save the table as CSV in UTF-8."
csv.field_size_limit(LARGEST)  # the stock limit is shorter than some texts that we write


def decoded(content: bytes) -> str:
    """The text of a CSV; FileError where its encoding is not certain."""
    if len(content) > LARGEST:
        raise FileError(Problem(0, "", f"the file is larger than {LARGEST // 2**20} MB. Split it."))
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


def numbered_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV, each with the line that it begins on; FileError where quotes do not match."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    begins = 1
    try:
        for row in reader:
            yield begins, row
            begins = reader.line_num + 1
    except csv.Error as error:
        if "unexpected end" in str(error):
            said = "a quotation mark opens here and is never closed. Close it, or double it where it is meant as such."
        else:
            said = "quotation marks do not match. Put the whole cell into quotation marks and double those within."
        raise FileError(Problem(begins, "", said)) from error


def as_sheet(numbered: Iterator[tuple[int, list[str]]], most: int = MOST_ROWS) -> Sheet:
    """Header and rows; FileError where a row is shorter or longer than the header, or where there are too many."""
    _, header = next(numbered, (1, []))
    if not any(header):
        raise FileError(Problem(1, "", "the file is empty. Its first line names the columns."))
    if len(header) == 1 and re.search("[;\t|]", header[0]):
        raise FileError(Problem(1, "", "the columns are not separated by commas. Save the table with commas."))
    rows = [(line, row) for line, row in numbered if any(row)]
    problems = [
        Problem(line, "", f"this row has {len(row)} cells and the header {len(header)}. Check its commas and quotes.")
        for line, row in rows
        if len(row) != len(header)
    ]
    if len(rows) > most:
        problems = [Problem(rows[most][0], "", f"more than {most:,} rows. Split the file.")]
    if problems:
        raise FileError(problems)
    return Sheet(header, rows)


class StrictCSV(CSV):
    """CSV with commas in UTF-8 (or UTF-16 with its mark), read exactly or refused with the line."""

    def is_binary(self):
        return True  # the bytes themselves: we find out the encoding

    def get_read_mode(self):
        return "rb"

    def create_dataset(self, in_stream, **kwargs):
        text = in_stream if isinstance(in_stream, str) else decoded(in_stream)
        return as_sheet(numbered_rows(text))

    def export_data(self, dataset, **kwargs):
        return "".join(lines([dataset.headers, *dataset]))


class StrictXLSX(XLSX):
    """The first sheet of an XLSX, read as text; refused before it is unpacked where that would take too much."""

    def create_dataset(self, in_stream, **kwargs):
        return as_sheet(xlsx_read.numbered_rows(in_stream))

    def export_data(self, dataset, **kwargs):
        return xlsx.written([dataset.headers, *dataset])


FORMATS = (StrictCSV, StrictXLSX)
