"""Reading XLSX: the cells of its one sheet with data as text, exactly or not at all, in bounded time and memory.

Our own small reader, because openpyxl takes minutes and gigabytes for some files of a few kilobytes, and reads some
texts wrongly.
"""

import posixpath
import zipfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import NoReturn
from xml.parsers import expat

from django.core.exceptions import ValidationError

from ...characters import refuse_unreadable
from ..problems import FileError, Problem
from ..zipped import DAMAGES, opened, part_of, refuse_large
from .cells import SheetReader, unescaped
from .formats import Formats

LARGEST = 10 * 2**20  # bytes of the file
BLOCK = 2**20
MOST_ELEMENTS = 2_000_000
MOST_SHEETS_NAMED = 5
# Where they are by custom, for programs that leave out to say so.
USUAL = {"styles": "xl/styles.xml", "sharedStrings": "xl/sharedStrings.xml"}
RELATIONS = "_rels/.rels"
MARKUP = (".xml", ".rels", ".vml")
OFFICE = b"\xd0\xcf\x11\xe0"  # what the old format begins with, and what a workbook with a password is wrapped in
BROKEN = "this is no XLSX, or a damaged one. Save the table anew."
LOCKED = "this is an old workbook (.xls), or one with a password. Save it as .xlsx without a password."


def numbered_rows(content: bytes) -> tuple[str, Iterator[tuple[int, list[str]]]]:
    """The name of the sheet and its rows as text, each with its number; FileError for what cannot be read exactly."""
    if len(content) > LARGEST:
        raise FileError(Problem(0, "", f"the file is larger than {LARGEST // 2**20} MB. Split it, or use CSV."))
    if content.startswith(OFFICE):
        raise FileError(Problem(0, "", LOCKED))
    try:
        with opened(content) as archive:
            refuse_large(archive)
            name, rows = Book(archive).read()
    except FileError:
        raise
    except DAMAGES as error:
        raise FileError(Problem(0, "", BROKEN)) from error
    width = len(rows[0][1]) if rows else 0
    return name, ((number, row + [""] * (width - len(row))) for number, row in rows)


class Found(Exception):  # noqa: N818
    """What was looked for in a part; the rest of it need not be read."""


