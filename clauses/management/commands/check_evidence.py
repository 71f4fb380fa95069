from django.core.management.base import BaseCommand, CommandError

from clauses.evidence.gaps import gaps


class Command(BaseCommand):
    help = "Lists published records, dates and statuses that no citation supports; exit status 1 where there are any."

    def handle(self, **options):
        found = [str(gap) for gap in gaps()]
        for line in found:
            self.stdout.write(line)
        if found:
            raise CommandError(f"{len(found)} statements rest on no citation. Add one, or take the statement back.")
        self.stdout.write("Every published record, date and status rests on a citation.")
