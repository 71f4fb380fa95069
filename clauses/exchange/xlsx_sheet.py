"""The cells of a sheet of XLSX as text, as its XML goes by."""

import re
from datetime import date, timedelta
from typing import Protocol

from .problems import FileError, Problem

MOST_ROWS, MOST_COLUMNS = 50_001, 60
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})", re.ASCII)
NUMBER = re.compile(r"-?\d{1,18}(\.\d{1,20})?", re.ASCII)
AS_TEXT = "Format the cell as text and write the value anew."


class Workbook(Protocol):
    """What a sheet needs of its book."""

    first_day: date
    strings: list[str]

    def is_date(self, style: int) -> bool: ...

    def is_day(self, style: int) -> bool: ...


class SheetReader:
    """Collects the rows of a sheet; FileError names the cell that cannot be read exactly."""

    def __init__(self, book: Workbook):
        self.book, self.rows, self.row = book, [], []
        self.line = self.place = self.style = 0
        self.kind, self.parts, self.inside = "n", [], False

    def start(self, element, found):
        if element == "row":
            self.line = int(found.get("r", self.line + 1))
            self.place, self.row = 0, []
        elif element == "c":
            self.place = column_number(found["r"], self.line) if "r" in found else self.place + 1
            self.kind, self.style, self.parts = found.get("t", "n"), int(found.get("s", 0)), []
        elif element == "f":
            self.refuse("a formula")
        self.inside = element in ("v", "t")
        if self.line > MOST_ROWS or self.place > MOST_COLUMNS:
            said = f"the table has a cell beyond row {MOST_ROWS:,} or column {MOST_COLUMNS}. Delete it, or split it."
            raise FileError(Problem(0, "", said))

    def text(self, text):
        if self.inside:
            self.parts.append(text)

    def end(self, element):
        self.inside = False
        if element == "c":
            text = self.cell("".join(self.parts))
            if text:
                self.row += [""] * (self.place - len(self.row) - 1) + [text]
        elif element == "row" and self.row:
            self.rows.append((self.line, self.row))

    def cell(self, text: str) -> str:
        if self.kind in ("b", "e"):
            self.refuse("TRUE or FALSE" if self.kind == "b" else "an error")
        if self.kind == "s":
            return self.book.strings[int(text)] if text else ""
        if self.kind in ("inlineStr", "str"):
            return unescaped(text)
        return self.number(text) if text else ""

    def number(self, text: str) -> str:
        value = float(text)
        if self.kind == "n" and self.book.is_date(self.style):
            if not (value.is_integer() and self.book.is_day(self.style)):
                self.refuse("a date of the spreadsheet that may not be what was typed")
            return (self.book.first_day + timedelta(days=int(value))).isoformat()
        plain = str(int(value)) if value.is_integer() else repr(value)
        if self.kind != "n" or not NUMBER.fullmatch(plain):
            self.refuse("neither text nor a plain number")
        return plain

    def refuse(self, what: str):
        raise FileError(Problem(self.line, column_letters(self.place), f"this cell holds {what}. {AS_TEXT}"))


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
