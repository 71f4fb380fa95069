"""The data package on its way back: the whole of it, with its states, or nothing.

A package holds what was public, so what comes of it is public. Rows that are not in it are left alone, and so are the
columns that are never published.
"""

import hashlib
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from ...dataset import BY_MODEL, CELLS, TABLES, Table
from ...evidence.last_citation import held_by
from ...models import Record
from ...one_moment import one_step
from ...vocabularies import ReviewState
from ..csvfile import is_guarded
from ..fixtures.files import FILES
from ..formats import as_sheet, numbered_rows
from ..guard import guard
from ..portions.incoming import Incoming
from ..problems import FileError, Problem
from ..resources import TableResource
from ..results import STALE, saved_since, stale
from ..sheet import Sheet, refuse_header
from ..working_copies import beside
from ..writer import bare
from ..zipped import DAMAGES, opened, part_of, refuse_twice

LARGEST = 32 * 2**20  # bytes of all files, unpacked
MOST_ROWS = 100_000  # of one table
SUMS = "SHA256SUMS"
SUM = re.compile("^([0-9a-f]{64})  (.+)$", re.MULTILINE)
WANTED = [f"data/{table.name}.csv" for table in TABLES]
AGAIN = "Get the package once more."
UNSAID = "it makes public again what was withdrawn since. Say why: choose the file once more and give the reason."
NO_PACKAGE = "this is no data package of treatytracker. Choose the file that the page “Data” offers as one download."


@dataclass
class PackageResult:
    """What a package did, or would do: by table how many rows are new, changed and unchanged, and what is wrong.

    `again` names the records that were withdrawn since, with their reasons, and are public again.
    """

    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    problems: list[tuple[str, Problem]] = field(default_factory=list)
    again: list[str] = field(default_factory=list)
    outcome: str = ""


class PackagedTable(TableResource):
    """A table of a data package. Its rows were public, so they are again; `why` is said where they were withdrawn.

    `again` gets the names of these.
    """

    as_published = True

    def __init__(self, table: Table, why: str, again: list[str]) -> None:
        super().__init__(table)
        self.why, self.again = why, again

    def move(self, found: Incoming) -> None:
        row = found.row
        if not isinstance(row, Record) or row.state == ReviewState.PUBLISHED:
            return
        if row.state == ReviewState.WITHDRAWN:
            noun = str(row._meta.verbose_name).capitalize()
            self.again.append(f"{noun} “{row.code}”, withdrawn since: {row.withdrawn_reason}")
            found.reason += f": {self.why}" if self.why else ""
        found.moves, row.state, row.withdrawn_reason = True, ReviewState.PUBLISHED, ""


def load_order() -> list[Table]:
    """The tables, each after those that it refers to; sets of codes come with their records."""
    models = [model for held in FILES.values() for model in held if model not in CELLS]
    return [BY_MODEL[model] for model in models]


def unpacked(content: bytes) -> dict[str, bytes]:
    """The tables of a package by name; FileError where it is none, is not whole, or unpacks to too much."""
    try:
        archive = opened(content)
    except FileError:
        raise
    except DAMAGES as error:
        raise FileError(Problem(0, "", NO_PACKAGE)) from error
    with archive:
        _refuse_unfit(archive)
        tables = {path: _part(archive, path) for path in WANTED}
        found = SUM.findall(_part(archive, SUMS).decode(errors="replace"))
    sums = {path: digest for digest, path in found}
    for path, table in tables.items():
        if hashlib.sha256(table).hexdigest() != sums.get(path):
            raise FileError(Problem(0, "", f"{path} is not what {SUMS} says: the file was altered. Get it once more."))
    return {path.removeprefix("data/").removesuffix(".csv"): table for path, table in tables.items()}


def _refuse_unfit(archive: zipfile.ZipFile) -> None:
    """FileError for what is no package or would be too much, before anything is unpacked."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    missing = [path for path in (SUMS, *WANTED) if path not in names]
    if missing:
        lacks = f" It lacks {missing[0]}." if len(missing) <= len(WANTED) else ""
        raise FileError(Problem(0, "", f"{NO_PACKAGE}{lacks}"))
    if sum(entry.file_size for entry in entries) > LARGEST:
        raise FileError(Problem(0, "", f"it unpacks to more than {LARGEST // 2**20} MB."))
    refuse_twice(archive)
    odd = next((name for name in names if ".." in name.split("/") or name.startswith("/") or "\\" in name), None)
    if odd:
        raise FileError(Problem(0, "", f"it holds “{odd[:100]}”, a path out of itself, which no package has. {AGAIN}"))


def _part(archive: zipfile.ZipFile, path: str) -> bytes:
    """One file of the package; FileError names it where it is damaged, encrypted or packed in an unknown way."""
    try:
        if archive.getinfo(path).flag_bits & 1:
            raise FileError(Problem(0, "", f"{path} is locked with a password. {AGAIN}"))
        return part_of(archive, path)
    except DAMAGES as error:
        if isinstance(error, FileError):
            raise
        raise FileError(Problem(0, "", f"{path} is damaged in this file. {AGAIN}")) from error


@one_step()
def restore(
    content: bytes,
    *,
    user: Any,
    expected: str = "",
    since: datetime | None = None,
    confirmed: bool = False,
    why: str = "",
    progress: Callable[[str], None] = lambda name: None,
    along: Callable[[], None] = lambda: None,
) -> PackageResult:
    """Imports a package table by table beside what is stored; with `confirmed` what differs is then written.

    `expected` is the `outcome` of the preview that was confirmed; a package that would do anything else is refused.
    Rows that were saved after `since`, when the preview was made, are named then. `along` writes what belongs to it, in
    the same transaction. `why` is the reason for making public again what was withdrawn since.
    """
    tables = unpacked(content)

    def work() -> PackageResult:
        result = _imported(tables, user, why, progress)
        if confirmed and expected and result.again and not why:
            result.problems.append(("", Problem(0, "", UNSAID)))
        if confirmed and expected and expected != result.outcome:
            result.problems.append(("", Problem(0, "", STALE)))
        return result

    try:
        result = beside.run(
            work, is_wanted=lambda result: confirmed and not result.problems, along=lambda result: along()
        )
    except beside.ChangedMeanwhileError as error:
        return PackageResult(problems=[("", Problem(0, "", stale(error.rows)))])
    if since and any(problem.message == STALE for _, problem in result.problems):
        changed = [name for table in load_order() for name in saved_since(table.model, since)]
        result.problems = [("", Problem(0, "", stale(changed)))]
    return result


def _imported(tables: dict[str, bytes], user: Any, why: str, progress: Callable[[str], None]) -> PackageResult:
    result, digest, held = PackageResult(), hashlib.sha256(), held_by(None)
    for table in load_order():
        progress(table.title)
        _import(table, tables[table.name], user, why, result, digest)
    result.problems += [("", problem) for problem in bare(held)]
    digest.update("\n".join(result.again).encode())
    result.outcome = digest.hexdigest()
    return result


def _import(table: Table, content: bytes, user: Any, why: str, result: PackageResult, digest: Any) -> None:
    try:
        sheet = sheet_of(table, content)
        if not sheet.lines:
            return
        resource = PackagedTable(table, why, result.again)
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
    refuse_header(table, sheet.headers, sheet.top)
    guarded = [is_guarded(table.column(name)) for name in sheet.headers]
    rows = [[guard(cell) if text else cell for text, cell in zip(guarded, row, strict=True)] for row in sheet]
    return Sheet(sheet.headers, zip(sheet.lines, rows, strict=True))