class Parts:
    """The parts of a workbook, read one after the other with one bound for all."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive, self.count = archive, 0

    def read(self, name: str, start: Callable, end: Callable, text: Callable) -> None:
        """Calls `start(name, attributes)`, `end(name)` and `text(text)` for one part, without keeping it."""

        def counted(element: str, attributes: dict[str, str]) -> None:
            self.count += 1
            if self.count > MOST_ELEMENTS:
                raise FileError(Problem(0, "", "the table has more cells than can be read here. Split it, or use CSV."))
            start(element.rpartition(" ")[2], attributes)

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = counted
        parser.EndElementHandler = lambda element: end(element.rpartition(" ")[2])
        parser.CharacterDataHandler = text
        # As a whole: in pieces, the parser begins a long word again and again.
        parser.Parse(part_of(self.archive, name), True)

    def refuse_declarations(self) -> None:
        """FileError where any part, in whatever encoding and under whatever name, declares a type or entities."""
        for entry in self.archive.infolist():
            parser = expat.ParserCreate()
            parser.StartDoctypeDeclHandler = _refuse_doctype
            parser.StartElementHandler = _found
            try:
                with self.archive.open(entry) as part:
                    while block := part.read(BLOCK):
                        parser.Parse(block, False)
            except Found:
                continue
            except expat.ExpatError:
                if entry.filename.lower().endswith(MARKUP) and entry.file_size:
                    raise

    def related(self, part: str) -> dict[str, tuple[str, str]]:
        """By their names, the kind and the path of what `part` refers to."""
        folder, name = posixpath.split(part)
        found: dict[str, tuple[str, str]] = {}

        def start(element: str, attributes: dict[str, str]) -> None:
            if element == "Relationship" and attributes.get("TargetMode") != "External":
                path = posixpath.normpath(posixpath.join("/", folder, attributes["Target"])).lstrip("/")
                found[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], path)

        self.read(posixpath.join(folder, "_rels", f"{name}.rels") if part else RELATIONS, start, nothing, nothing)
        return found


def _refuse_doctype(*_: object) -> NoReturn:
    raise FileError(Problem(0, "", "the file holds a document type declaration, which no spreadsheet writes."))


def _found(*_: object) -> NoReturn:
    raise Found


def nothing(*_: object) -> None:
    """For the parts of a part that do not matter."""


class Book:
    """A workbook: its sheets, and what their cells refer to."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.parts, self.formats, self.strings = Parts(archive), Formats(), Strings()
        self.first_day = date(1899, 12, 30)
        self.sheets: list[tuple[str, str, bool]] = []  # name, relation, whether it is hidden
        self.parts.refuse_declarations()
        main = dict(self.parts.related("").values())["officeDocument"]
        self.parts.read(main, self._book, nothing, nothing)
        self.related = self.parts.related(main)
        paths = {kind: path for kind, path in USUAL.items() if path in archive.namelist()}
        paths |= {kind: path for kind, path in self.related.values() if kind in USUAL}
        if "styles" in paths:
            self.parts.read(paths["styles"], self.formats.start, nothing, nothing)
        if "sharedStrings" in paths:
            strings = self.strings
            self.parts.read(paths["sharedStrings"], strings.start, strings.end, strings.take)

    def _book(self, element: str, found: dict[str, str]) -> None:
        if element == "workbookPr" and found.get("date1904") in ("1", "true"):
            self.first_day = date(1904, 1, 1)
        if element == "sheet":
            relation = next(value for name, value in found.items() if name.endswith("relationships id"))
            self.sheets.append((found.get("name", ""), relation, found.get("state", "visible") != "visible"))

    def read(self) -> tuple[str, list[tuple[int, list[str]]]]:
        """The name and the rows of the one sheet that holds anything."""
        filled = [sheet for sheet in self.sheets if self._is_filled(self.related[sheet[1]][1])]
        refuse_others(filled)
        name, relation, _ = (filled or self.sheets)[0]
        sheet = SheetReader(self)
        try:
            self.parts.read(self.related[relation][1], sheet.start, sheet.end, sheet.take)
            sheet.refuse_merged()
        except FileError as error:
            named = name if len(self.sheets) > 1 else ""
            raise FileError([replace(problem, sheet=named) for problem in error.problems]) from error
        return name, sheet.rows

    def _is_filled(self, path: str) -> bool:
        in_value = False

        def start(element: str, _: dict[str, str]) -> None:
            nonlocal in_value
            in_value = element in ("v", "t")
            if element == "f":
                raise Found

        def text(found: str) -> None:
            if in_value and found.strip():
                raise Found

        with suppress(Found):
            self.parts.read(path, start, nothing, text)
            return False
        return True


def refuse_others(filled: list[tuple[str, str, bool]]) -> None:
    """FileError unless all data is on one sheet that is shown."""
    named = [f"“{name}”{' (hidden)' if hidden else ''}" for name, _, hidden in filled[:MOST_SHEETS_NAMED]]
    if len(filled) > 1:
        said = f"there are {len(filled)} sheets with data: {', '.join(named)}"
        raise FileError(Problem(0, "", f"{said}. Keep the one that is meant, delete the others."))
    if filled and filled[0][2]:
        raise FileError(Problem(0, "", f"the only sheet with data, {named[0]}, is hidden. Show it."))


class Strings:
    """The texts that cells share, each looked at once however many cells show it."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.problems: dict[int, str] = {}  # what is wrong with a text, by its place
        self._parts: list[str] = []
        self._inside = self._phonetic = False

    def start(self, element: str, found: dict[str, str]) -> None:
        self._inside = element == "t" and not self._phonetic
        self._phonetic = self._phonetic or element == "rPh"
        if element == "si":
            self._parts = []

    def end(self, element: str) -> None:
        self._inside = False
        self._phonetic = self._phonetic and element != "rPh"
        if element == "si":
            text = unescaped("".join(self._parts))
            try:
                refuse_unreadable(text)
            except ValidationError as error:
                self.problems[len(self.texts)] = " ".join(error.messages)
            self.texts.append(text)

    def take(self, text: str) -> None:
        if self._inside:
            self._parts.append(text)
