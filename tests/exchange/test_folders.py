"""Two datasets as two folders of fixtures, each whole: loaded alone, together, in either order and twice."""

import json

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.exchange.fixtures import folders
from clauses.exchange.fixtures.files import FILES, as_fixture, planned
from clauses.exchange.fixtures.files import write as write_files
from clauses.exchange.fixtures.load import without_repeats
from clauses.models import Action, Actor, Agreement, Bearing, Citation, Source
from tests.support import factories
from tests.support.fixture_files import actor, empty_tables, source

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def put(folder, *rows):
    folder.mkdir(parents=True, exist_ok=True)
    for name, held in FILES.items():
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


@pytest.fixture
def shelf(tmp_path):
    """A dataset of an article on a drill, and one of a later report that has only its first row in a file yet."""
    empty_tables()
    paper, army = (factories.ActorFactory(slug=slug) for slug in ("paper", "army"))
    promise = factories.CommitmentFactory(slug="promise")
    drill = factories.ActionFactory(slug="drill", places=[factories.PlaceFactory(slug="town")])
    factories.ActionParticipantFactory(action=drill, actor=army)
    factories.BearingFactory(action=drill, commitment=promise)
    factories.CitationFactory(source=factories.SourceFactory(slug="article", publisher=paper), action=drill, number=1)
    factories.AgreementFactory(slug="elder")
    write_files(tmp_path / "articles")
    report = factories.SourceFactory(slug="report", publisher=paper)
    put(tmp_path / "record", as_fixture(report))
    visit = factories.ActionFactory(slug="visit")
    factories.ActionParticipantFactory(action=visit, actor=factories.ActorFactory(slug="minister"))
    factories.BearingFactory(action=visit, commitment=promise)
    factories.CitationFactory(source=report, action=visit, number=1)
    factories.CitationFactory(source=report, action=drill, number=2)
    return tmp_path


def files(*found):
    return {path: path.read_bytes() for folder in found for path in sorted(folder.iterdir())}


def codes(folder, model="action"):
    rows = (item for path in planned(folder) for item in json.loads(path.read_bytes()))
    keys = ("source", "number", "action", "commitment", "actor", "slug")
    found = [row["fields"] for row in rows if row["model"] == f"clauses.{model}"]
    parts = [[fields[key] for key in keys if key in fields] for fields in found]
    return ["/".join(p[0] if isinstance(p, list) else str(p) for p in key) for key in parts]


def write(root):
    call_command("write_fixtures", str(root), verbosity=0)


def test_a_new_record_goes_into_the_last_folder_with_all_that_it_needs_and_the_first_swallows_nothing(shelf):
    before = files(shelf / "articles")
    write(shelf)
    assert files(shelf / "articles") == before
    assert codes(shelf / "record") == ["drill", "visit"]
    assert codes(shelf / "record", "actor") == ["army", "minister", "paper"]
    assert codes(shelf / "record", "source") == ["report"]
    assert codes(shelf / "record", "bearing") == ["drill/promise", "visit/promise"]
    assert codes(shelf / "record", "actionparticipant") == ["drill/army", "visit/minister"]
    assert codes(shelf / "record", "actionplace") == ["drill"]


ORDERS = ("articles",), ("record",), ("articles", "record"), ("record", "articles"), (".",), (".", "record", ".")


@pytest.mark.parametrize("order", ORDERS)
def test_alone_together_in_any_order_and_twice_the_same_bytes_are_written(shelf, order):
    write(shelf)
    before = files(shelf / "articles", shelf / "record")
    empty_tables()
    for folder in order:
        call_command("loaddata", str(shelf / folder), verbosity=0)
    written = shelf / order[0] if len(order) == 1 else shelf
    call_command("write_fixtures", str(written), "--check", verbosity=0)
    write(written)
    assert files(shelf / "articles", shelf / "record") == before


def test_a_new_citation_stands_where_its_source_and_its_record_are_or_in_the_last_folder(shelf):
    write(shelf)
    article, report = Source.objects.get(slug="article"), Source.objects.get(slug="report")
    drill, visit = Action.objects.get(slug="drill"), Action.objects.get(slug="visit")
    for number, (source_, action) in enumerate(((article, drill), (report, drill), (article, visit)), 71):
        factories.CitationFactory(source=source_, action=action, number=number)
    write(shelf)
    there, here = (codes(shelf / name, "citation") for name in ("articles", "record"))
    assert [code for code in there if "/7" in code] == ["article/71/drill"]
    assert [code for code in here if "/7" in code] == ["article/73/visit", "report/72/drill"]
    assert codes(shelf / "articles") == ["drill"]
    assert codes(shelf / "record", "source") == ["article", "report"]


