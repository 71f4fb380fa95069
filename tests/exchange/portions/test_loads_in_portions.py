"""What is loaded in portions is loaded, and refused, as it was one row at a time: that way stays, and is compared."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from clauses.exchange.fixtures import load as loading
from clauses.exchange.portions.passing import Passing
from clauses.models import Actor
from tests.support.files.wrong_values import GOOD, good_rows, wrong_rows
from tests.support.rows.stored import everything

pytestmark = pytest.mark.usefixtures("folder")


@pytest.fixture
def one_by_one(monkeypatch):
    """Call it, and from then on every row is checked and saved by itself, which is what the portions are held to."""
    return lambda: monkeypatch.setattr(Passing, "certainly", lambda *said: False)


def written(path, rows) -> str:
    path.write_text(json.dumps([{"model": f"clauses.{table}", "fields": fields} for table, fields in rows]))
    return str(path)


def refusal(path, rows) -> list[str]:
    with pytest.raises(CommandError) as caught:
        call_command("loaddata", written(path, rows), verbosity=0)
    return str(caught.value).splitlines()


def test_more_than_sixty_wrong_values_are_refused_in_the_same_words(path, one_by_one, monkeypatch):
    monkeypatch.setattr(loading, "MOST_PROBLEMS", 1000)
    rows = good_rows(3)
    for place, wrong in enumerate(wrong_rows()):
        rows += [wrong, ("actor", GOOD["actor"] | {"slug": f"between-{place}"})]
    quickly = refusal(path, rows)
    assert not Actor.objects.exists()
    one_by_one()
    assert quickly == refusal(path, rows)
    assert len({line.split(" (")[0] for line in quickly}) == len(wrong_rows()) >= 60


def test_rows_history_derived_columns_reports_and_index_are_the_same(path, one_by_one):
    quickly = loaded(path)
    one_by_one()
    slowly = loaded(path)
    for what, held in quickly.items():
        assert held == slowly[what], what
    assert len(quickly["saves of action"]) == 60 + 15
    assert quickly["moments"] == 2
    assert len(quickly["reported"]) > 60
    assert {"searchentry", "searchname", "deskentry"} <= quickly.keys()


def loaded(path) -> dict:
    """What is stored once a file was loaded and then another one, which changes a part of its rows."""
    first = [stated(place, *row) for place, row in enumerate(good_rows(60))]
    first += [("citation", GOOD["citation"] | {"number": number, "state": "published"}) for number in range(61, 81)]
    second = [(table, changed(place, table, fields)) for place, (table, fields) in enumerate(first)]
    with transaction.atomic():
        call_command("loaddata", written(path, first), verbosity=0)
        call_command("loaddata", written(path, second), verbosity=0)
        found = everything()
        transaction.set_rollback(True)
    return found


def stated(place, table, fields) -> tuple[str, dict]:
    """All but every third action is public; each has a citation, which states one thing or another or nothing."""
    fields = fields | ({"state": "published"} if place % 3 or table != "action" else {})
    if table == "citation":
        said = ({"field": "date", "value": "2022"}, {"field": "place", "value": "good-place"}, {})[place % 3]
        number = fields["number"]
        about = {"action": [f"good-action-{number}" if number < 60 else "good-action"]}
        fields |= {"source": [f"good-source-{place % 5 + 1}"], **about, **said}
    return table, fields


def changed(place, table, fields) -> dict:
    """Of every fourth row something else, in one of them the record that it belongs to."""
    new = {
        "action": {"title": "Another title", "date": "2023"},
        "source": {"published": "2020-01-01"},
        "citation": {"action": ["good-action-7"]} if fields.get("number", 0) > 60 else {"note": "Seen again."},
        "place": {"other_names": "Shushi; Shusha"},
    }
    return fields | (new.get(table, {}) if place % 4 == 0 else {})


def test_a_row_that_the_database_alone_refuses_is_refused_with_its_words_and_the_others_are_read(path):
    rows = [*good_rows(2), ("source", GOOD["source"] | {"slug": "wrong", "derivation": "reworded"})]
    rows += [("actor", GOOD["actor"] | {"slug": "later", "iso3": "AZE"})]
    said = refusal(path, rows)
    assert ["source wrong" in line or "actor later" in line for line in said] == [True, True]


def test_the_number_of_questions_hardly_grows_with_the_rows(path):
    costs = []
    for many in (20, 120):
        rows = [row for row in good_rows(many) if row[0] != "citation"]
        with transaction.atomic(), CaptureQueriesContext(connection) as asked:
            call_command("loaddata", written(path, rows), verbosity=0)
            transaction.set_rollback(True)
        costs.append(len(asked))
    assert costs[1] < costs[0] * 1.3
