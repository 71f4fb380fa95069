"""Tables as XLSX: every cell is text, so that nothing is a formula and no date is turned into another."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.parsers import expat

import openpyxl
from openpyxl.cell import Cell, WriteOnlyCell

from .problems import FileError, Problem

LARGEST = 10 * 2**20  # bytes of the file
LARGEST_UNPACKED = 40 * 2**20
MOST_ENTRIES = 100
MOST_ROWS, MOST_COLUMNS = 50_001, 60
LONGEST_CELL = 32_767  # characters, a limit of the format
ESCAPE = re.compile(r"\r|_(?=x[0-9A-Fa-f]{4}_)")
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Z]{0,3})(\d{0,7})")
AS_TEXT = "Format the cell as text and write the value anew."
BROKEN = "this is no XLSX, or a damaged one. Save the table anew."


def written(rows: Iterable[list[str]]) -> bytes:
    """`rows` as the only sheet of an XLSX; FileError names a cell that is too long for the format."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("data")
    try:
        for line, row in enumerate(rows, 1):
            sheet.append([_text_cell(sheet, text, line) for text in row])
    except FileError:
        sheet.close()
        sheet._writer.cleanup()  # its temporary file would stay until the process ends
        raise
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _text_cell(sheet, text: str, line: int) -> Cell | None:
    escaped = ESCAPE.sub(lambda found: f"_x{ord(found[0]):04X}_", text)
    if len(escaped) > LONGEST_CELL:
        said = f"a cell of XLSX holds at most {LONGEST_CELL:,} characters, this text is longer. Export it as CSV."
        raise FileError(Problem(line, "", said))
    if not text:
        return None
    cell = WriteOnlyCell(sheet, escaped)
    cell.data_type, cell.number_format = "s", "@"
    return cell


def numbered_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet as text, each with its number; FileError for what cannot be read exactly."""
    refuse_unsafe(content)
    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        width = 0
        for number, row in enumerate(sheet.iter_rows(), 1):
            texts = [_text(cell, number, place) for place, cell in enumerate(row, 1)]
            width = width or len(texts)
            yield number, texts + [""] * (width - len(texts))
    except FileError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts do
        raise FileError(Problem(0, "", BROKEN)) from error


def _text(cell, line: int, place: int) -> str:
    value, column = cell.value, openpyxl.utils.get_column_letter(place)
    if value is None:
        return ""
    if cell.data_type in ("f", "e", "b"):
        what = {"f": "a formula", "e": "an error", "b": "TRUE or FALSE"}[cell.data_type]
        raise FileError(Problem(line, column, f"this cell holds {what}. {AS_TEXT}"))
    if isinstance(value, str):
        return ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
    if isinstance(value, datetime):
        return _day(cell, value, line, column)
    if isinstance(value, int) or (isinstance(value, float) and "e" not in repr(value) and value == value):
        return str(int(value)) if value == int(value) else repr(value)
    raise FileError(Problem(line, column, f"this cell holds neither text nor a plain number. {AS_TEXT}"))


def _day(cell, value: datetime, line: int, column: str) -> str:
    """A date of a spreadsheet as ISO text, where its format shows that a day was meant: “2021-06” is stored as one."""
    if value.time() == datetime.min.time() and "d" in cell.number_format.lower():
        return value.date().isoformat()
    said = f"this cell holds a date of the spreadsheet that may not be what was typed. {AS_TEXT}"
    raise FileError(Problem(line, column, said))


def refuse_unsafe(content: bytes) -> None:
    """FileError for a file that would take much time or memory to read, found out with little of either."""
    if len(content) > LARGEST:
        raise FileError(Problem(0, "", f"the file is larger than {LARGEST // 2**20} MB. Split it, or use CSV."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
                said = f"it unpacks to more than {LARGEST_UNPACKED // 2**20} MB or {MOST_ENTRIES} parts. Use CSV."
                raise FileError(Problem(0, "", said))
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    _scan(archive, entry)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise FileError(Problem(0, "", BROKEN)) from error


def _scan(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Reads one part without keeping it: no document type, and no cell so far out that all before it are made up."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    if "sharedStrings" in entry.filename:
        parser.buffer_text, parser.CharacterDataHandler = True, _refuse_escape
    if "worksheet" in entry.filename:
        parser.StartElementHandler = _refuse_far
    try:
        with archive.open(entry) as part:
            parser.ParseFile(part)
    except expat.ExpatError as error:
        raise FileError(Problem(0, "", BROKEN)) from error


def _refuse_doctype(*_):
    raise FileError(Problem(0, "", "the file holds a document type declaration, which no spreadsheet writes."))


def _refuse_escape(text: str):
    if "x005F_" in text:  # openpyxl takes this apart wrongly
        raise FileError(Problem(0, "", "a text holds “_x005F_”, which cannot be read exactly here. Use CSV."))


def _refuse_far(name: str, attributes: dict) -> None:
    if not name.endswith((" c", " row")):
        return
    found = REFERENCE.fullmatch(attributes.get("r", ""))
    column = 0
    for letter in found[1] if found else "":
        column = column * 26 + ord(letter) - 64
    if not found or column > MOST_COLUMNS or int(found[2] or 0) > MOST_ROWS:
        said = f"the table has a cell beyond row {MOST_ROWS:,} or column {MOST_COLUMNS}. Delete it, or split the table."
        raise FileError(Problem(0, "", said))
