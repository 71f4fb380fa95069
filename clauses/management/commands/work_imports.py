"""`manage.py work_imports`: goes on with every import of a collection that nobody works on."""

from time import sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from clauses.editing.collection import jobs, report
from clauses.editing.collection.work import go_on
from clauses.management.progress import Words

SECONDS = 5


class Command(BaseCommand):
    help = (
        "Goes on with imports of collections that were begun and that nobody works on, such as those whose command or "
        "page was closed or killed. What was written stays, and the rest is written once. Ends when there are none."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--wait", action="store_true", help="Do not end; look for new ones every few seconds.")

    def handle(self, *, wait: bool, verbosity: int, **options: Any) -> None:
        progress = Words(self.stdout, silent=not verbosity)
        while True:
            for job in list(jobs.waiting_jobs()):
                go_on(job, progress=lambda job: progress(f"{job}: {job.get_stage_display()}"))
                self.stdout.write(f"{job}: {report.sentence(job)}")
            if not wait:
                return
            sleep(SECONDS)
