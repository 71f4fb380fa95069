"""Lists that are kept by hand as CSV beside the data. Each is read once, and again where the file has changed."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from django.conf import settings

WHAT_DAY = "write a day, as in 2026-11-29."
LINE = "line"  # where a row is in its file
Check = Callable[[dict], Iterator[tuple[str, str]]]  # the fields of a row whose form is wrong, each with what helps


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field of one line, and what helps."""

    file: str
    line: int
    field: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.field}: {self.remedy}"


@dataclass(frozen=True)
class Kept:
    """The rows of a list whose form is right, each with its `line`, and what is wrong with the others."""

    rows: tuple[dict, ...] = ()
    faults: tuple[Fault, ...] = ()


def kept(name: str, columns: tuple[str, ...], check: Check) -> Kept:
    """The list `name`, its rows checked by `check`; without rows and with a fault where it cannot be read."""
    path = Path(settings.FIXTURE_DIRS[0]) / name
    try:
        found = path.stat()
    except OSError:
        return Kept(faults=(Fault(name, 1, "file", f"write the file with the header {','.join(columns)}."),))
    return _read(path, columns, check, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=8)
def _read(path: Path, columns: tuple[str, ...], check: Check, changed: int, size: int) -> Kept:
    """The last two arguments say which state of the file is meant."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            header = next(reader, [])
            lines = [(reader.line_num, cells) for cells in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return Kept(faults=(Fault(path.name, 1, "file", f"write CSV in UTF-8; it cannot be read: {error}."),))
    if tuple(header) != columns:
        return Kept(faults=(Fault(path.name, 1, "header", f"write {','.join(columns)}."),))
    return _checked(path.name, columns, lines, check)


def _checked(name: str, columns: tuple[str, ...], lines: Iterable[tuple[int, list[str]]], check: Check) -> Kept:
    rows, faults = [], []
    for line, cells in lines:
        if len(cells) != len(columns):
            remedy = f"write {len(columns)} cells; it has {len(cells)}. Put quotation marks around cells with commas."
            faults.append(Fault(name, line, "line", remedy))
            continue
        row = dict(zip(columns, map(str.strip, cells), strict=True)) | {LINE: line}
        wrong = [Fault(name, line, field, remedy) for field, remedy in check(row)]
        faults += wrong
        rows += [] if wrong else [row]
    return Kept(tuple(rows), tuple(faults))


def day_of(text: str) -> date | None:
    """The day that is written as 2026-11-29; None where none is."""
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if found.isoformat() == text else None
