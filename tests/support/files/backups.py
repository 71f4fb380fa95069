"""The commands that write a backup and restore one, and what the database holds."""

import io
from contextlib import closing

from django.core.management import call_command
from django.db import connection

from treatytracker.backups.digests import contents


def back_up(file, *more) -> None:
    call_command("backup", str(file), *more, verbosity=0, stdout=io.StringIO())


def restore(file, *more) -> None:
    call_command("restore", str(file), "--yes", *more, verbosity=0, stdout=io.StringIO())


def held() -> dict:
    """The digests of all that the database has stored, read over a connection of its own."""
    with closing(connection.copy()) as other:
        other.ensure_connection()
        return contents(other)


def execute(statement: str) -> None:
    """Runs a statement past all that saves rows."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
