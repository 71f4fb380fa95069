"""Fixtures: the whole dataset goes out and comes in again unchanged, and nothing wrong comes in at all."""

import json
from unittest.mock import Mock

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import IntegrityError
from django.db.models import Count, Sum

from clauses import dataset
from clauses.exchange.fixtures.files import FILES, contents, write
from clauses.exchange.writer import refusals
from clauses.models import Actor, Citation, Source
from clauses.models.base import Row
from tests.support import factories
from tests.support.filling import fill
from tests.support.fixture_files import actor, empty_tables, source

pytestmark = pytest.mark.database

ROWS = [model for model in apps.get_app_config("clauses").get_models() if issubclass(model, Row)]


def stored() -> dict[str, str]:
    return dict(contents())


def counted() -> dict:
    """How many rows each table has, how often they were saved and how many rows their history has."""
    sums = {model: model.objects.aggregate(Count("pk"), Sum("version")) for model in ROWS}
    return {model: (*found.values(), model.history.count()) for model, found in sums.items()}


def load(path, *rows):
    path.write_text(json.dumps(rows), encoding="utf-8")
    call_command("loaddata", str(path), verbosity=0)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "fixtures" / "05_sources.json"


@pytest.fixture(autouse=True)
def folder(path, db):
    path.parent.mkdir()
    return path.parent


def test_every_model_is_in_one_file_or_private():
    filed = [model for held in FILES.values() for model in held]
    assert sorted(map(str, filed)) == sorted(str(model) for model in ROWS if model not in dataset.PRIVATE)


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


