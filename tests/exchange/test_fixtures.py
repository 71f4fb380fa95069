"""Fixtures: the whole dataset goes out and comes in again unchanged."""

import json

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from clauses import dataset
from clauses.exchange.fixtures.files import FILES, contents, write
from clauses.models import Actor, Citation, Source
from tests.support import factories
from tests.support.every_row import MODELS, counted
from tests.support.filling import fill
from tests.support.fixture_files import actor, empty_tables, load, source

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.database]


def stored() -> dict[str, str]:
    return dict(contents())


def test_every_model_is_in_one_file_or_private():
    filed = [model for held in FILES.values() for model in held]
    assert sorted(map(str, filed)) == sorted(str(model) for model in MODELS if model not in dataset.PRIVATE)


def test_written_loaded_into_empty_tables_and_written_again_are_the_same_bytes(tmp_path):
    fill(12)
    factories.PlaceFactory(slug="test-shusha", other_names="Şuşa; Shushi", latitude="39.75", longitude="-46.7")
    first, second = tmp_path / "first", tmp_path / "second"
    call_command("write_fixtures", str(first), verbosity=0)
    empty_tables()
    assert stored() == {}
    call_command("loaddata", *map(str, sorted(first.iterdir(), reverse=True)), verbosity=0)
    call_command("write_fixtures", str(second), verbosity=0)
    names = [path.name for path in sorted(first.iterdir())]
    assert names == [f"{name}.json" for name in FILES]
    assert [path.read_bytes() for path in sorted(first.iterdir())] == [
        path.read_bytes() for path in sorted(second.iterdir())
    ]


FILE = """[
 {
  "model": "clauses.actor",
  "fields": {
   "state": "published",
   "slug": "zz-state",
   "name": "Ərəb “X”",
   "kind": "state",
   "iso3": "AZE"
  }
 },
 {
  "model": "clauses.actor",
  "fields": {
   "state": "draft",
   "slug": "army",
   "name": "Army",
   "kind": "body",
   "country": ["zz-state"]
  }
 },
 {
  "model": "clauses.actoridentifier",
  "fields": {
   "actor": ["zz-state"],
   "scheme": "cow",
   "code_there": "373"
  }
 }
]
"""


def test_a_file_reads_like_this(folder):
    empty_tables()
    state = factories.ActorFactory(slug="zz-state", name="Ərəb “X”", kind="state", iso3="AZE")
    factories.ActorFactory(slug="army", name="Army", country=state, state="draft")
    factories.ActorIdentifierFactory(actor=state, scheme="cow", code_there="373")
    write(folder)
    assert [path.name for path in folder.iterdir()] == ["01_actors.json"]
    assert (folder / "01_actors.json").read_bytes().decode() == FILE


def test_check_names_the_first_difference(folder):
    factories.ActorFactory(slug="army", name="Army")
    write(folder)
    call_command("write_fixtures", str(folder), "--check", verbosity=0)
    Actor.objects.filter(slug="army").update(name="Fleet")
    with pytest.raises(CommandError, match=r"01_actors.json, line \d+: the file says .*Army.*, the database .*Fleet"):
        call_command("write_fixtures", str(folder), "--check", verbosity=0)


def test_a_subject_without_rows_has_no_file(folder):
    (folder / "11_assessments.json").write_text("[]")
    (folder / "notes.json").write_text("[]")
    write(folder)
    assert not (folder / "11_assessments.json").exists()
    assert (folder / "notes.json").exists()


def test_without_a_label_all_shipped_files_are_loaded(folder, settings, path):
    settings.FIXTURE_DIRS = [folder]
    load(path, source("test-a"))
    Source.objects.get(slug="test-a").delete()
    call_command("loaddata", verbosity=0)
    assert Source.objects.filter(slug="test-a").exists()


def test_loading_twice_changes_nothing_and_says_so(folder, capsys):
    fill(3)
    write(folder)
    before = counted()
    call_command("loaddata", *map(str, folder.iterdir()))
    assert counted() == before
    assert "0 new, 0 changed" in capsys.readouterr().out


def test_only_a_changed_row_is_written_with_its_reason_and_the_next_version(path):
    load(path, source("test-a"), source("test-b"))
    load(path, source("test-a"), source("test-b", title="Another"))
    assert [Source.objects.get(slug=slug).version for slug in ("test-a", "test-b")] == [1, 2]
    newest = Source.history.filter(slug="test-b").first()
    assert (newest.history_type, newest.history_change_reason) == ("~", "loaded from fixtures/05_sources.json")
    assert Source.history.filter(slug="test-a").count() == 1


def test_dates_are_worked_out_and_the_row_is_found_by_the_search(path):
    load(path, source("test-a", title="Şuşa", published="2021-06"))
    found = Source.objects.search("SUSA").get(slug="test-a")
    assert (str(found.published_earliest), str(found.published_latest)) == ("2021-06-01", "2021-06-30")


def test_rows_may_refer_to_rows_further_down_and_in_later_files(folder, path):
    first, second = folder / "a.json", folder / "b.json"
    reprint = source("test-copy", publisher=["test-paper"], derived_from=["test-first"], derivation="republished")
    first.write_text(json.dumps([reprint, source("test-first")]))
    second.write_text(json.dumps([actor("test-paper")]))
    call_command("loaddata", str(first), str(second), verbosity=0)
    assert Source.objects.get(slug="test-copy").derived_from.slug == "test-first"


def test_the_exact_number_that_was_written_is_read(path):
    place = {"slug": "test-p", "name": "P", "kind": "city", "latitude": 39.7, "longitude": "46.75"}
    load(path, {"model": "clauses.place", "fields": place})
    assert '"latitude": "39.7",' in stored()["02_places.json"]


def test_other_tables_are_loaded_as_django_does_where_they_are_named(path):
    path.write_text(json.dumps([{"model": "auth.group", "fields": {"name": "editors"}}]))
    call_command("loaddata", str(path), "--also", "auth.group", verbosity=0)
    assert apps.get_model("auth.Group").objects.filter(name="editors").exists()


def test_no_private_text_is_in_a_fixture():
    factories.SourceTextFactory(text="canary in the coal mine")
    assert not any("canary" in text for text in stored().values())
    assert Citation not in dataset.PRIVATE


def test_a_long_load_says_how_far_it_is(path, monkeypatch, capsys):
    monkeypatch.setattr("clauses.management.commands.loaddata.SECONDS_OF_SILENCE", 0)
    path.write_text(json.dumps([actor("one"), actor("two")]))
    call_command("loaddata", str(path))
    assert "of 2 rows" in capsys.readouterr().out
