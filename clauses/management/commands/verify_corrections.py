from typing import Any

from django.core.management.base import BaseCommand

from clauses.management.kept_lists import report
from clauses.proofreading.corrections import FILE, corrections, faults


class Command(BaseCommand):
    help = (
        f"Checks fixtures/{FILE}: that every line can be read, names a record and sources that exist, and says what "
        "the record says now. Exit status 1 unless all is in order."
    )

    def handle(self, **options: Any) -> None:
        remedy = "Mend the lines, or what they speak of."
        fine = "name what exists and say what the record says."
        report(self, FILE, faults(), len(corrections()), remedy=remedy, fine=fine)
