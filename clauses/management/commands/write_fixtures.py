"""`manage.py write_fixtures`: the dataset as the files that `loaddata` reads."""

from pathlib import Path

from django.core.management import BaseCommand, CommandError

from clauses.exchange import fixtures


class Command(BaseCommand):
    help = (
        "Writes the whole dataset into DIR as fixtures by natural keys, one file per subject in load order. "
        "The same data gives the same bytes on every machine and database."
    )

    def add_arguments(self, parser):
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing; say whether the files in DIR hold what the database does.",
        )

    def handle(self, *, folder, check, **options):
        if check:
            self.compare(folder)
            return
        try:
            files = fixtures.write(folder)
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. Name a folder that can be written to.") from error
        for path in files:
            self.stdout.write(str(path))

    def compare(self, folder):
        if not folder.is_dir():
            raise CommandError(f"{folder} is no folder. Name the one that holds the fixtures.")
        difference = fixtures.first_difference(folder)
        if difference:
            raise CommandError(f"{difference} To write the files anew: python manage.py write_fixtures {folder}")
        self.stdout.write(f"The fixtures in {folder} hold what the database does.")
