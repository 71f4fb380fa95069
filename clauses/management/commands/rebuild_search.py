"""`manage.py rebuild_search`: works out anew what the search knows of the records, for readers and for editors."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DEFAULT_DB_ALIAS

from clauses.management.progress import Words
from clauses.search_index.layout import KINDS
from clauses.search_index.upkeep import CHUNK, differing, mend, renew

MOST_NAMED = 20


class Command(BaseCommand):
    help = (
        "Compares the indexes of the search with the records, and works out anew what differs. The site does so itself "
        "whenever it writes a record; run this after rows were written by other programs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; end with status 1 if any differs.")

    def handle(self, *, check: bool, verbosity: int, **options: Any) -> None:
        progress = Words(self.stdout, silent=not verbosity)
        progress("comparing with the records")
        wrong = list(differing())
        if check and wrong:
            named = ", ".join(f"{table} {record or '(words of the engine)'}" for table, record in wrong[:MOST_NAMED])
            raise CommandError(
                f"Of {len(wrong):,} records the index holds something else than their rows say: {named}"
                f"{' …' if len(wrong) > MOST_NAMED else ''}. Run: python manage.py rebuild_search"
            )
        if any(not record for _, record in wrong):
            mend()
        for table in KINDS:
            keys = [record for name, record in wrong if name == table and record]
            for start in range(0, len(keys), CHUNK):
                renew(table, keys[start : start + CHUNK], DEFAULT_DB_ALIAS)
                progress(f"working out anew: {table}", start)
        self.stdout.write(f"{len(wrong):,} worked out anew." if wrong else "The index is as the records say.")
