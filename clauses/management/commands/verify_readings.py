from django.core.management.base import BaseCommand, CommandError

from clauses.proofreading.readings import FILE, faults, readings


class Command(BaseCommand):
    help = f"Checks that every line of fixtures/{FILE} can be read and names a record. Exit status 1 unless it does."

    def handle(self, **options):
        found = faults()
        for fault in found:
            self.stdout.write(str(fault))
        if found:
            raise CommandError(f"{len(found)} faults in {FILE}. Mend the lines.")
        self.stdout.write(f"All {len(readings())} lines of {FILE} can be read and name a record.")
