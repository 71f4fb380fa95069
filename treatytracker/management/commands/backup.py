"""`manage.py backup`: the whole database in one file that was tried out."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection
from django.utils import timezone

from clauses.management.progress import Words
from treatytracker.backups.archives import BackupError
from treatytracker.backups.backups import back_up


class Command(BaseCommand):
    help = (
        "Writes the whole database into one file while people work, restores that into a temporary database, and keeps "
        "it only where both hold the same. Accounts and histories are in it; who is logged in and imports that wait "
        "for their confirmation are not, so that a restore does not bring them back. Keep the file as secret as the "
        "database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", metavar="FILE", type=Path, nargs="?", help="A new file; by default one in var/backups."
        )
        parser.add_argument("--no-verify", dest="verify", action="store_false", help="Do not try the backup out.")

    def handle(self, *, file: Path | None, verify: bool, verbosity: int, **options: Any) -> None:
        target = file or private_backups() / f"treatytracker-{stamp()}.zip"
        try:
            manifest = back_up(connection, target, verify=verify, progress=Words(self.stdout, silent=not verbosity))
        except BackupError as error:
            raise CommandError(f"No backup was made. {error}") from error
        rows = sum(table["rows"] for table in manifest["tables"].values())
        ending = "restored and compared: the same" if verify else "not tried out"
        self.stdout.write(f"{target}: {rows:,} rows in {len(manifest['tables'])} tables, {ending}.")


def private_backups() -> Path:
    """The folder of backups, which its owner alone may look into."""
    folder = settings.VAR_DIR / "backups"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        folder.chmod(0o700)
    except OSError as error:
        raise CommandError(f"{folder} cannot be made: {error.strerror}. Name another file.") from error
    return folder


def stamp() -> str:
    return timezone.now().strftime("%Y%m%dT%H%M%SZ")
