"""`manage.py restore`: the database as a backup has it, whole or not at all."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection

from clauses.management.progress import Words
from treatytracker.backups.archives import Archive, BackupError
from treatytracker.backups.backups import back_up, restore
from treatytracker.backups.digests import is_empty

from .backup import private_backups, stamp
from .start import refuse_unwritable


class Command(BaseCommand):
    help = (
        "Puts a backup in the place of everything in the database, after it was restored into a temporary one and "
        "found good. What was there is backed up first. Everybody has to log in again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("--yes", action="store_true", help="Do not ask.")
        parser.add_argument("--no-verify", dest="verify", action="store_false", help="Do not try the backup out first.")
        parser.add_argument("--no-keep", dest="keep", action="store_false", help="Do not back up what is there first.")

    def handle(self, *, file: Path, yes: bool, verify: bool, keep: bool, verbosity: int, **options: Any) -> None:
        progress = Words(self.stdout, silent=not verbosity)
        try:
            with Archive(file) as archive:
                archive.refuse_unfit(connection.vendor)
                if not yes:
                    self.ask(archive.manifest)
                if connection.vendor == "sqlite":
                    refuse_unwritable(connection.settings_dict["NAME"])
                folder = private_backups()
                if keep and not is_empty(connection):
                    self.keep(folder / f"before-restore-{stamp()}.zip", progress, verify=verify)
                restore(connection, archive, folder, verify=verify, progress=progress)
        except BackupError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"The database is as it was at {archive.manifest['made_at']}.")

    def ask(self, manifest: dict[str, Any]) -> None:
        """CommandError unless somebody says yes."""
        rows = sum(table["rows"] for table in manifest["tables"].values())
        self.stdout.write(
            f"All that is in {connection.settings_dict['NAME']} is replaced by the backup of {manifest['made_at']} "
            f"({rows:,} rows, treatytracker {manifest['version']})."
        )
        try:
            answer = input("Type yes to go on: ")
        except EOFError:
            raise CommandError("Nobody answered. Add --yes where nobody can.") from None
        if answer.strip().lower() != "yes":
            raise CommandError("Nothing was changed.")

    def keep(self, target: Path, progress: Words, *, verify: bool) -> None:
        try:
            back_up(connection, target, verify=verify, progress=progress)
        except BackupError as error:
            remedy = "Mend that, or add --no-keep to give up what is there."
            raise CommandError(f"What is there could not be backed up. {error} {remedy}") from error
        self.stdout.write(f"What was there is kept in {target}.")
