"""`manage.py loaddata`: Django's command, which for our tables validates what it loads and keeps the history."""

from pathlib import Path
from time import monotonic

from django.conf import settings
from django.core import serializers
from django.core.management import CommandError
from django.core.management.commands import loaddata
from django.db import DEFAULT_DB_ALIAS

from clauses.editing.quotations import catch_up
from clauses.exchange.fixture_rows import FixtureError, fixture_row, model_of, objects, short
from clauses.exchange.folders import shipped
from clauses.exchange.loading import Loading
from clauses.models.base import Row

SECONDS_OF_SILENCE = 2
NOT_TO_LOAD = "the site itself writes the rows of this table, and they are never loaded. Take them out."


class Command(loaddata.Command):
    missing_args_message = ""
    help = (
        "Loads fixtures; a label may be a folder of them; without a label, all that are shipped. Rows of treaties are "
        "checked like those of the admin, written only where they differ and recorded in the history. "
        "All files of one call are loaded, or none."
    )

    def add_arguments(self, parser):
        super().add_arguments(parser)
        labels = next(action for action in parser._actions if action.dest == "args")
        labels.nargs = "*"

    def handle(self, *labels, **options):
        labels = labels or settings.FIXTURE_DIRS
        super().handle(*(file for label in labels for file in files_of(label)), **options)

    def loaddata(self, labels):
        """Ours where a file holds rows of ours, else Django's; inside the one transaction that `handle` opens."""
        rows, foreign = [], []
        self.next_word = monotonic() + SECONDS_OF_SILENCE
        self.serialization_formats = serializers.get_public_serializer_formats()
        try:
            for label in labels:
                paths = [Path(path) for path, _, _ in self.find_fixtures(label)]
                ours = [self.read(path) for path in paths if path.suffix == ".json"]
                rows += [row for found in ours for row in found or ()]
                if len(ours) < len(paths) or None in ours:
                    foreign.append(label)
            loading = Loading(rows, using=self.using, progress=self.progress)
            loading.run()
            if self.using == DEFAULT_DB_ALIAS:
                catch_up()
        except FixtureError as error:
            raise CommandError(str(error)) from error
        if foreign:
            super().loaddata(foreign)
        self.report(loading, len({row.path for row in rows}))

    def read(self, path):
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

    def save_obj(self, obj):
        if isinstance(obj.object, Row):
            raise CommandError("Rows of treaties are loaded from .json files only, so that they can be checked.")
        if is_written_by_the_site(type(obj.object)):
            raise CommandError(f"{obj.object._meta.label_lower}: {NOT_TO_LOAD}")
        return super().save_obj(obj)

    def is_excluded(self, model):
        return model in self.excluded_models or model._meta.app_config in self.excluded_apps

    def progress(self, done, total):
        """A line every few seconds, so that a long load does not look like one that hangs."""
        if self.verbosity >= 1 and monotonic() > self.next_word:
            self.next_word = monotonic() + SECONDS_OF_SILENCE
            self.stdout.write(f"  {done:,} of {total:,} rows")
            self.stdout.flush()

    def report(self, loading, files):
        if self.verbosity >= 1 and loading.rows:
            self.stdout.write(
                f"{len(loading.rows):,} rows in {files} files: "
                f"{loading.new:,} new, {loading.changed:,} changed, {loading.same:,} unchanged."
            )


def files_of(label) -> list[str]:
    """The fixture files of a folder, named by its path or as in `loaddata five_articles`; else the label itself."""
    places = (Path(base, label) for base in ("", *settings.FIXTURE_DIRS))
    files = next((files for place in places if (files := shipped([place.resolve()]))), [])
    return [str(file) for file in files] or [str(label)]


def is_written_by_the_site(model) -> bool:
    """Whether `model` is a table of this app that only the site itself writes: a history, a waiting import."""
    return (
        model is not None and model._meta.app_label == Row.__module__.partition(".")[0] and not issubclass(model, Row)
    )


def is_ours(item) -> bool:
    """Whether an object of a fixture is a row of ours, or one whose table nobody knows."""
    model = model_of(item)
    return model is None or issubclass(model, Row)
