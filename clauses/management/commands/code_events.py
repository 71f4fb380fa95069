"""`manage.py code_events`: a file of reported events and the editors' coding sheet become fixtures, once."""

from collections import Counter
from pathlib import Path

from django.conf import settings
from django.core.management import BaseCommand, CommandError

from clauses.exchange.coding import accounts
from clauses.exchange.coding.auditing import Audit
from clauses.exchange.coding.building import Coding
from clauses.exchange.coding.files import CodingError
from clauses.exchange.coding.writing import write

BASE = settings.BASE_DIR / "fixtures" / "five_articles"


class Command(BaseCommand):
    help = (
        "Writes the events in FILE, as SHEET codes them, into DIR as fixtures that load alone, and beside DIR three "
        "tables: what became of each event and each reference, and where the records differ from the file. From then "
        "on the fixtures are the truth. Run it on an empty, migrated database; it changes nothing there."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", type=Path)
        parser.add_argument("sheet", metavar="SHEET", type=Path)
        parser.add_argument("folder", metavar="DIR", type=Path)
        parser.add_argument("--base", metavar="DIR", type=Path, default=BASE, help="The dataset that stands beside it.")
        parser.add_argument("--partly", action="store_true", help="Leave out the events that the sheet lacks so far.")

    def handle(self, *, file, sheet, folder, base, partly, **options):
        try:
            coding = Coding(file, sheet, base, partly=partly)
            write(coding.rows, base, folder, lambda: self.compare(coding))
            accounts.write(coding.accounts, folder)
        except CodingError as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. Name a folder that can be written to.") from error
        self.report(coding, folder)

    def compare(self, coding):
        """Lists where the loaded records differ from the file, with the reasons of the sheet."""
        audit = Audit(coding.accounts, coding.events)
        reasons = {code: entry.value.get("differs", {}) for code, entry in coding.sheet.rows.items()}
        for one in audit.differences():
            reason = reasons[one["row"]].get(one["field"].partition(" ")[0], "")
            coding.accounts.differences.append(one | {"reason": reason})

    def report(self, coding, folder):
        for line in coding.rows.filled:
            self.stdout.write(line)
        listed = coding.accounts.differences
        for one in listed:
            if not one["reason"]:
                says = f"the file says {one['file_says'] or 'nothing'}, the record {one['record_says'] or 'nothing'}"
                self.stdout.write(f"{one['row']}, {one['field']}: {says}. Write the reason under “differs”.")
        outcomes = Counter(row["outcome"] for row in coding.accounts.rows)
        self.stdout.write("Events: " + ", ".join(f"{count} {name}" for name, count in sorted(outcomes.items())))
        tables = Counter(model._meta.verbose_name_plural for model, _ in coding.rows.new)
        counts = ", ".join(f"{count} {name}" for name, count in sorted(tables.items()))
        self.stdout.write(f"Rows made or shared: {counts}")
        without = sum(not one["reason"] for one in listed)
        self.stdout.write(f"Differences from the file: {len(listed)}, of which {without} without a reason.")
        self.stdout.write(f"Written: {folder} and the tables beside it.")
