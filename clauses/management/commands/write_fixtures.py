"""`manage.py write_fixtures`: the dataset as the files that `loaddata` reads."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clauses.evidence.unsupported import codes
from clauses.exchange.fixtures import folders
from clauses.exchange.fixtures.rows import FixtureError

UNLOADABLE = "What is written so could not be loaded again:"


def refuse_lost_codes() -> None:
    """CommandError where a citation names a record by a code that is not there: no database would load it."""
    lost = [str(gap) for gap in codes()]
    if lost:
        raise CommandError("\n".join([UNLOADABLE, *lost]))


class Command(BaseCommand):
    help = (
        "Writes the whole dataset into DIR as fixtures by natural keys, one file per subject in load order; where DIR "
        "has folders of fixtures, into these: what each holds stays there, and new rows go where the rows that they "
        "speak of are, or into the last folder. A folder that is named itself gets all that the database has. The same "
        "data gives the same bytes on every machine and database."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing; say whether the files in DIR hold what the database does, and whether each folder "
            "loads alone.",
        )

    def handle(self, *, folder: Path, check: bool, **options: Any) -> None:
        try:
            if check:
                self.compare(folder)
                return
            refuse_lost_codes()
            files = folders.write(folder)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. Name a folder that can be written to.") from error
        except FixtureError as error:
            raise CommandError(str(error)) from error
        for path in files:
            self.stdout.write(str(path))

    def compare(self, folder: Path) -> None:
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder. Name the one that holds the fixtures.")
        differences = list(folders.differences(folder))
        if differences:
            differences.append(f"To write the files anew: python manage.py write_fixtures {folder}")
            raise CommandError("\n".join(differences))
        self.stdout.write(f"The fixtures in {folder} hold what the database does.")
