"""An agreement, a source, an editor, and the command."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from clauses.models import Clause

from ...support.rows.factories import AgreementFactory, SourceFactory
from ...support.rows.people import person


@pytest.fixture
def agreement(db):
    return AgreementFactory(slug="treaty-on-roads", authentic_languages="en; tr")


@pytest.fixture
def source(db):
    return SourceFactory(slug="roads-text")


@pytest.fixture
def run(agreement, source, tmp_path):
    """What the command says of a text in a file of this name; with `saved`, it is stored with its words."""
    person("editor", "ada")

    def imported(content, *options, name="roads.txt", saved=True, more=()):
        paths = []
        for number, each in enumerate([content, *more]):
            paths.append(tmp_path / f"{number}-{name}")
            paths[-1].write_bytes(each if isinstance(each, bytes) else each.encode())
        kept = ("--user", "ada", "--source", source.slug, "--licence", "public_domain") if saved else ()
        out = StringIO()
        call_command("import_text", *map(str, paths), "--agreement", agreement.slug, *kept, *options, stdout=out)
        return out.getvalue()

    return imported


@pytest.fixture
def refused(run):
    """What the command refuses with; nothing is stored then."""

    def said(*args, **more):
        before = list(Clause.history.order_by("history_id").values_list("history_id", flat=True))
        with pytest.raises(CommandError) as caught:
            run(*args, **more)
        assert list(Clause.history.order_by("history_id").values_list("history_id", flat=True)) == before
        return str(caught.value)

    return said


@pytest.fixture
def tree(agreement):
    """The stored clauses: code, number, heading and words in a language."""

    def shown(language="en"):
        found = []
        for clause in agreement.clauses.order_by("position"):
            text = clause.texts.filter(language=language).first()
            found.append(f"{clause.wid} {clause.level} {clause.num}|{clause.heading}|{text.text if text else ''}")
        return found

    return shown
