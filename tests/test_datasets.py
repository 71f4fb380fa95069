"""Two datasets as two folders of fixtures, each whole: loaded alone, together, in either order and twice."""

import json

import pytest
from django.core.management import CommandError, call_command

from clauses.exchange import fixtures
from clauses.models import Actor, Source
from tests.test_fixtures import actor, source

pytestmark = pytest.mark.django_db


def put(folder, *rows):
    folder.mkdir(parents=True, exist_ok=True)
    for name, held in fixtures.FILES.items():
        labels = [model._meta.label_lower for model in held]
        found = [row for row in rows if row["model"] in labels]
        if found:
            (folder / f"{name}.json").write_text(json.dumps(found), encoding="utf-8")


@pytest.fixture
def root(tmp_path):
    paper = actor("test-paper")
    put(tmp_path / "first", paper, source("test-a", publisher=["test-paper"]))
    put(tmp_path / "second", paper, source("test-b", publisher=["test-paper"]))
    return tmp_path


def loaded():
    return set(Source.objects.filter(slug__startswith="test-").values_list("slug", flat=True))


def test_without_a_label_every_folder_is_loaded(root, settings):
    settings.FIXTURE_DIRS = [root]
    call_command("loaddata", verbosity=0)
    assert loaded() == {"test-a", "test-b"}


def test_a_folder_is_loaded_alone_by_its_path_and_by_its_name(root, settings):
    call_command("loaddata", str(root / "first"), verbosity=0)
    assert loaded() == {"test-a"}
    settings.FIXTURE_DIRS = [root]
    call_command("loaddata", "second", verbosity=0)
    assert loaded() == {"test-a", "test-b"}


def test_a_row_in_the_same_words_in_two_folders_is_one_row(root, capsys):
    call_command("loaddata", str(root))
    assert "3 rows in 4 files: 3 new" in capsys.readouterr().out
    assert Actor.objects.get(slug="test-paper").version == 1


def test_a_row_in_other_words_in_two_folders_is_refused_with_both_files(root):
    put(root / "second", actor("test-paper", name="The Paper"))
    with pytest.raises(CommandError, match=r"second/01_actors.json, row 1 .*first/01_actors.json, .*words: name\."):
        call_command("loaddata", str(root), verbosity=0)
    assert not Actor.objects.filter(slug="test-paper").exists()


def test_a_row_twice_in_one_file_is_refused_though_the_words_are_the_same(root):
    put(root / "second", actor("test-paper"), actor("test-paper"))
    with pytest.raises(CommandError, match=r"row 2 .*: the same row stands in second/01_actors.json, row 1"):
        call_command("loaddata", str(root / "second"), verbosity=0)
