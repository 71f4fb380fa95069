"""The commands by which docs/data.md moves a collection in, run as they stand there, one after the other."""

import re
import shlex

import pytest

from clauses.models import Agreement, ImportJob
from tests.support.files.collections import SMALL, folder, run
from tests.support.site.documents import text_of
from tests.support.site.paths import ROOT

pytestmark = pytest.mark.django_db


def commands() -> list[list[str]]:
    section = text_of(ROOT / "docs" / "data.md").partition("## Moving a collection in")[2]
    block = re.search(r"```sh\n(.*?)```", section, re.DOTALL)[1]
    return [shlex.split(line.partition("manage.py ")[2]) for line in block.splitlines()]


def test_the_commands_of_the_document_move_a_collection_in_and_out_again(tmp_path, django_user_model):
    django_user_model.objects.create_superuser("admin", password="x")
    text = SMALL["agreements.csv"].replace("mention", "metadata")
    folder(tmp_path, SMALL | {"agreements.csv": text})
    template, dry, imported, undone = commands()
    assert run(*template).startswith("slug,title,")
    assert "7 new, 0 changed, 0 unchanged, 0 refused." in run(*_with(dry, tmp_path))
    assert not Agreement.objects.exists()
    assert "9 added." in run(*_with(imported, tmp_path))
    assert Agreement.objects.published().count() == 1
    number = ImportJob.objects.get().pk
    assert "9 taken back." in run(undone[0], number)
    assert not Agreement.objects.exists()


def _with(command: list[str], path) -> list[str]:
    return [str(path) if word == "FOLDER" else word for word in command]
