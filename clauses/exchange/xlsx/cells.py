"""The cells of a sheet of XLSX as text, as its XML goes by."""

import re
from datetime import date, timedelta
from decimal import Decimal
from typing import NoReturn, Protocol

from django.core.exceptions import ValidationError

from ...characters import refuse_unreadable
from ..problems import FileError, Problem
from ..sheet import AS_TEXT, Shown, ShownDay
from .formats import LONGEST_WHOLE, Formats

MOST_ROWS, MOST_COLUMNS = 50_001, 60
MOST_TEXT = 20 * 2**20  # characters of all cells, as in a CSV
LONGEST_HEADING = 100  # as a message names it
MOST_MERGED = 10_000
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,20})?", re.ASCII)
STORED = re.compile(r"-?\d+(\.\d+)?([Ee][+-]?\d{1,3})?", re.ASCII)
FIRST_SURE_DAY = 61  # 1 March 1900: before it, programs count the days in two ways
NO_TEXT = "neither text nor a plain number"
NO_DAY = "a date of the spreadsheet that may not be what was typed"
KINDS = {"b": "TRUE or FALSE", "e": "an error", "d": NO_DAY}
HIDDEN = "is hidden, perhaps by a filter, and holds something. Show it, or delete it."

CONDITION = "conditional formatting shows numbers or texts of this sheet in another way. Delete that rule."


class Strings(Protocol):
    """The texts that cells share."""

    @property
    def texts(self) -> list[str]: ...
    @property
    def problems(self) -> dict[int, str]: ...


class Workbook(Protocol):
    """What a sheet needs of its book."""

    @property
    def first_day(self) -> date: ...
    @property
    def strings(self) -> Strings: ...
    @property
    def formats(self) -> Formats: ...


