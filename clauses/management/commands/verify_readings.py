from typing import Any

from django.core.management.base import BaseCommand

from clauses.management.kept_lists import report
from clauses.proofreading.readings import FILE, faults, readings


class Command(BaseCommand):
    help = f"Checks that every line of fixtures/{FILE} can be read and names a record. Exit status 1 unless it does."

    def handle(self, **options: Any) -> None:
        fine = "can be read and name a record."
        report(self, FILE, faults(), len(readings()), remedy="Mend the lines.", fine=fine)
