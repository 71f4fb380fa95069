"""What a database holds: its migrations, and for each table a count and a digest, so that copies can be compared.

A digest is that of the rows as their own kind of database writes them, in the order of their primary keys. Two copies
on SQLite, or two on PostgreSQL, have the same; a copy on the other kind has not.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.contrib.sessions.models import Session
from django.db.backends.base.base import BaseDatabaseWrapper

from clauses.models import (
    BulkRow,
    BulkWork,
    DataVersion,
    DeskEntry,
    DeskName,
    ImportJob,
    ImportPreview,
    ImportRow,
    SearchEntry,
    SearchName,
)
from clauses.search_index.tables import is_of_the_engine

# Who was logged in, and uploads that nobody confirmed yet: these must not come back to life with a backup. The
# indexes of the search are made anew, and the version of the data is another one.
NOT_KEPT = (
    Session,
    ImportPreview,
    ImportRow,
    ImportJob,
    BulkRow,
    BulkWork,
    SearchEntry,
    SearchName,
    DeskEntry,
    DeskName,
    DataVersion,
)
LEFT_OUT = tuple(sorted(model._meta.db_table for model in NOT_KEPT))
MIGRATIONS = "django_migrations"
WRITTEN_BY_MIGRATE = ("auth_permission", "django_content_type", MIGRATIONS)
STEP = 5000  # rows between two words about them

Progress = Callable[..., None]  # called with words, and with the number of rows so far where there are rows


def silent(words: str, rows: int | None = None) -> None:
    """Progress that nobody wants to hear of."""


def tables(connection: BaseDatabaseWrapper) -> list[str]:
    """The tables that a backup keeps."""
    found = set(connection.introspection.table_names()) - set(LEFT_OUT)
    return sorted(table for table in found if not is_of_the_engine(table))


def is_empty(connection: BaseDatabaseWrapper) -> bool:
    """Whether nobody entered anything yet."""
    with connection.cursor() as cursor:
        for table in tables(connection):
            if table not in WRITTEN_BY_MIGRATE:
                cursor.execute(f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1")  # noqa: S608
                if cursor.fetchone():
                    return False
    return True


def contents(connection: BaseDatabaseWrapper, progress: Progress = silent) -> dict[str, Any]:
    """Migrations, and rows and digest of each table; of one state where the caller opened a transaction for it."""
    found, before = {}, 0
    progress("Reading every table", 0)
    for table in tables(connection):
        digest, rows = hashlib.sha256(), 0
        for content, number in ROWS[connection.vendor](connection, table):
            digest.update(content)
            if (before + rows) // STEP != (before + rows + number) // STEP:
                progress("Reading every table", before + rows + number)
            rows += number
        found[table], before = {"rows": rows, "sha256": digest.hexdigest()}, before + rows
    return {"migrations": applied(connection) if MIGRATIONS in found else [], "tables": found}


def applied(connection: BaseDatabaseWrapper) -> list[str]:
    """The migrations in the database; asked of this very connection, where Django's recorder asks its namesake."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT app, name FROM {MIGRATIONS}")  # noqa: S608
        return sorted(f"{app}.{name}" for app, name in cursor.fetchall())


def difference(expected: dict[str, Any], found: dict[str, Any]) -> str:
    """Where two `contents` first differ, in a sentence; empty where they are the same."""
    if expected["migrations"] != found["migrations"]:
        return "the migrations are not the same."
    for table in sorted(expected["tables"] | found["tables"]):
        there, here = expected["tables"].get(table), found["tables"].get(table)
        if there != here:
            rows = [f"{part['rows']:,} rows" if part else "no such table" for part in (there, here)]
            return f"{table}: {rows[0]} were to be there, with other content than the {rows[1]} that were found."
    return ""


def _sqlite_rows(connection: BaseDatabaseWrapper, table: str) -> Iterator[tuple[bytes, int]]:
    """Each row as the values that SQLite holds, not as Django reads them."""
    quote, database = connection.ops.quote_name, connection.connection
    with connection.cursor() as cursor:
        names, order = _columns(connection, cursor, table)
    # An expression has no declared type, so that the driver converts nothing; text, as bytearray, differs from bytes.
    columns = ", ".join(f"+{quote(name)}" for name in names)
    query = f"SELECT {columns} FROM {quote(table)} ORDER BY {', '.join(map(quote, order))}"  # noqa: S608
    database.text_factory = bytearray
    try:
        with connection.wrap_database_errors:
            for row in database.execute(query):
                yield f"{row!r}\n".encode(), 1
    finally:
        database.text_factory = str


def _postgresql_rows(connection: BaseDatabaseWrapper, table: str) -> Iterator[tuple[bytes, int]]:
    """The rows as COPY writes them, each on a line of its own, whatever the server prefers for dates and numbers."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for setting in ("DateStyle = ISO", "IntervalStyle = postgres", "extra_float_digits = 1", "bytea_output = hex"):
            cursor.execute(f"SET {setting}")
        order = ", ".join(f'{quote(name)}::text COLLATE "C"' for name in _columns(connection, cursor, table)[1])
        with cursor.copy(f"COPY (SELECT * FROM {quote(table)} ORDER BY {order}) TO STDOUT") as copy:  # noqa: S608
            for block in copy:
                content = bytes(block)
                yield content, content.count(b"\n")


def _columns(connection: BaseDatabaseWrapper, cursor: Any, table: str) -> tuple[list[str], list[str]]:
    """The columns of a table, and those that put its rows in order."""
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} LIMIT 0")  # noqa: S608
    names = [column[0] for column in cursor.description]
    return names, connection.introspection.get_primary_key_columns(cursor, table) or names


ROWS = {"sqlite": _sqlite_rows, "postgresql": _postgresql_rows}