class SheetReader:
    """Collects the rows of a sheet; FileError names the cell that cannot be read exactly."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.rows: list[tuple[int, list[str]]] = []
        self.row: list[str] = []
        self.line = self.place = self.style = self.length = 0
        self.kind, self.inside, self.phonetic = "n", False, False
        self.parts: list[str] = []
        self.in_data = self.in_cell = self.is_hidden = False
        self.hidden: set[int] = set()  # columns
        self.merged: list[str] = []

    def start(self, element: str, found: dict[str, str]) -> None:
        if element == "sheetData":
            self.in_data = True
        elif self.in_data:
            self._start(element, found)
        elif element == "col" and is_hidden(found, "width"):
            self.hidden.update(range(int(found["min"]), min(int(found["max"]), MOST_COLUMNS) + 1))
        elif element == "cfRule" and found.get("dxfId", "").isdigit():
            if int(found["dxfId"]) in self.book.formats.changing:
                raise FileError(Problem(0, "", CONDITION))
        elif element == "mergeCell":
            self.merged.append(found["ref"])
            if len(self.merged) > MOST_MERGED:
                raise FileError(Problem(0, "", f"more than {MOST_MERGED:,} areas are merged. Unmerge the cells."))

    def _start(self, element: str, found: dict[str, str]) -> None:
        if element == "row":
            self.line = later(int(found.get("r", self.line + 1)), self.line)
            self.place, self.row, self.is_hidden = 0, [], is_hidden(found, "ht")
        elif element == "c":
            self.place = later(column_number(found["r"], self.line) if "r" in found else self.place + 1, self.place)
            self.kind, self.style, self.parts = found.get("t", "n"), int(found.get("s", 0)), []
            self.in_cell = True
        elif element == "f" and self.in_cell:
            self.refuse("a formula")
        self.phonetic = self.phonetic or element == "rPh"
        self.inside = self.in_cell and element in ("v", "t") and not self.phonetic

    def take(self, text: str) -> None:
        if self.inside:
            self.parts.append(text)

    def end(self, element: str) -> None:
        self.inside = False
        self.phonetic = self.phonetic and element != "rPh"
        if element == "c" and self.in_cell:
            self.in_cell = False
            text = self.cell("".join(self.parts))
            if text:
                self._keep(text)
        elif element == "row" and self.row:
            self.rows.append((self.line, self.row))
            self.row = []
        elif element == "sheetData":
            self.in_data = False

    def _keep(self, text: str) -> None:
        if self.line > MOST_ROWS or self.place > MOST_COLUMNS:
            said = f"the table has a cell beyond row {MOST_ROWS:,} or column {MOST_COLUMNS}. Delete it, or split it."
            raise FileError(Problem(0, "", said))
        if self.is_hidden or self.place in self.hidden:
            raise self.problem(f"this {'row' if self.is_hidden else 'column'} {HIDDEN}")
        self.length += len(text)
        if self.length > MOST_TEXT:
            said = f"the cells hold more than {MOST_TEXT // 2**20} million characters. Split the table."
            raise self.problem(said)
        self.row += [""] * (self.place - len(self.row) - 1) + [text]

    def cell(self, text: str) -> str:
        if not text:
            return ""
        if self.kind in KINDS:
            self.refuse(KINDS[self.kind])
        if self.kind not in ("s", "inlineStr", "str"):
            return self.number(text.strip())
        if self.book.formats.changes_text(self.style):
            self.refuse("a text that its format shows in another way")
        return self.shared(index(text.strip())) if self.kind == "s" else self.printable(unescaped(text))

    def shared(self, place: int) -> str:
        text, wrong = self.book.strings.texts[place], self.book.strings.problems.get(place)
        if wrong:
            raise self.problem(wrong)
        return text

    def printable(self, text: str) -> str:
        try:
            refuse_unreadable(text)
        except ValidationError as error:
            raise self.problem(" ".join(error.messages)) from error
        return text

    def number(self, text: str) -> str:
        if self.kind != "n" or not STORED.fullmatch(text):
            self.refuse(NO_TEXT)
        value, formats = float(text), self.book.formats
        if formats.is_date(self.style):
            return self.day(value)
        plain = str(int(value)) if value.is_integer() else repr(value)
        is_exact = not value.is_integer() or (Decimal(text) == int(value) and len(plain.lstrip("-")) <= LONGEST_WHOLE)
        if not NUMBER.fullmatch(plain) or not is_exact:
            self.refuse(NO_TEXT)
        if formats.is_scaled(self.style, plain):
            self.refuse(f"{plain} and shows it as another number, or not at all")
        return plain if formats.is_plain(self.style, plain) else Shown(plain)

    def day(self, value: float) -> str:
        earliest = 0 if self.book.first_day.year == 1904 else FIRST_SURE_DAY
        formats = self.book.formats
        if not (value.is_integer() and value >= earliest and formats.is_day(self.style)):
            self.refuse(NO_DAY)
        try:
            found = (self.book.first_day + timedelta(days=int(value))).isoformat()
        except OverflowError:
            self.refuse(NO_DAY)
        return found if formats.is_iso(self.style) else ShownDay(found)

    def refuse_merged(self) -> None:
        """FileError where cells below the heading are merged: all but one of them would be read as empty."""
        if not self.rows:
            return
        head, last, width = self.rows[0][0], self.rows[-1][0], max(len(row) for _, row in self.rows)
        for area in self.merged:
            first, _, end = area.partition(":")
            (left, top), (_, bottom) = corner(first), corner(end or first)
            if area != first and bottom > head and top <= last and left <= width:
                self.line, self.place = max(top, head), left
                raise self.problem(f"the cells {area} are merged. Unmerge them, and fill each.")

    def refuse(self, what: str) -> NoReturn:
        raise self.problem(f"this cell holds {what}. {AS_TEXT}")

    def problem(self, said: str) -> FileError:
        """What is wrong with this cell, under the heading of its column where that has been read."""
        head = self.rows[0][1] if self.rows else []
        column = head[self.place - 1][:LONGEST_HEADING] if self.place <= len(head) else ""
        return FileError(Problem(self.line, column or column_letters(self.place), said))


def is_hidden(found: dict, size: str) -> bool:
    """Whether a row or column is not shown; one without any height or width is not."""
    return found.get("hidden") in ("1", "true") or (size in found and float(found[size]) == 0)


def later(number: int, before: int) -> int:
    """`number`; ValueError where it does not come after `before`."""
    if number <= before:
        raise ValueError(number)
    return number


def index(text: str) -> int:
    """ValueError for a place that no list has."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def corner(reference: str) -> tuple[int, int]:
    """Column and row of a cell, 2 and 7 for B7; ValueError for what is no cell."""
    found = REFERENCE.fullmatch(reference)
    if not found:
        raise ValueError(reference)
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number, int(found[2])


def column_number(reference: str, line: int) -> int:
    """2 for B7; ValueError for a cell that is not in its row."""
    column, row = corner(reference)
    if row != line:
        raise ValueError(reference)
    return column


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
