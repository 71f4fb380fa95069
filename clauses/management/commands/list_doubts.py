from typing import Any

from django.core.management.base import BaseCommand

from clauses.evidence.unknowns import doubtful_dates, unsaid


class Command(BaseCommand):
    help = (
        "Lists, to be read before each release, every date of the public record that is marked as uncertain or has an "
        "open end, and every citation whose note says that its source is not known to have said it."
    )

    def handle(self, **options: Any) -> None:
        dates, notes = [str(one) for one in doubtful_dates()], list(unsaid())
        for line in dates:
            self.stdout.write(line)
        for row in notes:
            stated = f"{row.field} {row.value}".strip() or "record"
            self.stdout.write(f"citation {row.code}, {stated}: {row.note}")
        self.stdout.write(f"{len(dates)} dates are marked or open; {len(notes)} notes do not know who says so.")
