"""`manage.py verify_events`: whether each event and reference of the file is accounted for, and what records say."""

from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from clauses.exchange.coding import accounts
from clauses.exchange.coding.auditing import Audit
from clauses.exchange.coding.files import CodingError, read_events

FOLDER = settings.BASE_DIR / "fixtures" / "wider_record"


class Command(BaseCommand):
    help = (
        "Checks the tables beside the wider record: each event and reference has published records and citations, or "
        "a reason. With FILE, the events that the record was made from, also that none is missing and that dates, "
        "places, participants, figures, links, status and sources are the file's, or the difference is listed with "
        "its reason. Exit status 1 unless all is in order."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path, nargs="?")
        parser.add_argument("--folder", metavar="DIR", type=Path, default=FOLDER, help="The fixtures; as shipped.")
        parser.add_argument("--checklist", action="store_true", help="Print a line for each event and each reference.")

    def handle(self, *, file, folder, checklist, **options):
        try:
            audit = Audit(accounts.read(folder), read_events(file) if file else None)
        except CodingError as error:
            raise CommandError(str(error)) from error
        if checklist and not file:
            raise CommandError("The checklist is made from the file of events. Name it.")
        problems = [*audit.problems(), *(audit.unlisted() if file else ())]
        for line in audit.checklist() if checklist else ():
            self.stdout.write(line)
        for place, problem in problems:
            self.stdout.write(f"{place}: {problem}")
        left_out = sum(row["outcome"] == "left_out" for row in audit.accounts.rows)
        self.stdout.write(
            f"{len(audit.accounts.rows)} events accounted for, {left_out} left out; "
            f"{len(audit.accounts.references)} references; {len(audit.accounts.differences)} listed differences; "
            f"{len(problems)} problems"
        )
        if problems:
            raise SystemExit(1)
