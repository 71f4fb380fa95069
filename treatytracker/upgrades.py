"""Databases and backups of earlier versions: one migration may stand for several that are gone.

Who has all of those needs nothing. Who has only some cannot go on from here, and Django would say nothing of it.
"""

from collections.abc import Collection

from django.core.management import CommandError
from django.db import connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

Key = tuple[str, str]  # app and name of a migration
EARLIER = "git checkout bb10cbb"  # had each of the migrations for which clauses.0001_initial stands


def keys_of(names: Collection[str]) -> set[Key]:
    """The migrations of names as in "clauses.0001_initial"."""
    return {(app, name) for app, _, name in (each.partition(".") for each in names)}


def known() -> set[Key]:
    """The migrations of this version, and those that they stand for."""
    return set(MigrationLoader(None).disk_migrations).union(*stand_ins().values())


def stand_ins() -> dict[Key, set[Key]]:
    """The migrations that stand for others, with those."""
    found = MigrationLoader(None).disk_migrations.items()
    return {key: set(migration.replaces) for key, migration in found if migration.replaces}


def stood_for(applied: Collection[Key]) -> set[Key]:
    """The migrations of this version that `applied` come to, though they are not among them."""
    return {key for key, others in stand_ins().items() if others <= set(applied)}


def half_way(applied: Collection[Key]) -> str:
    """A migration that `applied` lack of several for which one stands, as in "clauses.0007_x"; "" where none is."""
    for key, others in stand_ins().items():
        lacking = others - set(applied)
        if key not in applied and lacking and lacking != others:
            return ".".join(min(lacking))
    return ""


def refuse_half_way(using: str, **said: object) -> None:
    """CommandError before anything is migrated in a database that cannot go on from here. Receives `pre_migrate`."""
    lacking = half_way(MigrationRecorder(connections[using]).applied_migrations())
    if lacking:
        raise CommandError(
            f"The database is of an earlier version and has not got the migration {lacking}. Start an earlier "
            f"treatytracker on it ({EARLIER}), then this one."
        )
