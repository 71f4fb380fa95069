"""What an SQLite file is made of, read without running anything of it."""

import re
from collections import Counter
from collections.abc import Collection
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import Any, cast

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper

from .archives import ANOTHER, BackupError
from .schema import Shape, make_tables

ALL = "SELECT type, name, tbl_name, sql FROM sqlite_master"
BY_SQLITE = re.compile(r"sqlite_(sequence|stat[134])")  # for AUTOINCREMENT and ANALYZE; nobody else may make these
# A text in quotes, a name, or what lies between.
PIECES = re.compile(r"""'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|[(),]|[^'"`\[(),]+|.""", re.DOTALL)


def shape_of_file(connection: BaseDatabaseWrapper, file: Path) -> Shape:
    """The tables, indexes and all else of the database in `file`, which is opened for reading alone."""
    library: Any = cast(DatabaseWrapper, connection).Database
    address = f"{file.absolute().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(library.connect(address, uri=True)) as bare:
            bare.execute("PRAGMA trusted_schema = OFF")
            return shape(bare.execute(ALL).fetchall())
    except (library.Error, DatabaseError, UnicodeError) as error:
        raise BackupError(f"SQLite finds a fault in what it holds: {error}. {ANOTHER}") from error


def shape_of_tables(connection: BaseDatabaseWrapper, migrations: Collection[str]) -> Shape:
    """The same of a database that these migrations make."""
    other = connection.copy()
    other.settings_dict["NAME"] = ":memory:"
    try:
        make_tables(other, migrations)
        with other.cursor() as cursor:
            return shape(cursor.execute(ALL).fetchall())
    finally:
        if other.connection is not None:
            other.connection.close()  # the wrapper keeps databases in memory open


def shape(rows: list[tuple[Any, ...]]) -> Shape:
    """Each thing of a database by kind, name and definition; how its file orders columns says nothing."""
    found: Shape = Counter()
    for kind, name, table, definition in rows:
        if kind == "table" and BY_SQLITE.fullmatch(str(name)):
            continue
        if kind == "index" and definition is None:  # made by SQLite for a constraint, which its table has
            continue
        virtual = "virtual " * str(definition).upper().startswith("CREATE VIRTUAL")
        found[f"{virtual}{kind}", str(name), (table, *sorted(_parts(str(definition))))] += 1
    return found


@cache
def _parts(definition: str) -> tuple[str, ...]:
    """The definition, cut at the commas of its outermost brackets: a column or a constraint each.

    Spaces and brackets within are left out, because kinds of Django write more or fewer of them.
    """
    parts, depth = [""], 0
    for piece in PIECES.findall(definition):
        before, depth = depth, depth + (piece == "(") - (piece == ")")
        if (piece == "," and depth == 1) or {before, depth} == {0, 1}:
            parts.append("")
        elif piece[0] in "'\"`[":
            parts[-1] += piece
        elif piece not in "()":
            parts[-1] += re.sub(r"\s+", " ", piece.strip()) + " "
    return tuple(part.strip() for part in parts)
