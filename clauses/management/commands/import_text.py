from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from clauses.editing.sheet.meanwhile import MeanwhileError
from clauses.editing.sheet.rows import Rows
from clauses.editing.sheet.save import Keeping, RefusedError, Saved
from clauses.editing.text_import.plan import Plan
from clauses.editing.text_import.shown import lines
from clauses.exchange.article_text import LARGEST
from clauses.exchange.problems import FileError
from clauses.exchange.treaty_files import Version, versions
from clauses.fields import LANGUAGE
from clauses.models import Agreement, Source
from clauses.vocabularies import TextLicence, TextStatus

GRAVE = (
    "Nothing is stored, as the text is understood only in part: see what is WRONG above. Mend the file, or paste it on "
    "the sheet of the clauses and correct it there. With --anyway it is stored as it is shown."
)
WHOLE = (TextLicence.PUBLIC_DOMAIN, TextLicence.LICENSED)
ONLY_NUMBERS = (
    "Only numbers and headings are kept: without --licence ({}) whole texts are not. With it, name their --source, too."
)
MOST_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Reads the text of an agreement from a file (plain text, HTML, Word, Akoma Ntoso XML), shows its clauses and "
        "what is doubtful, and saves them as drafts. A second text is matched with the stored clauses by their numbers."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help="One for all languages, or one for each."
        )
        parser.add_argument("--agreement", required=True, metavar="SLUG", help="The code of the agreement.")
        parser.add_argument(
            "--language", default="", help="Of the text; several by commas, the first numbers the clauses."
        )
        parser.add_argument(
            "--source", default="", help="The codes of the sources of the words, by commas: one, or one each."
        )
        parser.add_argument("--status", default="", choices=["", *TextStatus.values], help="The standing of the words.")
        parser.add_argument("--licence", default="", choices=["", *WHOLE], help="Why whole texts may stand here.")
        parser.add_argument("--user", default="", help="Who imports it, as the history says.")
        parser.add_argument("--reason", default="", help="For the history. Never public.")
        parser.add_argument("--dry-run", action="store_true", help="Shows it and stores nothing.")
        parser.add_argument("--remove", action="store_true", help="Deletes drafts of clauses that are not in the text.")
        parser.add_argument(
            "--anyway", action="store_true", help="Stores it though the text is understood only in part."
        )

    def handle(self, *, files: Sequence[Path], dry_run: bool, anyway: bool, **options: Any) -> None:
        agreement = Agreement._base_manager.filter(slug=options["agreement"]).first()
        if agreement is None:
            raise CommandError(f"There is no agreement with the code “{options['agreement']}”.")
        found = list(self._versions(files, _languages(agreement, options["language"])))
        keepings = _keepings(agreement, found, options)
        plan = Plan(agreement, found, keepings, removes=options["remove"])
        for line in lines(plan):
            self.stdout.write(line)
        if not keepings[0].status:
            self.stdout.write(ONLY_NUMBERS.format(" or ".join(WHOLE)))
        if plan.is_grave and not anyway:
            raise CommandError(GRAVE)
        if dry_run:
            self.stdout.write("Nothing is stored: this was a dry run.")
            return
        self._say(_save(plan, _user(options["user"]), options["reason"]))

    def _versions(self, files: Sequence[Path], languages: Sequence[str]) -> list[Version]:
        if len(files) > 1 and len(files) != len(languages):
            raise CommandError(f"There are {len(files)} files and {len(languages)} languages. Name one for each.")
        found = []
        for at, path in enumerate(files):
            try:
                content = _content(path)
                found += versions(path.name, content, languages if len(files) == 1 else [languages[at]])
            except FileError as error:
                raise CommandError(f"{path}: {error}") from error
        return found

    def _say(self, saved: Saved) -> None:
        done = f"{saved.added} clauses added as drafts, {saved.changed} changed, {saved.deleted} deleted."
        self.stdout.write(done)
        if saved.proposal is not None:
            self.stdout.write(f"What is published is not changed: it is proposal {saved.proposal.pk}, to be reviewed.")


def _content(path: Path) -> bytes:
    """Of a file that is no larger than any that is read."""
    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise CommandError(f"{path}: it cannot be opened ({error.strerror}).") from error


def _languages(agreement: Agreement, named: str) -> list[str]:
    found = [each.strip() for each in (named or agreement.authentic_languages.split(";")[0] or "en").split(",")]
    for language in found:
        try:
            LANGUAGE(language)
        except ValidationError as error:
            raise CommandError(f"--language “{language}”: {error.messages[0]}") from error
    if len(set(found)) < len(found):
        raise CommandError("--language names one language twice.")
    return found


def _keepings(agreement: Agreement, found: Sequence[Version], options: dict[str, Any]) -> list[Keeping]:
    """What becomes of the words in each language."""
    if not options["licence"]:
        return [Keeping(version.language) for version in found]
    codes = [each.strip() for each in options["source"].split(",") if each.strip()]
    if len(codes) not in (1, len(found)):
        raise CommandError("Whole texts need their source: --source with its code, or one for each language.")
    sources = {source.slug: source for source in Source._base_manager.filter(slug__in=codes)}
    missing = [code for code in codes if code not in sources]
    if missing:
        raise CommandError(f"There is no source with the code “{missing[0]}”.")
    named = codes * len(found) if len(codes) == 1 else codes
    authentic = [each.strip() for each in agreement.authentic_languages.split(";")]
    return [
        Keeping(
            version.language,
            options["status"] or _status(version.language, authentic),
            sources[code],
            licence=options["licence"],
        )
        for version, code in zip(found, named, strict=True)
    ]


def _status(language: str, authentic: Sequence[str]) -> str:
    return TextStatus.AUTHENTIC if language in authentic else TextStatus.UNOFFICIAL_TRANSLATION


def _user(name: str) -> User:
    if not name:
        raise CommandError("Say who imports it: --user with the name of an account. Or look at it first: --dry-run.")
    user = User.objects.filter(username=name, is_active=True).first()
    if user is None:
        raise CommandError(f"There is no account “{name}” that may sign in.")
    if not user.has_perms(("clauses.add_clause", "clauses.change_clause", "clauses.add_clausetext")):
        raise CommandError(f"The account “{name}” may not write clauses.")
    return user


def _save(plan: Plan, user: User, reason: str) -> Saved:
    try:
        return plan.save(user, reason)
    except MeanwhileError as error:
        raise CommandError("Somebody saved clauses of this agreement at the same time. Start it once more.") from error
    except RefusedError as error:
        raise CommandError("\n".join([*error.messages, *_marked(plan.rows)])) from error
    except ValidationError as error:
        raise CommandError("\n".join(error.messages)) from error


def _marked(rows: Rows) -> list[str]:
    said = [f"{row.num or row.heading or row.first_words}: {' '.join(row.problems)}" for row in rows if row.problems]
    return said[:MOST_SHOWN] + ([f"… and {len(said) - MOST_SHOWN} more."] if len(said) > MOST_SHOWN else [])
