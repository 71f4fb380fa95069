"""The data package: every public row of every table as plain CSV in one ZIP, with what a stranger needs to read it.

The same data gives the same bytes: no clock and no order of the database goes into it.
"""

import hashlib
import json
import zipfile
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from textwrap import fill
from typing import IO, cast

from django.db import connections, transaction

from ... import known_on
from ...data_version import read_from
from ...dataset import Table, WorkedOut
from ...dataset.derived import PUBLIC_TABLES
from ..csvfile import lines, pieces
from .descriptor import DESCRIPTION, LICENCE, TITLE, codebook, descriptor, resource

PIECE = 65_536  # bytes that are handed on at a time
MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that ZIP can say
README = """{title}
{line}

{description}

{day}{tables}
codebook.csv       every column and every value of a closed list, with its meaning
datapackage.json   the same for programs (Data Package, Table Schema)
SHA256SUMS         to check the files: sha256sum --check SHA256SUMS

The files are CSV in UTF-8 with commas and lines that end in CRLF; an empty cell means that nothing is known or that
nothing applies. Codes stand for rows of other tables: where a table's key has several columns, its code is their values
joined by slashes, as in shusha-declaration-2021-06-15/o6. Several codes in one cell are separated by a semicolon and a
space. Uncertain dates are written in EDTF (ISO 8601-2): 2021-06 is a month, 2021-10-05/2021-10-08 lasted from one day
to the other, 2021-10-05/.. has an open end (it goes on, or nobody says), the end of 2021-10-05/ is not known,
[2022-01-31..2022-02-06] happened once in between. Text is as it is: a spreadsheet may take a cell that begins with
= + - or @ for a formula, so import the files as text rather than opening them.

Licence: {licence}, {address}
"""
DAY = """This is the state of knowledge of {day}, not all that is known today: only what sources that were certainly
out by then support, with statuses and dates as reported then and judgements made by then. It is for reading: a site
restores the whole package.

"""
LICENCE_TEXT = """The data of treatytracker is licensed under {licence} ({name}):
{address}

You may copy, share and adapt it, also commercially, if you name treatytracker, link the licence and say what you
changed.

Short quotations from news articles and official texts stay the words of their authors. They are quoted, with their
source and paragraph, as evidence for single claims, and this licence grants no right in them.
"""


class _Package:
    """A ZIP under construction that knows the digest of each file in it."""

    def __init__(self, file: IO[bytes]) -> None:
        self.archive = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=9)
        self.digests: dict[str, str] = {}

    def add(self, path: str, texts: Iterable[str]) -> Generator[None, None, tuple[int, str]]:
        """Writes `texts` one after the other, one at each step; how many bytes they are and their digest."""
        entry = zipfile.ZipInfo(path, MOMENT)
        entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
        digest, size = hashlib.sha256(), 0
        with self.archive.open(entry, "w") as part:
            for text in texts:
                content = text.encode()
                part.write(content)
                digest.update(content)
                size += len(content)
                yield
        self.digests[path] = digest.hexdigest()
        return size, digest.hexdigest()

    def add_table(self, table: Table | WorkedOut, path: str) -> Generator[None, None, tuple[int, int, str]]:
        """Writes what is public of a table; also how many rows that is."""
        is_whole = isinstance(table, Table) and known_on.day() is None
        rows = table.model.objects.in_file_order() if is_whole and isinstance(table, Table) else table.published()
        count = 0

        def counted() -> Iterator[str]:
            nonlocal count
            for number, text in pieces(table, rows, plain=True, is_whole=is_whole):
                count += number
                yield text

        size, digest = yield from self.add(path, counted())
        return count, size, digest


def write_package(file: IO[bytes]) -> None:
    """Writes the package into `file`; all tables are as they were at one moment."""
    for _ in _steps(file):
        pass


def package_in_pieces() -> Iterator[bytes]:
    """The package as it comes into being. Nothing of it is kept, so memory does not grow with it."""
    pipe = _Pipe()
    for _ in _steps(cast(IO[bytes], pipe)):
        if pipe.size >= PIECE:
            yield pipe.taken()
    yield pipe.taken()


class _Pipe:
    """A file that hands on what is written to it. It cannot go back, so that ZIP says lengths behind each part."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.size = 0

    def write(self, content: bytes) -> int:
        self.parts.append(bytes(content))
        self.size += len(content)
        return len(content)

    def flush(self) -> None:
        """Nothing is held back."""

    def taken(self) -> bytes:
        parts, self.parts, self.size = self.parts, [], 0
        return b"".join(parts)


def _steps(file: IO[bytes]) -> Iterator[None]:
    """Writes the package, some rows at each step."""
    package = _Package(file)
    with package.archive, one_moment():
        resources, counts = [], {}
        for table in PUBLIC_TABLES:
            path = f"data/{table.name}.csv"
            counts[table.name], size, digest = yield from package.add_table(table, path)
            resources.append(resource(table, path, size, digest))
        described = json.dumps(descriptor(resources), ensure_ascii=False, indent=1)
        yield from package.add("datapackage.json", [f"{described}\n"])
        yield from package.add("codebook.csv", lines(codebook()))
        yield from package.add("README.txt", [readme(counts)])
        yield from package.add("LICENSE.txt", [LICENCE_TEXT.format(licence=LICENCE["title"], **names())])
        sums = (f"{digest}  {path}\n" for path, digest in sorted(package.digests.items()))
        yield from package.add("SHA256SUMS", list(sums))


@contextmanager
def one_moment() -> Iterator[None]:
    """All that is read inside is of one state of the data; nobody who writes has to wait for it."""
    alias = read_from()
    connection = connections[alias]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")  # atomic() would begin IMMEDIATE here and hold the lock for writing
            try:
                yield
            finally:
                cursor.execute("ROLLBACK")
    else:
        with transaction.atomic(using=alias), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


def readme(counts: dict[str, int]) -> str:
    said = {"title": TITLE, "line": "=" * len(TITLE), "description": DESCRIPTION, "licence": LICENCE["title"]}
    tables = "".join(_told(table, counts[table.name]) for table in PUBLIC_TABLES)
    day = known_on.day()
    known = DAY.format(day=day.isoformat()) if day else ""
    return README.format(day=known, tables=tables, **said, **names())


def _told(table: Table | WorkedOut, count: int) -> str:
    words = fill(f"{table.about} {count:,} rows.", 116, initial_indent="    ", subsequent_indent="    ")
    return f"data/{table.name}.csv\n{words}\n"


def names() -> dict[str, str]:
    return {"name": LICENCE["name"], "address": LICENCE["path"]}