def test_a_new_action_stands_with_its_agreement_and_where_both_hold_that_in_the_last(shelf):
    write(shelf)
    factories.ActionFactory(slug="of-elder", agreement=Agreement.objects.get(slug="elder"))
    factories.ActionFactory(slug="of-both", agreement=Action.objects.get(slug="drill").agreement)
    write(shelf)
    assert codes(shelf / "articles") == ["drill", "of-elder"]
    assert codes(shelf / "record") == ["drill", "of-both", "visit"]


def test_a_new_participant_of_an_action_in_both_stands_in_both(shelf):
    write(shelf)
    drill, minister = Action.objects.get(slug="drill"), Actor.objects.get(slug="minister")
    factories.ActionParticipantFactory(action=drill, actor=minister)
    write(shelf)
    for name in ("articles", "record"):
        assert "drill/minister" in codes(shelf / name, "actionparticipant")
        assert "minister" in codes(shelf / name, "actor")


def test_a_code_that_a_citation_states_is_in_its_folder(shelf):
    write(shelf)
    cited = Citation.objects.get(source__slug="article")
    Citation.objects.filter(pk=cited.pk).update(field="participant", value="minister")
    write(shelf)
    assert "minister" in codes(shelf / "articles", "actor")
    assert "visit" not in codes(shelf / "articles")


def test_a_changed_row_is_changed_in_both_and_a_deleted_one_is_in_neither(shelf):
    write(shelf)
    Bearing.objects.filter(action__slug="drill").delete()
    Actor.objects.filter(slug="paper").update(name="Another name")
    with pytest.raises(CommandError) as refusal:
        call_command("write_fixtures", str(shelf), "--check", verbosity=0)
    for name in ("articles", "record"):
        assert f"{name}/01_actors.json, line" in str(refusal.value)
        assert f"{name}/09_actions.json, line" in str(refusal.value)
    write(shelf)
    for name in ("articles", "record"):
        assert "drill/promise" not in codes(shelf / name, "bearing")
        assert "Another name" in (shelf / name / "01_actors.json").read_text()


def test_a_folder_that_does_not_load_alone_is_told_with_what_it_lacks(shelf):
    write(shelf)
    path = shelf / "record" / "01_actors.json"
    rows = [row for row in json.loads(path.read_bytes()) if row["fields"]["slug"] != "army"]
    path.write_text(json.dumps(rows))
    call_command("loaddata", str(shelf), verbosity=0)
    with pytest.raises(CommandError, match=r"record/09_actions.json, row .*no file of its folder holds the actor “ar"):
        call_command("write_fixtures", str(shelf), "--check", verbosity=0)


def test_a_folder_that_cannot_be_read_is_not_written_over(shelf):
    path = shelf / "record" / "05_sources.json"
    path.write_text("[")
    with pytest.raises(CommandError, match=r"record/05_sources.json, line 1, column 2: this is not JSON"):
        write(shelf)
    assert path.read_text() == "["


def test_two_folders_are_written_with_as_many_queries_as_one(shelf):
    write(shelf)
    with CaptureQueriesContext(connection) as several:
        write(shelf)
    with CaptureQueriesContext(connection) as one:
        write(shelf / "plain")
    assert len(several) == len(one)


def test_each_shipped_folder_holds_what_its_rows_need_and_shared_rows_are_in_the_same_words():
    rows = [folders.read(folder) for folder in folders.folders(settings.BASE_DIR / "fixtures")]
    assert [problem for found in rows for problem in folders.unheld(found)] == []
    once = [(row.model, row.key) for row in without_repeats(row for found in rows for row in found)]
    assert len(once) == len(set(once))


def test_the_shipped_five_articles_are_what_the_database_holds(shipped):
    call_command("write_fixtures", str(settings.BASE_DIR / "fixtures" / "five_articles"), "--check", verbosity=0)


def test_a_folder_that_was_never_loaded_is_not_emptied(root):
    call_command("loaddata", str(root / "first"), verbosity=0)
    put(root / "third", *(source(f"test-{number}") for number in range(5)))
    before = {path: path.read_bytes() for path in root.rglob("*.json")}
    with pytest.raises(CommandError, match="third: the database lacks 5 of its 5 rows"):
        call_command("write_fixtures", str(root))
    assert {path: path.read_bytes() for path in root.rglob("*.json")} == before
