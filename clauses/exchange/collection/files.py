"""The files of a collection, from a folder or an archive, each put to the table that it is for."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path, PurePosixPath

from ...dataset import BY_MODEL, BY_NAME, TABLES, Table
from ...dataset.derived import PUBLIC_TABLES
from ..nearest import nearest
from ..problems import FileError, Problem
from ..zipped import DAMAGES, MOST_TIMES, opened, part_of, refuse_twice

LARGEST = 64 * 2**20  # bytes of one file
LARGEST_PACKED = 64 * 2**20
LARGEST_UNPACKED = 256 * 2**20
MOST_FILES = 200
ENDINGS = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".jsonl", ".ndjson")
DAY = re.compile(r"-\d{4}-\d{2}-\d{2}$")  # that our own exports put behind a name
PACKAGE = "datapackage.json"
OF_A_PACKAGE = {PACKAGE, "codebook.csv", "README.txt", "LICENSE.txt", "SHA256SUMS"}
DERIVED = {table.name for table in PUBLIC_TABLES} - set(BY_NAME)
NO_ARCHIVE = (
    "this is neither a folder, a ZIP nor one file of a table. Put the tables into a folder, or pack them as ZIP."
)


@dataclass(frozen=True)
class Placed:
    """A file of a collection and its table. `is_plain`: its texts are as they are, not guarded for spreadsheets."""

    name: str
    table: Table
    is_plain: bool = False


def packed(path: Path) -> bytes:
    """A folder, an archive or a single file as one archive; FileError where it is none of these, or too much."""
    if path.is_dir():
        found = [each for each in sorted(path.rglob("*")) if each.is_file() and not _is_hidden(_below(path, each))]
        return _archive((_below(path, each), each) for each in found)
    if not path.is_file():
        raise FileError(Problem(0, "", f"there is no “{path}”. Name a folder, a ZIP or one file of a table."))
    if path.suffix.lower() == ".zip":
        if path.stat().st_size > LARGEST_PACKED:
            raise _too_large()
        return path.read_bytes()
    return _archive([(path.name, path)])


def packed_file(name: str, content: bytes) -> bytes:
    """An uploaded file as an archive: as it is where it is one."""
    if name.lower().endswith(".zip"):
        return content
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(PurePosixPath(name).name, content)
    return file.getvalue()


def _below(folder: Path, path: Path) -> str:
    return path.relative_to(folder).as_posix()


def _archive(files: Iterable[tuple[str, Path]]) -> bytes:
    file, size = io.BytesIO(), 0
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, path) in enumerate(files):
            size += path.stat().st_size
            if size > LARGEST_UNPACKED or number == MOST_FILES:
                raise _too_large()
            archive.writestr(name, path.read_bytes())
    return file.getvalue()


def _too_large() -> FileError:
    said = f"these are more than {MOST_FILES} files, or more than {LARGEST_UNPACKED // 2**20} MB"
    return FileError(Problem(0, "", f"{said} ({LARGEST_PACKED // 2**20} MB packed). Import a part of them at a time."))


class Archive:
    """The files of a collection, unpacked one at a time."""

    def __init__(self, content: bytes) -> None:
        if len(content) > LARGEST_PACKED:
            raise _too_large()
        try:
            self.archive = opened(content)
        except FileError:
            raise
        except DAMAGES as error:
            raise FileError(Problem(0, "", NO_ARCHIVE)) from error
        self._refuse_unfit()

    def _refuse_unfit(self) -> None:
        entries = self.archive.infolist()
        if len(entries) > MOST_FILES or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
            raise _too_large()
        for entry in entries:
            if entry.file_size > LARGEST:
                raise _of(entry.filename, f"the file is larger than {LARGEST // 2**20} MB. Split it.")
            if entry.file_size > 2**20 and entry.file_size > MOST_TIMES * entry.compress_size:
                raise _of(entry.filename, f"it unpacks to more than {MOST_TIMES} times its size. Pack it anew.")
            if entry.flag_bits & 1:
                raise _of(entry.filename, "it is locked with a password. Pack it without one.")
        refuse_twice(self.archive)

    def names(self) -> list[str]:
        return sorted(entry.filename for entry in self.archive.infolist() if not entry.is_dir())

    def read(self, name: str) -> bytes:
        try:
            return part_of(self.archive, name)
        except DAMAGES as error:
            raise _of(name, "it is damaged in this archive. Pack it anew.") from error

    def placed(self) -> list[Placed]:
        """The files in the order in which their rows can be written; FileError names all that are of no table."""
        names = [name for name in self.names() if not _is_hidden(name)]
        is_package = any(PurePosixPath(name).name == PACKAGE for name in names)
        found: list[Placed] = []
        problems: list[Problem] = []
        for name in names:
            path = PurePosixPath(name)
            if is_package and (path.name in OF_A_PACKAGE or path.stem in DERIVED):
                continue
            problem = _unplaced(path) or _again(path, found)
            if problem:
                problems.append(Problem(0, "", problem, name))
            else:
                found.append(Placed(name, BY_NAME[table_name(path)], is_plain=is_package))
        if not names:
            problems.append(Problem(0, "", f"there is no file in it. The tables are: {', '.join(BY_NAME)}."))
        if problems:
            raise FileError(problems)
        order = in_order()
        return sorted(found, key=lambda one: order.index(one.table))


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__MACOSX", "~$")) for part in PurePosixPath(name).parts)


def table_name(path: PurePosixPath) -> str:
    return DAY.sub("", path.stem).casefold().replace("-", "_").replace(" ", "_")


def _unplaced(path: PurePosixPath) -> str:
    """Why a file is of no table; empty where it is of one."""
    name = table_name(path)
    if name in DERIVED:
        return f"{name} is worked out from the other tables and not imported. Take the file out."
    if name not in BY_NAME:
        hint = nearest(name, BY_NAME)
        said = f"there is no table “{name[:100]}”.{hint} Name the file after its table, or take it out."
        return f"{said} The tables are: {', '.join(BY_NAME)}."
    if path.suffix.lower() not in ENDINGS:
        return f"“{path.suffix[:20]}” is no ending of a table. Save it as {', '.join(ENDINGS)}."
    return ""


def _again(path: PurePosixPath, found: list[Placed]) -> str:
    other = next((one.name for one in found if one.table.name == table_name(path)), "")
    return f"“{other}” is of the same table. Put the rows of both into one file." if other else ""


def _of(name: str, said: str) -> FileError:
    return FileError(Problem(0, "", said, name))


def in_order() -> list[Table]:
    """All tables, each after those that its columns refer to."""
    needs = {table.name: set(_referred(table)) for table in TABLES}
    return [BY_NAME[name] for name in TopologicalSorter(needs).static_order()]


def _referred(table: Table) -> Iterator[str]:
    for column in table.columns:
        if column.related_model and column.related_model is not table.model:
            yield BY_MODEL[column.related_model].name
