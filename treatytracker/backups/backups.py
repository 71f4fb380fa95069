"""Backups of the whole database: made while people work, tried out before they count, restored whole or not at all."""

import logging
import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management import call_command
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from clauses import data_version
from clauses.search_index import upkeep

from ..upgrades import keys_of
from . import postgresql, sqlite
from .archives import FILES, FORMAT, Archive, BackupError, pack, version
from .digests import LEFT_OUT, Progress, applied, contents, difference, silent
from .schema import as_default

log = logging.getLogger(__name__)
ENGINES = {"sqlite": sqlite, "postgresql": postgresql}


def back_up(
    connection: BaseDatabaseWrapper, target: Path, *, verify: bool = True, progress: Progress = silent
) -> dict[str, Any]:
    """Writes the database into the new file `target` and returns its manifest.

    With `verify` the file is restored into a temporary database and counts only where that holds the same.
    """
    refuse_existing(target)
    with workshop(target.parent) as folder:
        file, packed = folder / FILES[connection.vendor], folder / "packed.zip"
        manifest = copied(connection, file, progress)
        progress("Packing")
        pack(packed, file, manifest)
        file.unlink()
        if verify:
            with Archive(packed) as archive, restored(connection, archive, folder, progress, own=True):
                pass
        settle(packed, target)
    return manifest


def copied(connection: BaseDatabaseWrapper, file: Path, progress: Progress = silent) -> dict[str, Any]:
    """Copies the database into the new `file`; its manifest, but for what concerns the file."""
    engine = ENGINES[connection.vendor]
    found = engine.copy(connection, file, progress)
    if not found["tables"]:
        raise BackupError("The database has no tables, so there is nothing to back up. See DATABASE_URL.")
    engine.forget(connection, file, LEFT_OUT)
    return {
        "application": "treatytracker",
        "format": FORMAT,
        "version": version(),
        "made_at": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "database": connection.vendor,
        "left_out": LEFT_OUT,
        **found,
    }


@contextmanager
def restored(
    connection: BaseDatabaseWrapper, archive: Archive, folder: Path, progress: Progress = silent, *, own: bool = False
) -> Iterator[BaseDatabaseWrapper]:
    """A connection to a temporary database that holds what the archive does; BackupError where it does not.

    An archive that is not our `own`, written just now, is first checked against what our migrations make.
    """
    file = archive.unpack(folder)
    foreign = None if own else archive.manifest
    if own:
        warn_of_foreign(connection, file, archive.manifest)
    with ENGINES[connection.vendor].trial(connection, file, progress, foreign) as copy:
        differs = difference(archive.manifest, contents(copy, progress))
        if differs:
            raise BackupError(f"The backup is not what it should be: {differs} Make or choose another.")
        yield copy


def warn_of_foreign(connection: BaseDatabaseWrapper, file: Path, manifest: dict[str, Any]) -> None:
    """A backup is made of whatever there is; what a restore would refuse is said when it can still be mended."""
    try:
        ENGINES[connection.vendor].refuse_foreign(connection, file, manifest)
    except BackupError as error:
        log.warning("This backup would be refused by a restore: %s.", str(error).partition(". ")[0])


def restore(
    connection: BaseDatabaseWrapper, archive: Archive, folder: Path, *, verify: bool = True, progress: Progress = silent
) -> None:
    """Puts the backup in the place of what the database holds, in one transaction, and compares the digests.

    A backup of an older version is brought up to date beforehand, in the temporary database, so that a migration that
    fails has changed nothing either. Without `verify` there is no such database and migrations run at the end.
    """
    engine, expected = ENGINES[connection.vendor], archive.manifest
    with workshop(folder) as here:
        if verify:
            with restored(connection, archive, here, progress) as copy:
                file = here / FILES[connection.vendor]
                if is_behind(copy):
                    migrate(copy, progress)
                    file = here / f"newer-{file.name}"
                    expected = copied(copy, file, progress)
        else:
            file = archive.unpack(here)
            engine.refuse_foreign(connection, file, expected)
        engine.replace(connection, file, progress)
    connection.close()  # what it remembers of the tables is of the old ones
    with closing(connection.copy()) as live:
        compare(live, expected, progress)
        if is_behind(live):
            migrate(live, progress)
        progress("Making the indexes of the search anew")
        with as_default(live):
            upkeep.fill()
        data_version.renew(live)


def compare(connection: BaseDatabaseWrapper, expected: dict[str, Any], progress: Progress) -> None:
    differs = difference(expected, contents(connection, progress))
    if differs:
        raise BackupError(
            f"The backup was restored, but then {differs} Somebody may have written meanwhile. "
            "Stop the server and restore once more to be sure."
        )


def is_behind(connection: BaseDatabaseWrapper) -> bool:
    """Whether this version has migrations that the database has not, or not under the names of today."""
    with as_default(connection):
        executor = MigrationExecutor(connection)
        newest = executor.loader.graph.leaf_nodes()
        return bool(executor.migration_plan(newest)) or not keys_of(applied(connection)).issuperset(newest)


def migrate(connection: BaseDatabaseWrapper, progress: Progress) -> None:
    """Runs the missing migrations on `connection`."""
    progress("Bringing the data up to the version of the program")
    with as_default(connection):
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """A temporary folder in `folder`, on the disk of what will be kept; nobody else can look into it."""
    try:
        with TemporaryDirectory(dir=folder, prefix=".backup-") as name:
            yield Path(name)
    except OSError as error:
        reason = error.strerror or error
        raise BackupError(
            f"{folder} cannot be used: {reason}. Name a folder with room that you may write to."
        ) from error


def refuse_existing(target: Path) -> None:
    if target.exists():
        raise BackupError(f"{target} exists already, and no backup is ever overwritten. Name another file.")


def settle(packed: Path, target: Path) -> None:
    """Gives a finished file its name, at once and for its owner alone; a file of that name is never replaced."""
    packed.chmod(0o600)
    with packed.open("rb") as file:
        os.fsync(file.fileno())
    try:
        os.link(packed, target)  # unlike a renaming, refuses where there is such a file
    except FileExistsError:
        refuse_existing(target)
    except OSError:  # a disk without links
        refuse_existing(target)
        packed.rename(target)
