from django.core.management.base import BaseCommand, CommandError

from clauses.proofreading.corrections import FILE, corrections, faults


class Command(BaseCommand):
    help = (
        f"Checks fixtures/{FILE}: that every line can be read, names a record and sources that exist, and says what "
        "the record says now. Exit status 1 unless all is in order."
    )

    def handle(self, **options):
        found = faults()
        for fault in found:
            self.stdout.write(str(fault))
        if found:
            raise CommandError(f"{len(found)} faults in {FILE}. Mend the lines, or what they speak of.")
        self.stdout.write(f"All {len(corrections())} lines of {FILE} name what exists and say what the record says.")
