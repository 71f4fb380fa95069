"""Copying, trying out and replacing a PostgreSQL database, with PostgreSQL's own tools.

What the tools need to connect, the password too, goes to them through the environment, where other accounts of the
machine cannot read it, and never onto the command line.
"""

import os
import secrets
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import Error
from django.db.backends.base.base import BaseDatabaseWrapper

from .archives import BackupError
from .digests import LEFT_OUT, Progress, contents
from .schema import Shape, expected, make_tables, refuse_other
from .schema_postgresql import shape
from .scripts import refuse_other_entries, refuse_other_statements

NOT_ALLOWED = "42501"  # PostgreSQL's code for it
WAIT_FOR_LOCKS = "-c lock_timeout=60s"  # rather than stand behind a forgotten transaction for ever


def copy(connection: BaseDatabaseWrapper, file: Path, progress: Progress) -> dict[str, Any]:
    """Copies the live database into the new `file` and returns its `contents`, both of one exported snapshot."""
    with closing(connection.copy()) as reader, reader.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = cursor.fetchone()[0]
        progress("Copying the database")
        left_out = [f"--exclude-table-data={table}" for table in LEFT_OUT]
        run(
            connection,
            "pg_dump",
            "--format=custom",
            "--compress=0",
            f"--snapshot={snapshot}",
            f"--file={file}",
            *left_out,
        )
        file.chmod(0o600)
        return contents(reader, progress)


def forget(connection: BaseDatabaseWrapper, file: Path, tables: tuple[str, ...]) -> None:
    """Nothing to do: pg_dump left the rows out."""


def refuse_foreign(connection: BaseDatabaseWrapper, file: Path, manifest: dict[str, Any]) -> None:
    """BackupError where `file` has anything else than tables as pg_dump writes them; nothing of it is run."""
    refuse_other_entries(run(connection, "pg_restore", "--list", str(file)))
    script = file.with_name("inspected.sql")
    run(connection, "pg_restore", *UNOWNED, f"--file={script}", str(file))
    refuse_other_statements(script)
    script.unlink()


@contextmanager
def trial(
    connection: BaseDatabaseWrapper, file: Path, progress: Progress, foreign: dict[str, Any] | None = None
) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a temporary database that `file` was restored into; the database is dropped afterwards.

    With `foreign`, the manifest of a backup that anybody may have written, tables are checked against our migrations
    before there are rows in them, and its indexes when they are made.
    """
    ours: Shape | None = None
    if foreign:
        refuse_foreign(connection, file, foreign)
        ours = expected(foreign["migrations"], lambda: shape_of_tables(connection, foreign["migrations"]))
    with temporary_database(connection) as other:
        progress("Restoring into a temporary database")
        for section in ("pre-data", "data", "post-data"):
            name = other.settings_dict["NAME"]
            chosen = ("--exit-on-error", f"--section={section}", f"--dbname={name}")
            run(connection, "pg_restore", *UNOWNED, *chosen, str(file), PGDATABASE=name)
            if foreign and ours is not None and section != "data":
                refuse_other(shape(other), ours, foreign["version"], whole=section == "post-data")
        yield other


def shape_of_tables(connection: BaseDatabaseWrapper, migrations: list[str]) -> Shape:
    """What a database is made of that these migrations make."""
    with temporary_database(connection) as empty:
        make_tables(empty, migrations)
        return shape(empty)


@contextmanager
def temporary_database(connection: BaseDatabaseWrapper) -> Iterator[BaseDatabaseWrapper]:
    """A connection to an empty database that is dropped afterwards."""
    name = f"treatytracker_trial_{secrets.token_hex(6)}"
    with closing(connection.copy()) as maker:
        create_database(maker, name)
        try:
            other = connection.copy()
            other.settings_dict["NAME"] = name
            with closing(other):
                yield other
        finally:
            execute(maker, f"DROP DATABASE {maker.ops.quote_name(name)} WITH (FORCE)")


# Another server has other roles: what is restored belongs to the account that restores it.
UNOWNED = ("--no-owner", "--no-privileges", "--no-comments")


def create_database(connection: BaseDatabaseWrapper, name: str) -> None:
    """An empty database with the letters and the order of the live one."""
    like = (
        "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = current_database()"
    )
    encoding, collate, ctype = execute(connection, like)[0]
    made = f"CREATE DATABASE {connection.ops.quote_name(name)} TEMPLATE template0"
    try:
        execute(connection, f"{made} ENCODING %s LC_COLLATE %s LC_CTYPE %s", [encoding, collate, ctype])
    except Error as error:
        if getattr(error.__cause__, "sqlstate", "") != NOT_ALLOWED:
            raise
        user = execute(connection, "SELECT current_user")[0][0]
        raise BackupError(
            f"The account {user} may not create the temporary database in which a backup is tried out. "
            f"Let it: ALTER ROLE {connection.ops.quote_name(user)} CREATEDB; or add --no-verify."
        ) from error


def replace(connection: BaseDatabaseWrapper, file: Path, progress: Progress) -> None:
    """Puts what is in `file` in the place of the live tables, in one transaction.

    Into the same database rather than a new one under its name: the account need not own more than its tables, what
    was granted for the database stays, and running servers keep their connections and wait for the end. All tables
    go first, those too that the backup does not know, because migrations could not make them again otherwise.
    """
    progress("Replacing the database")
    script, first = file.with_suffix(".sql"), file.with_name("first.sql")
    run(connection, "pg_restore", *UNOWNED, "--clean", "--if-exists", f"--file={script}", str(file))
    refuse_other_statements(script)  # these very words go to psql, which takes orders
    with closing(connection.copy()) as live, live.cursor():
        names = [live.ops.quote_name(name) for name in live.introspection.table_names()]
    first.write_text("".join(f"DROP TABLE {name} CASCADE;\n" for name in names), encoding="utf-8")
    once = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
    options = f"{parameters(connection).get('PGOPTIONS', '')} {WAIT_FOR_LOCKS} -c client_min_messages=warning"
    run(connection, "psql", *once, f"--file={first}", f"--file={script}", PGOPTIONS=options.strip())


def parameters(connection: BaseDatabaseWrapper) -> dict[str, str]:
    """The environment variables by which PostgreSQL's tools connect as the site does."""
    from psycopg import pq  # only where PostgreSQL is in use

    given = connection.get_connection_params()
    known = {option.keyword.decode(): option.envvar for option in pq.Conninfo.get_defaults() if option.envvar}
    return {known[name].decode(): str(value) for name, value in given.items() if name in known and value is not None}


def run(connection: BaseDatabaseWrapper, tool: str, *arguments: str, **environment: str) -> str:
    """Runs one of PostgreSQL's tools and returns what it prints; BackupError in its own words where it fails."""
    program = shutil.which(tool)
    if program is None:
        raise BackupError(f"{tool} is not installed. On Debian: sudo apt install postgresql-client")
    done = subprocess.run(  # noqa: S603  a program of PostgreSQL's, and no shell
        [program, *arguments],
        env=os.environ | parameters(connection) | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        raise BackupError(f"{tool} failed: {reason(done.stderr)}{remedy(done.stderr)}")
    return done.stdout


def reason(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if "error:" in line.lower()] or said.split("\n")[:1]
    return lines[0].partition("error: ")[2] or lines[0]


def remedy(said: str) -> str:
    if "version mismatch" in said:
        return ". Install the postgresql-client of the server's version, or of a newer one."
    return ". Nothing was changed."


def execute(connection: BaseDatabaseWrapper, statement: str, values: list[Any] | None = None) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchall() if cursor.description else []
