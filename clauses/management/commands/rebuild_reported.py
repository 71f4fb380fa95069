"""`manage.py rebuild_reported`: works out anew what reports said of actions from day to day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clauses.known_on.as_reported import CHUNK, differing, renew
from clauses.management.progress import Words
from clauses.models import Action

MOST_NAMED = 20


class Command(BaseCommand):
    help = (
        "Compares what is stored of each action for past days with its citations, and works out anew what differs. "
        "The site does so itself whenever it writes a citation; run this after rows were written by other programs."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="Change nothing; end with status 1 if any differs.")

    def handle(self, *, check: bool, verbosity: int, **options: Any) -> None:
        progress, wrong = Words(self.stdout, silent=not verbosity), []
        progress("comparing with the citations")
        for action in differing():
            wrong.append(action)
            progress("comparing with the citations", len(wrong))
        if check and wrong:
            named = Action.objects.filter(pk__in=wrong[:MOST_NAMED]).order_by("slug").values_list("slug", flat=True)
            raise CommandError(
                f"Of {len(wrong):,} actions something else is stored than their citations say: {', '.join(named)}"
                f"{' …' if len(wrong) > MOST_NAMED else ''}. Run: python manage.py rebuild_reported"
            )
        for start in range(0, len(wrong), CHUNK):
            renew(wrong[start : start + CHUNK])
            progress("working out anew", start)
        self.stdout.write(f"{len(wrong):,} worked out anew." if wrong else "All is stored as the citations say.")
