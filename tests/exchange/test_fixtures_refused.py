"""Fixtures: nothing wrong comes in at all, and what is wrong is said with its place."""

import json
from unittest.mock import Mock

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError

from clauses.exchange.writer import refusals
from clauses.models import Actor
from tests.support import factories
from tests.support.every_row import counted
from tests.support.fixture_files import actor, load, source

pytestmark = [pytest.mark.usefixtures("folder"), pytest.mark.database]


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


def test_rows_of_ours_in_another_format_are_refused(folder):
    path = folder / "actors.jsonl"
    path.write_text(json.dumps(actor("test-a")) + "\n")
    with pytest.raises(CommandError, match=r"loaded from \.json files only"):
        call_command("loaddata", str(path), verbosity=0)


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
