"""`manage.py loaddata`: Django's command, which for our tables validates what it loads and keeps the history."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core import serializers
from django.core.management import CommandError
from django.core.management.base import CommandParser
from django.core.management.commands import loaddata
from django.core.management.utils import parse_apps_and_model_labels
from django.core.serializers.base import DeserializedObject
from django.db import DEFAULT_DB_ALIAS, transaction
from django.db.models import Model

from clauses.editing.requote import catch_up
from clauses.exchange.fixtures.folders import shipped
from clauses.exchange.fixtures.load import Loading
from clauses.exchange.fixtures.rows import FixtureError, FixtureRow, fixture_row, model_of, objects, short
from clauses.exchange.working_copies import beside
from clauses.models import Row

SECONDS_OF_SILENCE = 2
OTHER_TABLES = (
    "Nothing was loaded. Beside treaties, these fixtures would write: {}. Take those rows out; or, if you trust "
    "whoever wrote them with the accounts and the inside of this site, name each such table: {}"
)
NOT_TO_LOAD = "the site itself writes the rows of this table, and they are never loaded. Take them out."


class Command(loaddata.Command):
    missing_args_message = ""
    help = (
        "Loads fixtures; a label may be a folder of them; without a label, all that are shipped. Rows of treaties are "
        "checked like those of the admin, written only where they differ and recorded in the history. Rows of other "
        "tables, such as accounts, are refused unless --also names the table. "
        "All files of one call are loaded, or none."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        labels = next(action for action in parser._actions if action.dest == "args")
        labels.nargs = "*"
        parser.add_argument(
            "--also", action="append", default=[], metavar="TABLE", help="A table of no treaties, as in auth.group."
        )

    def handle(self, *labels: str, also: Iterable[str] = (), **options: Any) -> None:
        """As Django's own, but for the transaction: ours is short, after all rows have been checked."""
        self.also = {known_table(name) for name in also}
        self.others: Counter[str] = Counter()
        self.using, self.verbosity = options["database"], options["verbosity"]
        self.ignore, self.app_label, self.format = options["ignore"], options["app_label"], options["format"]
        self.excluded_models, self.excluded_apps = parse_apps_and_model_labels(options["exclude"])
        wanted: Iterable[str | Path] = labels or settings.FIXTURE_DIRS
        try:
            self.loaddata([file for label in wanted for file in files_of(label)])
        except FixtureError as error:
            raise CommandError(str(error)) from error
        except beside.ChangedMeanwhileError as error:
            rows = f" ({error})" if error.rows else ""
            raise CommandError(
                f"Others changed the same rows meanwhile{rows}. Nothing is loaded: try again."
            ) from error

    def loaddata(self, labels: Sequence[str]) -> None:
        """Ours where a file holds rows of ours, else Django's; all of it is written in one transaction."""
        rows: list[FixtureRow] = []
        foreign: list[str] = []
        self.next_word = monotonic() + SECONDS_OF_SILENCE
        self.serialization_formats = serializers.get_public_serializer_formats()
        for label in labels:
            paths = [Path(path) for path, _, _ in self.find_fixtures(label)]
            ours = [self.read(path) for path in paths if path.suffix == ".json"]
            rows += [row for found in ours for row in found or ()]
            if len(ours) < len(paths) or None in ours:
                foreign.append(label)
        if not rows:
            with transaction.atomic(using=self.using):
                self.load_others(foreign)
            return
        loading = beside.run(lambda: self.load(rows), along=lambda _: self.load_others(foreign), using=self.using)
        if self.using == DEFAULT_DB_ALIAS:
            catch_up()
        self.report(loading, len({row.path for row in rows}))

    def load_others(self, labels: Sequence[str]) -> None:
        """As Django does; CommandError, which takes all back, where rows of tables that nobody named are among them."""
        if labels:
            super().loaddata(labels)
        if self.others:
            found = ", ".join(f"{label} ({number:,} rows)" for label, number in sorted(self.others.items()))
            raise CommandError(OTHER_TABLES.format(found, " ".join(f"--also {label}" for label in sorted(self.others))))

    def load(self, rows: list[FixtureRow]) -> Loading:
        loading = Loading(rows, using=self.using, progress=self.progress)
        loading.run()
        return loading

    def read(self, path: Path) -> list[FixtureRow] | None:
        """The rows of ours in a file, or None where it holds other tables only."""
        found = objects(path)
        for number, item in enumerate(found, 1):
            if is_written_by_the_site(model_of(item)):
                raise FixtureError(f"{short(path)}, row {number}: {NOT_TO_LOAD}")
        others = [number for number, item in enumerate(found, 1) if not is_ours(item)]
        if others and len(others) == len(found):
            return None
        if others:
            raise FixtureError(f"{path.name}, row {others[0]}: put rows of other tables into a file of their own.")
        rows = [fixture_row(path, number, item) for number, item in enumerate(found, 1)]
        return [row for row in rows if not self.is_excluded(row.model)]

    def save_obj(self, obj: DeserializedObject) -> bool:
        if isinstance(obj.object, Row):
            raise CommandError("Rows of treaties are loaded from .json files only, so that they can be checked.")
        if is_written_by_the_site(type(obj.object)):
            raise CommandError(f"{obj.object._meta.label_lower}: {NOT_TO_LOAD}")
        if not self.is_excluded(type(obj.object)) and type(obj.object) not in self.also:
            self.others[obj.object._meta.label_lower] += 1
            return False
        return super().save_obj(obj)

    def is_excluded(self, model: type[Model]) -> bool:
        return model in self.excluded_models or model._meta.app_config in self.excluded_apps

    def progress(self, done: int, total: int) -> None:
        """A line every few seconds, so that a long load does not look like one that hangs."""
        if self.verbosity >= 1 and monotonic() > self.next_word:
            self.next_word = monotonic() + SECONDS_OF_SILENCE
            self.stdout.write(f"  {done:,} of {total:,} rows")
            self.stdout.flush()

    def report(self, loading: Loading, files: int) -> None:
        if self.verbosity >= 1 and loading.rows:
            self.stdout.write(
                f"{len(loading.rows):,} rows in {files} files: "
                f"{loading.new:,} new, {loading.changed:,} changed, {loading.same:,} unchanged."
            )


def known_table(name: str) -> type[Model]:
    """The model that --also names; CommandError where there is none, or one that is never loaded or needs no naming."""
    model = model_of({"model": name})
    if model is None:
        raise CommandError(f"--also {name}: there is no such table. Write it as in auth.group.")
    if is_written_by_the_site(model):
        raise CommandError(f"--also {name}: {NOT_TO_LOAD}")
    return model


def files_of(label: str | Path) -> list[str]:
    """The fixture files of a folder, named by its path or as in `loaddata five_articles`; else the label itself."""
    folders: list[Path] = settings.FIXTURE_DIRS
    places = (Path(base, label) for base in (Path(), *folders))
    files = next((files for place in places if (files := shipped([place.resolve()]))), [])
    return [str(file) for file in files] or [str(label)]


def is_written_by_the_site(model: type[Model] | None) -> bool:
    """Whether `model` is a table of this app that only the site itself writes: a history, a waiting import."""
    return (
        model is not None and model._meta.app_label == Row.__module__.partition(".")[0] and not issubclass(model, Row)
    )


def is_ours(item: Mapping[str, Any]) -> bool:
    """Whether an object of a fixture is a row of ours, or one whose table nobody knows."""
    model = model_of(item)
    return model is None or issubclass(model, Row)
