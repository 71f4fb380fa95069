"""Tables as XLSX: every cell is text, so that nothing is a formula and no date is turned into another.

Reading is in `read`.
"""

import io
import re
from collections.abc import Iterable
from typing import IO

import openpyxl
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from ..problems import FileError, Problem

LONGEST_CELL = 32_767  # characters, a limit of the format
ESCAPE = re.compile(r"\r|_(?=x[0-9A-Fa-f]{4}_)")


def written(rows: Iterable[Iterable[str]]) -> bytes:
    """`rows` as the only sheet of an XLSX; FileError names a cell that is too long for the format."""
    file = io.BytesIO()
    write(rows, file)
    return file.getvalue()


def write(rows: Iterable[Iterable[str]], file: IO[bytes]) -> None:
    """Writes `rows` as `written` gives them into `file`; only one of them is held in memory."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("data")
    try:
        for line, row in enumerate(rows, 1):
            sheet.append([_text_cell(sheet, text, line) for text in row])
    except FileError:
        sheet.close()
        sheet._writer.cleanup()  # its temporary file would stay until the process ends
        raise
    book.save(file)


def _text_cell(sheet: WriteOnlyWorksheet, text: str, line: int) -> Cell | None:
    escaped = ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(escaped) > LONGEST_CELL:
        said = f"a cell of XLSX holds at most {LONGEST_CELL:,} characters, this text is longer. Export it as CSV."
        raise FileError(Problem(line, "", said))
    if not text:
        return None
    cell = WriteOnlyCell(sheet, escaped)
    cell.data_type, cell.number_format = "s", "@"
    return cell
