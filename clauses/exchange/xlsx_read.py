"""Reading XLSX: the cells of the first sheet as text, exactly or not at all, in time and memory that have a bound.

Our own small reader, because openpyxl takes minutes and gigabytes for some files of a few kilobytes, and reads some
texts wrongly.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from datetime import date
from xml.parsers import expat

from .problems import FileError, Problem
from .xlsx_sheet import SheetReader, unescaped

LARGEST = 10 * 2**20  # bytes of the file
LARGEST_UNPACKED = 40 * 2**20
MOST_ENTRIES = 100
MOST_TIMES = 100  # that a part may be larger than it is packed; tables of text reach 30
MOST_ELEMENTS = 2_000_000
BOOK, STYLES, STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
# The formats that a file need not spell out: dates and times, and among them those with a day and a year.
BUILT_IN_DATES, BUILT_IN_DAYS = {*range(14, 23), *range(45, 48)}, {14, 15, 22}
BROKEN = "this is no XLSX, or a damaged one. Save the table anew."
DAMAGES = (
    expat.ExpatError,
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    IndexError,
    ValueError,
    OverflowError,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
)


def numbered_rows(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet as text, each with its number; FileError for what cannot be read exactly."""
    if len(content) > LARGEST:
        raise FileError(Problem(0, "", f"the file is larger than {LARGEST // 2**20} MB. Split it, or use CSV."))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            refuse_large(archive)
            rows = Book(archive).rows()
    except FileError:
        raise
    except DAMAGES as error:
        raise FileError(Problem(0, "", BROKEN)) from error
    width = len(rows[0][1]) if rows else 0
    return ((number, row + [""] * (width - len(row))) for number, row in rows)


def refuse_large(archive: zipfile.ZipFile) -> None:
    """FileError for what would unpack to too much, before anything is unpacked."""
    entries = archive.infolist()
    unpacked = sum(entry.file_size for entry in entries)
    swollen = any(e.file_size > 2**20 and e.file_size > MOST_TIMES * e.compress_size for e in entries)
    if len(entries) > MOST_ENTRIES or unpacked > LARGEST_UNPACKED or swollen:
        said = f"it unpacks to more than {LARGEST_UNPACKED // 2**20} MB, {MOST_ENTRIES} parts or {MOST_TIMES} times"
        raise FileError(Problem(0, "", f"{said} its size. Use CSV."))


def read_part(archive: zipfile.ZipFile, name: str, start: Callable, end: Callable, text: Callable) -> None:
    """Calls `start(name, attributes)`, `end(name)` and `text(text)` for one part, without keeping it."""
    count = 0

    def counted(element, attributes):
        nonlocal count
        count += 1
        if count > MOST_ELEMENTS:
            raise FileError(Problem(0, "", "the table has more cells than can be read here. Split it, or use CSV."))
        start(element.rpartition(" ")[2], attributes)

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = counted
    parser.EndElementHandler = lambda element: end(element.rpartition(" ")[2])
    parser.CharacterDataHandler = text
    with archive.open(name) as part:
        parser.ParseFile(part)


def _refuse_doctype(*_):
    raise FileError(Problem(0, "", "the file holds a document type declaration, which no spreadsheet writes."))


def nothing(*_) -> None:
    """For the parts of a part that do not matter."""


class Book:
    """The first sheet of a workbook and what its cells refer to."""

    def __init__(self, archive: zipfile.ZipFile):
        self.archive, self.names = archive, set(archive.namelist())
        self.first_day, self.sheet = date(1899, 12, 30), ""
        self.strings: list[str] = []
        self.formats: list[int] = []  # the number of the format, by style
        self.codes: dict[int, str] = {}  # of formats that the file spells out; without what is no sign of a date
        self.spelled: dict[int, str] = {}  # the same as they stand there
        targets: dict[str, str] = {}
        read_part(archive, BOOK, self._book, nothing, nothing)
        relations = "xl/_rels/workbook.xml.rels"
        read_part(
            archive,
            relations,
            lambda _, found: targets.update({found.get("Id"): found.get("Target")}),
            nothing,
            nothing,
        )
        self.path = posixpath.normpath(posixpath.join("/xl", targets[self.sheet])).lstrip("/")

    def _book(self, element, found):
        if element == "workbookPr" and found.get("date1904") in ("1", "true"):
            self.first_day = date(1904, 1, 1)
        if element == "sheet" and not self.sheet:
            self.sheet = next(value for name, value in found.items() if name.endswith("relationships id"))

    def rows(self) -> list[tuple[int, list[str]]]:
        if STYLES in self.names:
            read_part(self.archive, STYLES, Styles(self).start, nothing, nothing)
        if STRINGS in self.names:
            strings = Strings(self.strings)
            read_part(self.archive, STRINGS, strings.start, strings.end, strings.text)
        sheet = SheetReader(self)
        read_part(self.archive, self.path, sheet.start, sheet.end, sheet.text)
        return sheet.rows

    def is_date(self, style: int) -> bool:
        number = self.formats[style] if style < len(self.formats) else 0
        return number in BUILT_IN_DATES or bool(re.search("[dmyhs]", self.codes.get(number, "")))

    def is_day(self, style: int) -> bool:
        """Whether a date of this style shows day and year: “2021-06” is stored as the first of June, and shows none."""
        number = self.formats[style]
        code = self.codes.get(number, "")
        return number in BUILT_IN_DAYS or ("d" in code and "y" in code)

    def is_plain(self, style: int, number: str) -> bool:
        """Whether a number of this style is shown as it is stored."""
        found = self.formats[style] if style < len(self.formats) else 0
        code = self.spelled.get(found, {0: "General", 1: "0", 49: "@"}.get(found, ""))
        return code in ("General", "GENERAL", "@") or (code == "0" and "." not in number)


class Styles:
    """Collects the formats of numbers."""

    def __init__(self, book: Book):
        self.book, self.in_cells = book, False

    def start(self, element, found):
        if element in ("cellXfs", "cellStyleXfs", "dxfs"):
            self.in_cells = element == "cellXfs"
        elif element == "xf" and self.in_cells:
            self.book.formats.append(int(found.get("numFmtId", 0)))
        elif element == "numFmt":
            code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.|General', "", found["formatCode"])
            self.book.codes[int(found["numFmtId"])] = code.lower()
            self.book.spelled[int(found["numFmtId"])] = found["formatCode"]


class Strings:
    """Collects the texts that cells share."""

    def __init__(self, strings: list[str]):
        self.strings, self.parts, self.inside, self.phonetic = strings, [], False, False

    def start(self, element, found):
        self.inside = element == "t" and not self.phonetic
        self.phonetic = self.phonetic or element == "rPh"
        if element == "si":
            self.parts = []

    def end(self, element):
        self.inside = False
        self.phonetic = self.phonetic and element != "rPh"
        if element == "si":
            self.strings.append(unescaped("".join(self.parts)))

    def text(self, text):
        if self.inside:
            self.parts.append(text)
