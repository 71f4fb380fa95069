"""`manage.py import_collection`: a folder, a ZIP or one file of tables comes in, previewed first, as one stored job."""

from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError, CommandParser

from clauses.editing.collection import jobs, report
from clauses.editing.collection.work import go_on
from clauses.exchange.collection.files import packed
from clauses.exchange.problems import FileError
from clauses.management.progress import Words
from clauses.models import ImportJob
from clauses.vocabularies import ImportMode, ImportOutcome, ImportStage, ReviewState

STATES = {"draft": ReviewState.DRAFT, "review": ReviewState.IN_REVIEW, "published": ReviewState.PUBLISHED}
MEND = "Mend the rows, or write the others without them: --refused FILE keeps these in a file to mend and offer again."


class Command(BaseCommand):
    help = (
        "Imports tables of a collection, in any order and number: CSV, XLSX or JSON lines, each named after its table. "
        "What would become of the rows is said first; --dry-run ends there. The rest is written in portions, so that "
        "others go on working, and undo_import takes all of it back."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FOLDER|ZIP", help="The files, or one of them.")
        parser.add_argument(
            "--mode",
            choices=ImportMode.values,
            default=ImportMode.CHANGED,
            help="new: rows that are there stay as they are; changed (as without it): they take what the files say, an "
            "empty cell changing nothing; exactly: an empty cell empties theirs. Missing columns are never touched.",
        )
        parser.add_argument("--state", choices=STATES, default="draft", help="What new records become.")
        parser.add_argument(
            "--by", metavar="USER", help="Whose name stands in the histories, and who must be allowed to."
        )
        parser.add_argument("--dry-run", action="store_true", help="Say what would become of the rows; write nothing.")
        parser.add_argument(
            "--refused", type=Path, metavar="FILE", help="Leave refused rows out and write them into this ZIP, to mend."
        )
        parser.add_argument(
            "--source",
            action="append",
            default=[],
            metavar="[TABLE=]SLUG",
            help="The source that new rows rest on, of one table or of all: each gets a citation that names its row.",
        )

    def handle(self, *, path: Path, **options: Any) -> None:
        self.progress = Words(self.stdout, silent=not options["verbosity"])
        job = self.begin(path, options)
        try:
            self.work(job)
            self.preview(job)
            if options["dry_run"]:
                jobs.stop(job)
                return
            self.leave_out(job, options["refused"])
        except BaseException:
            jobs.stop(job)  # nothing was confirmed
            raise
        jobs.confirm(job)
        self.stdout.write(
            f"Import {job.pk} is being written. To go on with it, should it be cut off: manage.py work_imports"
        )
        self.work(job)
        self.conclude(job)

    def begin(self, path: Path, options: dict[str, Any]) -> ImportJob:
        sources = {}
        for text in options["source"]:
            table, _, slug = text.rpartition("=")
            sources[table] = slug
        wanted = jobs.Wanted(options["mode"], STATES[options["state"]], sources)
        try:
            return jobs.begin(packed(path), name=path.resolve().name, user=user_named(options["by"]), wanted=wanted)
        except FileError as error:
            raise CommandError("\n".join(map(report.problem_in_words, error.problems))) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. Name files that can be read.") from error

    def work(self, job: ImportJob) -> None:
        if not go_on(job, progress=lambda job: self.progress(job.get_stage_display())):
            raise CommandError("Somebody else works on this import, or stopped it.")

    def preview(self, job: ImportJob) -> None:
        if job.stage == ImportStage.REFUSED:
            raise CommandError("\n".join(map(report.problem_in_words, report.problems(job))))
        self.stdout.write(report.sentence(job))
        for name, found in report.by_table(job):
            self.stdout.write(f"  {name}: {report.in_numbers(found)}")
        for cause in report.causes(job):
            self.stdout.write(str(cause))

    def leave_out(self, job: ImportJob, file: Path | None) -> None:
        if not jobs.counts(job).get(ImportOutcome.REFUSED):
            return
        if file is None:
            raise CommandError(f"Nothing was written. {MEND}")
        try:
            file.write_bytes(report.refused_archive(job))
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}. Nothing was written. Name another file.") from error
        self.stdout.write(f"The refused rows are in {file}.")

    def conclude(self, job: ImportJob) -> None:
        self.stdout.write(report.sentence(job))
        for cause in report.causes(job):
            self.stdout.write(str(cause))
        self.stdout.write(f"To take all of it back: manage.py undo_import {job.pk}")


def user_named(name: str | None) -> Any:
    if name is None:
        return None
    user = get_user_model().objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no active account “{name}”. Name one that is there.")
    return user