def test_a_file_reads_like_this(folder):
    empty_tables()
    state = factories.ActorFactory(slug="zz-state", name="Ərəb “X”", kind="state", iso3="AZE")
    factories.ActorFactory(slug="army", name="Army", country=state, state="draft")
    factories.ActorIdentifierFactory(actor=state, scheme="cow", code_there="373")
    write(folder)
    assert [path.name for path in folder.iterdir()] == ["01_actors.json"]
    assert (
        (folder / "01_actors.json").read_bytes().decode()
        == """[
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
    )


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


def citation(number, **fields):
    target = {"agreement": ["test-pact"]}
    return {"model": "clauses.citation", "fields": {"source": ["test-a"], "number": number, **target, **fields}}


REFUSED = {
    "no such day": (
        [source("test-a", published="2021-06-99")],
        "row 1 (source test-a), published: “2021-06-99” cannot",
    ),
    "no such choice": ([source("test-a", kind="rumour")], "row 1 (source test-a), kind: Value 'rumour' is not a valid"),
    "too long": (
        [source("test-a", title="x" * 301)],
        "title: Ensure this value has at most 300 characters (it has 301).",
    ),
    "unprintable": ([source("test-a", title="a\u202eb")], "title: Character 2 is U+202E"),
    "not the web": ([source("test-a", url="javascript:alert(1)")], "url: Enter a valid URL."),
    "unknown code": ([source("test-a", publisher=["azernevs"])], "publisher: there is no actor “azernevs”."),
    "near code": (
        [actor("test-paper"), source("test-a", publisher=["test-papre"])],
        "row 2 (source test-a), publisher: there is no actor “test-papre”. Did you mean test-paper?",
    ),
    "not a list": ([source("test-a", publisher="test-paper")], "publisher: write the natural key of the row in square"),
    "unknown field": ([source("test-a", tittle="x")], "tittle: there is no such field. Did you mean title?"),
    "derived": ([source("test-a", published_sort="2021-01-01")], "delete it: it is worked out from published"),
    "many to many": (
        [{"model": "clauses.action", "fields": {"slug": "test-a", "places": [["x"]]}}],
        "places: write rows of clauses.actionplace instead.",
    ),
    "database id": ([{"pk": 1, **source("test-a")}], "row 1: delete “pk”"),
    "unknown table": ([{"model": "clauses.sauce", "fields": {}}], "row 1: there is no table “clauses.sauce”."),
    "no fields": ([{"model": "clauses.source"}], "row 1: an object holds “model” and “fields”"),
    "no key": ([{"model": "clauses.source", "fields": {}}], "row 1 (source), slug: it is part of the natural key"),
    "twice": ([source("test-a"), source("test-a")], "row 2 (source test-a): the same row stands in"),
    "circle": (
        [
            source("test-a", derived_from=["test-b"], derivation="republished"),
            source("test-b", derived_from=["test-a"], derivation="republished"),
        ],
        "refer to each other in a circle",
    ),
    "text for a number": (
        [{"model": "clauses.domain", "fields": {"slug": "x", "label": "x", "definition": "x.", "position": "3"}}],
        'position: "3" is not how this is written: write 3.',
    ),
    "text for yes or no": ([source("test-a", is_stub="no")], "is_stub: “no” value must be either True or False."),
    "spaces after": ([source("test-a", title="a ")], "title: A space or line end stands before or after"),
    "a number with signs in it": (
        [{"model": "clauses.place", "fields": {"slug": "x", "name": "x", "kind": "city", "latitude": " 3_0 "}}],
        "latitude: “ 3_0 ” is not a plain number.",
    ),
    "a history": ([{"model": "clauses.historicalsource", "fields": {}}], "row 1: the site itself writes the rows"),
    "a waiting import": ([{"model": "clauses.importpreview", "fields": {}}], "row 1: the site itself writes the rows"),
    "null": ([source("test-a", title=None)], 'title: it cannot be null. Write "" or leave it out.'),
    "a rule of two fields": ([source("test-a", derivation="reworded")], "Give both the source that it repeats"),
    "a rule of the row": (
        [
            source("test-a"),
            {
                "model": "clauses.agreement",
                "fields": {
                    "slug": "test-pact",
                    "title": "Pact",
                    "instrument_type": "treaty",
                    "record_level": "mention",
                },
            },
            citation(1, quote=("word " * 16).strip()),
        ],
        "row 3 (citation test-a/1), quote: Quote at most 15 words.",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_wrong_row_is_refused_with_its_place_and_nothing_is_loaded(case, path):
    rows, message = REFUSED[case]
    before = counted()
    with pytest.raises(CommandError) as refusal:
        load(path, source("test-good"), *rows)
    said = message.replace("row 3", "row 4").replace("row 2", "row 3").replace("row 1", "row 2")
    assert said in str(refusal.value)
    assert "fixtures/05_sources.json" in str(refusal.value)
    assert counted() == before


BROKEN = {
    b'[\n {"model": "clauses.actor",\n  "fields": {,}}\n]': "line 3, column 14: this is not JSON",
    b'[\n\n "\xfe"]': "line 3: this is not UTF-8. Save the file as UTF-8.",
    b'[{"model": "clauses.actor", "model": "clauses.place"}]': "“model” stands twice",
    b'[{"model": "clauses.place", "fields": {"latitude": NaN}}]': "NaN is no number of JSON",
    b'{"model": "clauses.actor"}': "a fixture is a list",
}


@pytest.mark.parametrize("content", BROKEN)
def test_a_file_that_is_no_fixture_is_refused_with_its_line(content, path):
    path.write_bytes(content)
    with pytest.raises(CommandError) as refusal:
        call_command("loaddata", str(path), verbosity=0)
    assert BROKEN[content] in str(refusal.value)
    assert str(refusal.value).startswith("fixtures/05_sources.json")


def test_several_mistakes_are_listed_at_once(path):
    with pytest.raises(CommandError) as refusal:
        load(path, source("test-a", kind="rumour"), source("test-b", published="soon"))
    assert str(refusal.value).count("fixtures/05_sources.json, row") == 2


def test_a_bad_file_takes_the_good_ones_back(folder, path):
    good = folder / "01_actors.json"
    good.write_text(json.dumps([actor("test-paper")]))
    path.write_text(json.dumps([source("test-a", kind="rumour")]))
    with pytest.raises(CommandError):
        call_command("loaddata", str(good), str(path), verbosity=0)
    assert not Actor.objects.filter(slug="test-paper").exists()


def test_a_code_is_proposed_once(path):
    load(path, actor("test-paper"))
    with pytest.raises(CommandError, match=r"Did you mean test-paper\? Add it"):
        load(path, actor("test-paper"), source("test-a", publisher=["test-papr"]))


def test_the_exact_number_that_was_written_is_read(path):
    place = {"slug": "test-p", "name": "P", "kind": "city", "latitude": 39.7, "longitude": "46.75"}
    load(path, {"model": "clauses.place", "fields": place})
    assert '"latitude": "39.7",' in stored()["02_places.json"]


def test_rows_of_ours_in_another_format_are_refused(folder):
    path = folder / "actors.jsonl"
    path.write_text(json.dumps(actor("test-a")) + "\n")
    with pytest.raises(CommandError, match=r"loaded from \.json files only"):
        call_command("loaddata", str(path), verbosity=0)


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


def test_what_the_database_refuses_and_no_rule_explains_is_not_swallowed(path, monkeypatch):
    monkeypatch.setattr(Actor, "save", Mock(side_effect=IntegrityError("refused")))
    with pytest.raises(IntegrityError, match="refused"):
        load(path, actor("one"))


@pytest.mark.django_db
def test_a_second_text_of_a_clause_in_one_language_from_one_source_is_explained():
    text = factories.ClauseTextFactory(source=factories.SourceFactory())
    again = factories.ClauseTextFactory.build(
        clause=text.clause, number=9, language=text.language, status=text.status, source=text.source
    )
    assert refusals(again)
