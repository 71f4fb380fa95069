"""Copying, trying out and replacing an SQLite database, through the same SQLite as the site's own connections."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import DatabaseWrapper

from .archives import BackupError
from .digests import Progress, contents
from .schema import expected, refuse_other
from .schema_sqlite import shape_of_file, shape_of_tables

MOST_TRIES = 3  # to lock the database, each as long as the timeout of a connection


def copy(connection: BaseDatabaseWrapper, file: Path, progress: Progress) -> dict[str, Any]:
    """Copies the live database into the new `file` and returns its `contents`, both of the same moment.

    VACUUM INTO cannot be part of a transaction. So one connection takes the lock for writing, and while nobody else
    can write, a second begins to read and a third copies: both have the same state. Writers wait for the copy alone;
    the digests are worked out afterwards from what the second still sees, which is the write-ahead log's gift.
    """
    if cast(DatabaseWrapper, connection).is_in_memory_db():
        raise BackupError("The database is in memory only. Set DATABASE_URL to a file.")
    with closing(connection.copy()) as lock, closing(connection.copy()) as reader, closing(connection.copy()) as copier:
        progress("Copying the database; whoever writes waits so long")
        execute(lock, "BEGIN IMMEDIATE")
        execute(reader, "BEGIN DEFERRED")
        execute(reader, "SELECT count(*) FROM sqlite_master")  # a transaction sees its moment from the first reading on
        execute(copier, "VACUUM INTO %s", [str(file)])
        execute(lock, "ROLLBACK")
        file.chmod(0o600)
        return contents(reader, progress)


def forget(connection: BaseDatabaseWrapper, file: Path, tables: tuple[str, ...]) -> None:
    """Empties `tables` in a copied database, bytes on the disk included."""
    with closing(opened(connection, file)) as copied:
        execute(copied, "PRAGMA secure_delete = ON")
        execute(copied, "PRAGMA foreign_keys = OFF")  # rows of one go before those of another that they name, or after
        for table in set(tables) & set(copied.introspection.table_names()):
            execute(copied, f"DELETE FROM {copied.ops.quote_name(table)}")  # noqa: S608


def refuse_foreign(connection: BaseDatabaseWrapper, file: Path, manifest: dict[str, Any]) -> None:
    """BackupError where the database in `file` is made otherwise than our migrations make it; nothing of it is run."""
    found = shape_of_file(connection, file)
    ours = expected(manifest["migrations"], lambda: shape_of_tables(connection, manifest["migrations"]))
    refuse_other(found, ours, manifest["version"])


@contextmanager
def trial(
    connection: BaseDatabaseWrapper, file: Path, progress: Progress, foreign: dict[str, Any] | None = None
) -> Iterator[BaseDatabaseWrapper]:
    """A connection to the copied database in `file` itself, after SQLite found no fault with it.

    With `foreign`, the manifest of a backup that anybody may have written, it is checked against our migrations first.
    """
    if foreign:
        refuse_foreign(connection, file, foreign)
    with closing(opened(connection, file)) as copied:
        progress("Restoring into a temporary database")
        faults = [row[0] for row in execute(copied, "PRAGMA integrity_check(1)") if row[0] != "ok"]
        faults += [f"a row of {row[0]} refers to none" for row in execute(copied, "PRAGMA foreign_key_check")][:1]
        if faults:
            raise BackupError(f"SQLite finds a fault in what it holds: {faults[0]}. Mend it, or choose another.")
        yield copied


def replace(connection: BaseDatabaseWrapper, file: Path, progress: Progress) -> None:
    """Puts the database in `file` in the place of the live one, in one transaction.

    SQLite itself writes the pages into the live file. Whoever has it open reads the old state until the new one is
    there as a whole, and a process killed half way leaves the old one; a file moved into its place would leave running
    servers writing into the old one, and an old write-ahead log beside the new one.
    """
    progress("Replacing the database")
    with closing(opened(connection, file)) as copied, closing(connection.copy()) as live:
        for wrapper in (copied, live):
            wrapper.ensure_connection()
        with live.wrap_database_errors:
            copied.connection.backup(live.connection, progress=give_up_after(MOST_TRIES))


def give_up_after(most: int) -> Callable[[int, int, int], None]:
    """Called by SQLite after each try; BackupError when others kept the database locked so many times."""
    tries = 0

    def count(status: int, remaining: int, total: int) -> None:
        nonlocal tries
        tries += 1
        if tries >= most:
            raise BackupError("Somebody else keeps the database locked. Stop the server, then try again.")

    return count


def opened(connection: BaseDatabaseWrapper, file: Path) -> BaseDatabaseWrapper:
    """A connection as the site's, to another file."""
    other = connection.copy()
    other.settings_dict["NAME"] = str(file)
    return other


def execute(connection: BaseDatabaseWrapper, statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall()
