"""The data package on its way back: the whole of it, with its states, or nothing.

A package holds what was public, so what comes of it is public. Rows that are not in it are left alone, and so are the
columns that are never published.
"""

import hashlib
import io
import zipfile
from dataclasses import dataclass, field

from ..columns import Table
from ..dataset import BY_MODEL, CELLS, TABLES
from ..evidence.resting import held_by
from . import beside
from .csvfile import is_guarded
from .fixtures import FILES
from .formats import as_sheet, numbered_rows
from .guard import guard
from .problems import FileError, Problem
from .resources import resource_for
from .results import STALE, stale
from .rules import bare
from .sheet import Sheet, refuse_header

LARGEST = 200 * 2**20  # bytes of all tables, unpacked
MOST_ROWS = 5_000_000  # of one table
SUMS = "SHA256SUMS"
NO_PACKAGE = "this is no data package of treatytracker. Choose the file that the page “Data” offers as one download."


@dataclass
class PackageResult:
    """What a package did, or would do: by table how many rows are new, changed and unchanged, and what is wrong."""

    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    outcome: str = ""


def load_order() -> list[Table]:
    """The tables, each after those that it refers to; sets of codes come with their records."""
    models = [model for held in FILES.values() for model in held if model not in CELLS]
    return [BY_MODEL[model] for model in models]


def unpacked(content: bytes) -> dict[str, bytes]:
    """The tables of a package by name; FileError where it is none, is not whole, or unpacks to too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
            wanted = [f"data/{table.name}.csv" for table in TABLES]
            if SUMS not in sizes or any(path not in sizes for path in wanted):
                raise FileError(Problem(0, "", NO_PACKAGE))
            if sum(sizes.values()) > LARGEST:
                raise FileError(Problem(0, "", f"it unpacks to more than {LARGEST // 2**20} MB."))
            sums = dict(reversed(line.split("  ", 1)) for line in archive.read(SUMS).decode().splitlines())
            tables = {path: archive.read(path) for path in wanted}
    except FileError:
        raise
    except (zipfile.BadZipFile, NotImplementedError, ValueError, RuntimeError, EOFError, OSError) as error:
        raise FileError(Problem(0, "", NO_PACKAGE)) from error
    for path, table in tables.items():
        if hashlib.sha256(table).hexdigest() != sums.get(path):
            raise FileError(Problem(0, "", f"{path} is not what {SUMS} says: the file was altered. Get it once more."))
    return {path.removeprefix("data/").removesuffix(".csv"): table for path, table in tables.items()}


def restore(
    content: bytes, *, user, expected: str = "", confirmed: bool = False, progress=lambda name: None, along=lambda: None
):
    """Imports a package table by table beside what is stored; with `confirmed` what differs is then written.

    `expected` is the `outcome` of the preview that was confirmed; a package that would do anything else is refused.
    `along` writes what belongs to it, in the same transaction.
    """
    tables = unpacked(content)

    def work() -> PackageResult:
        result = _imported(tables, user, progress)
        if confirmed and expected and expected != result.outcome:
            result.problems.append(("", Problem(0, "", STALE)))
        return result

    try:
        return beside.run(
            work, is_wanted=lambda result: confirmed and not result.problems, along=lambda result: along()
        )
    except beside.ChangedMeanwhileError as error:
        return PackageResult(problems=[("", Problem(0, "", stale(error.rows)))])


def _imported(tables: dict[str, bytes], user, progress) -> PackageResult:
    result, digest, held = PackageResult(), hashlib.sha256(), held_by(None)
    for table in load_order():
        progress(table.title)
        _import(table, tables[table.name], user, result, digest)
    result.problems += [("", problem) for problem in bare(held)]
    result.outcome = digest.hexdigest()
    return result


def _import(table: Table, content: bytes, user, result: PackageResult, digest) -> None:
    try:
        sheet = sheet_of(table, content)
        if not sheet.lines:
            return
        resource = resource_for(table)()
        resource.as_published = True
        found = resource.import_here(sheet, user=user, file_name="a data package")
    except UnicodeDecodeError:
        result.problems.append((table.title, Problem(0, "", "this is not UTF-8.")))
        return
    except FileError as error:
        result.problems += [(table.title, problem) for problem in error.problems]
        return
    result.problems += [(table.title, problem) for problem in found.problems]
    result.counts[table.title] = {name: found.totals[name] for name in ("new", "update", "skip")}
    digest.update(f"{table.name} {found.outcome}".encode())


def sheet_of(table: Table, content: bytes) -> Sheet:
    """The rows of a table of a package, texts guarded as imports expect them."""
    sheet = as_sheet(numbered_rows(content.decode("utf-8-sig", errors="strict")), most=MOST_ROWS)
    refuse_header(table, sheet.headers)
    guarded = [is_guarded(table.column(name)) for name in sheet.headers]
    rows = [[guard(cell) if text else cell for text, cell in zip(guarded, row, strict=True)] for row in sheet]
    return Sheet(sheet.headers, zip(sheet.lines, rows, strict=True))
