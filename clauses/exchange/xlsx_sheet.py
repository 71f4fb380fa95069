"""The cells of a sheet of XLSX as text, as its XML goes by."""

import re
from datetime import date, timedelta
from typing import Protocol

from django.core.exceptions import ValidationError

from ..fields import refuse_unprintable
from .problems import FileError, Problem
from .sheet import AS_TEXT, Shown

MOST_ROWS, MOST_COLUMNS = 50_001, 60
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,20})?", re.ASCII)
STORED = re.compile(r"-?\d+(\.\d+)?([Ee][+-]?\d+)?", re.ASCII)
FIRST_SURE_DAY = 61  # 1 March 1900: before it, programs count the days in two ways


class Workbook(Protocol):
    """What a sheet needs of its book."""

    first_day: date
    strings: list[str]

    def is_date(self, style: int) -> bool: ...

    def is_day(self, style: int) -> bool: ...

    def is_plain(self, style: int, number: str) -> bool: ...


class SheetReader:
    """Collects the rows of a sheet; FileError names the cell that cannot be read exactly."""

    def __init__(self, book: Workbook):
        self.book, self.rows, self.row = book, [], []
        self.line = self.place = self.style = 0
        self.kind, self.parts, self.inside, self.phonetic = "n", [], False, False

    def start(self, element, found):
        if element == "row":
            self.line = int(found.get("r", self.line + 1))
            self.place, self.row = 0, []
        elif element == "c":
            self.place = column_number(found["r"], self.line) if "r" in found else self.place + 1
            self.kind, self.style, self.parts = found.get("t", "n"), int(found.get("s", 0)), []
        elif element == "f":
            self.refuse("a formula")
        self.phonetic = self.phonetic or element == "rPh"
        self.inside = element in ("v", "t") and not self.phonetic
        if self.line > MOST_ROWS or self.place > MOST_COLUMNS:
            said = f"the table has a cell beyond row {MOST_ROWS:,} or column {MOST_COLUMNS}. Delete it, or split it."
            raise FileError(Problem(0, "", said))

    def text(self, text):
        if self.inside:
            self.parts.append(text)

    def end(self, element):
        self.inside = False
        self.phonetic = self.phonetic and element != "rPh"
        if element == "c":
            text = self.printable(self.cell("".join(self.parts)))
            if text:
                self.row += [""] * (self.place - len(self.row) - 1) + [text]
        elif element == "row" and self.row:
            self.rows.append((self.line, self.row))

    def printable(self, text: str) -> str:
        try:
            refuse_unprintable(text)
        except ValidationError as error:
            raise self.problem(" ".join(error.messages)) from error
        return text

    def cell(self, text: str) -> str:
        if self.kind in ("b", "e"):
            self.refuse("TRUE or FALSE" if self.kind == "b" else "an error")
        if self.kind == "s":
            return self.book.strings[index(text)] if text else ""
        if self.kind in ("inlineStr", "str"):
            return unescaped(text)
        return self.number(text) if text else ""

    def number(self, text: str) -> str:
        text = text.strip()
        if not STORED.fullmatch(text):
            self.refuse("neither text nor a plain number")
        value = float(text)
        if self.kind == "n" and self.book.is_date(self.style):
            earliest = 0 if self.book.first_day.year == 1904 else FIRST_SURE_DAY
            if not (value.is_integer() and value >= earliest and self.book.is_day(self.style)):
                self.refuse("a date of the spreadsheet that may not be what was typed")
            return (self.book.first_day + timedelta(days=int(value))).isoformat()
        plain = str(int(value)) if value.is_integer() else repr(value)
        if self.kind != "n" or not NUMBER.fullmatch(plain):
            self.refuse("neither text nor a plain number")
        return plain if self.book.is_plain(self.style, plain) else Shown(plain)

    def refuse(self, what: str):
        raise self.problem(f"this cell holds {what}. {AS_TEXT}")

    def problem(self, said: str) -> FileError:
        """What is wrong with this cell, under the heading of its column where that has been read."""
        head = self.rows[0][1] if self.rows else []
        column = head[self.place - 1] if self.place <= len(head) else ""
        return FileError(Problem(self.line, column or column_letters(self.place), said))


def index(text: str) -> int:
    """ValueError for a place that no list has."""
    if not (text.isascii() and text.isdigit()):
        raise ValueError(text)
    return int(text)


def unescaped(text: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def column_number(reference: str, line: int) -> int:
    """2 for B7; ValueError for a cell that does not stand in its row."""
    found = REFERENCE.fullmatch(reference)
    if not found or int(found[2]) != line:
        raise ValueError(reference)
    number = 0
    for letter in found[1]:
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
