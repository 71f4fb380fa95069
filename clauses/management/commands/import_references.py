"""`manage.py import_references FILE`: references of Zotero and other programs come in as draft sources."""

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser

from clauses.editing.collection import jobs, report
from clauses.exchange.collection.files import packed_file
from clauses.exchange.problems import FileError
from clauses.exchange.references import as_file
from clauses.models import ImportJob
from clauses.vocabularies import ImportMode

from . import import_collection


class Command(import_collection.Command):
    help = (
        "Imports references as draft sources: CSL-JSON (.json), as Zotero exports it, or RIS (.ris). A source that is "
        "there by its address or code stays as it is. It is an import like that of a collection, and undone like one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("path", type=Path, metavar="FILE", help="The exported references.")
        parser.add_argument("--by", metavar="USER", help="Whose name stands in the histories.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would come of it; write nothing.")
        parser.add_argument("--refused", type=Path, metavar="FILE", help="Leave refused rows out, into this ZIP.")

    def begin(self, path: Path, options: dict[str, Any]) -> ImportJob:
        try:
            name, content = as_file(path.name, path.read_bytes())
            user = import_collection.user_named(options["by"])
            wanted = jobs.Wanted(ImportMode.NEW)
            return jobs.begin(packed_file(name, content), name=path.name, user=user, wanted=wanted)
        except FileError as error:
            raise CommandError("\n".join(map(report.problem_in_words, error.problems))) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}. Name a file that can be read.") from error
