"""`manage.py undo_import JOB`: takes back all that an import of a collection has written."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clauses.editing.collection import jobs, report
from clauses.editing.collection.work import go_on
from clauses.management.progress import Words
from clauses.models import ImportJob
from clauses.vocabularies import ImportStage


class Command(BaseCommand):
    help = (
        "Takes back what an import of a collection has written: its rows are deleted, and changed cells get back what "
        "was in them. What somebody changed or used since stays, and is named. The histories keep both."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "job", type=int, help="The number that the import said; without a right one, all are named."
        )

    def handle(self, *, job: int, verbosity: int, **options: Any) -> None:
        found = ImportJob.objects.filter(pk=job).first()
        if found is not None and found.stage in jobs.MOVING and found.stage != ImportStage.UNDOING:
            raise CommandError(f"Import {job} has not ended. Run work_imports, or stop it on its page; then undo it.")
        if found is None or not jobs.undo(found):
            others = ImportJob.objects.filter(stage__in=jobs.UNDOABLE)
            named = "; ".join(f"{each.pk} ({each.name}, {each.created:%Y-%m-%d})" for each in others[:20])
            raise CommandError(f"There is no import {job} to take back. Those that can be: {named or 'none'}.")
        progress = Words(self.stdout, silent=not verbosity)
        if not go_on(found, progress=lambda job: progress(job.get_stage_display())):
            raise CommandError("Somebody else works on this import. Run it again in a minute.")
        self.stdout.write(report.sentence(found))
        for cause in report.causes(found):
            self.stdout.write(str(cause))
