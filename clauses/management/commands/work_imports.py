"""`manage.py work_imports`: goes on with every import of a collection that nobody works on."""

import logging
from time import sleep
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from clauses.editing.collection import jobs, report
from clauses.editing.collection.work import go_on
from clauses.management.progress import Words
from clauses.models import ImportJob

logger = logging.getLogger(__name__)
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
            failed = [job for job in list(jobs.waiting_jobs()) if not self._go_on(job, progress)]
            if not wait:
                break
            sleep(SECONDS)
        for job in jobs.held_jobs():
            self.stdout.write(f"{job}: somebody works on it, or was cut off a moment ago. Run this again in a minute.")
        if failed:
            raise CommandError(f"{len(failed)} of them failed: see above. What was written stays.")

    def _go_on(self, job: ImportJob, progress: Words) -> bool:
        """Whether it went on; one that fails keeps no other from its turn."""
        try:
            go_on(job, progress=lambda job: progress(f"{job}: {job.get_stage_display()}"))
        except Exception as error:
            self.stderr.write(f"{job}: {type(error).__name__}: {error}")
            logger.exception("%s failed", job)
            return False
        self.stdout.write(f"{job}: {report.sentence(job)}")
        return True
