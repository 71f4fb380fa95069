"""Files are written without an object for each row, and say byte for byte what the slow definition says row by row."""

import csv
import io
import zipfile
from datetime import date
from random import Random

import openpyxl
import pytest
from django.apps import apps
from django.db import connection
from django.db.models import QuerySet
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from clauses import known_on
from clauses.dataset import BY_NAME, TABLES
from clauses.dataset.derived import PUBLIC_TABLES
from clauses.exchange.csvfile import MARK, cells, csv_lines, pieces, streamed
from clauses.exchange.formats import StrictXLSX
from clauses.exchange.rows.columns import WAS_OUT
from clauses.exchange.rows.text import as_csv, texts
from clauses.filters import Question
from clauses.models import Action, Row, Source
from tests.support.files.imports import exported
from tests.support.files.packages import package_bytes
from tests.support.pages.reading import body
from tests.support.rows.filling import fill
from tests.support.rows.known_on import DAYS
from tests.support.site.budget import examples

STATES = ("published", "published", "published", "draft", "withdrawn")
TEXTS = {"title", "name", "label", "note", "quote", "description", "reason", "summary", "rank_reason"}
MAY_BE_EMPTY = {"series", "speaker", "attributed_to", "origin", "publisher"}
WORDS = ("=1+1", "-", "'tis", 'a "b"', "x,y", "two\r\nlines", "", " ", "Şuşa", "\U0001f600", "@", "\t,", "plain")
ASKED = (
    ("actions", "q=drill"),
    ("actions", "sort=-title"),
    ("actions", "type=meeting&sort=date"),
    ("actions", "status=completed&year=2021&year=2023"),
    ("citations", "stance=supports"),
    ("commitments", "sort=state"),
    ("commitments", "state=reported&q=gas"),
    ("sources", "publisher=anadolu-agency"),
    ("actors", "kind=state&q=a"),
    ("actions", "agreement=shusha-declaration-2021-06-15&date_from=2021-07&date_match=certainly"),
)


def slow(table, rows, **said) -> str:
    return "".join(csv_lines(table, rows, **said))


def quick(table, rows, **said) -> str:
    return "".join(text for _, text in pieces(table, rows, **said))


def same(day=None) -> None:
    """Every table, as readers and as editors get it."""
    with known_on.override(day):
        for table in TABLES:
            for plain in (True, False):
                expected = slow(table, table.published(), plain=plain)
                assert quick(table, table.published(), plain=plain) == expected, table.name
                if day is None:
                    whole = table.model.objects.in_file_order()
                    assert quick(table, whole, plain=plain, is_whole=True) == expected, table.name
            if day is None:
                everything = table.model.objects.in_file_order()
                assert quick(table, everything, public=False) == slow(table, everything, public=False), table.name


# --- The shipped record


@pytest.mark.parametrize("day", [None, date(2021, 7, 1), date(2022, 6, 1), date(2023, 6, 1)], ids=str)
def test_the_shipped_record_is_written_as_it_is_defined(wider, day):
    same(day)


@pytest.mark.parametrize("day", ["", "2022-06-01"])
@pytest.mark.parametrize(("name", "asked"), ASKED)
def test_filters_searches_and_orders_give_the_rows_and_cells_of_their_definition(wider, client, name, asked, day):
    response = client.get(f"/data/{name}.csv?{asked}" + (f"&known_on={day}" if day else ""))
    with known_on.override(date.fromisoformat(day) if day else None):
        rows = Question(BY_NAME[name], QueryDict(asked)).rows
        assert body(response) == MARK + slow(BY_NAME[name], rows)


def test_whole_tables_are_downloaded_as_they_are_defined(wider, client):
    for table in PUBLIC_TABLES:
        rows = table.model.objects.published().in_default_order() if table in TABLES else table.published()
        assert body(client.get(f"/data/{table.name}.csv")) == MARK + slow(table, rows), table.name


def test_the_package_holds_the_tables_as_they_are_defined(wider):
    with zipfile.ZipFile(io.BytesIO(package_bytes())) as archive:
        for table in PUBLIC_TABLES:
            found = archive.read(f"data/{table.name}.csv").decode()
            assert found == slow(table, table.published(), plain=True), table.name


def test_every_cell_of_an_xlsx_is_the_text_of_its_definition(wider):
    for table in TABLES:
        content = exported(table, table.model.objects.in_file_order(), StrictXLSX)
        sheet = openpyxl.load_workbook(io.BytesIO(content))["data"]
        found = [[cell.value or "" for cell in row] for row in sheet]
        rows = streamed(table, table.model.objects.in_file_order(), public=False)
        assert found == [table.header, *(cells(table, row, public=False) for row in rows)], table.name


# --- Any rows


class AnyRows(TestCase):
    @classmethod
    def setUpTestData(cls):
        fill(8)

    @given(st.integers(0, 2**32), st.sampled_from(DAYS))
    @settings(max_examples=examples(6, 60))
    def test_rows_in_any_state_with_any_text_are_written_as_they_are_defined(self, seed, day):
        disturb(Random(seed))
        same()
        same(day)


def is_free(field) -> bool:
    return field.name in TEXTS and not field.is_relation and not field.choices


def disturb(chance: Random) -> None:
    """Puts rows into other states, other words into their texts, and takes relations away."""
    for table in TABLES:
        fields = table.model._meta.concrete_fields
        rows = QuerySet(table.model)  # Django's own, which works nothing out
        for pk in rows.values_list("pk", flat=True):
            values = {one.name: chance.choice(WORDS) for one in fields if is_free(one) and chance.random() < 0.3}
            values |= {one.name: None for one in fields if one.name in MAY_BE_EMPTY and chance.random() < 0.3}
            if hasattr(table.model, "state"):
                values["state"] = chance.choice(STATES)
            if values:
                QuerySet(table.model).filter(pk=pk).update(**values)
    for source in Source.objects.all():
        source.published = chance.choice(["", "2021-10", "2021-10-05", "2021-12-31", "[..2022-02-10]", "2022-02-10?"])
        source.save()


# --- The text of a file

TABLE = st.integers(2, 4).flatmap(
    lambda width: st.lists(
        st.tuples(*[st.none() | st.integers() | st.text() | st.sampled_from(WORDS)] * width), min_size=1, max_size=5
    )
)


@given(TABLE)
def test_lines_are_those_of_the_library(rows):
    expected = io.StringIO(newline="")
    csv.writer(expected).writerows(rows)
    columns = list(zip(*rows, strict=True))
    assert as_csv(texts(columns, [False] * len(columns))) == expected.getvalue()


# --- What keeps it true


def test_each_table_whose_rows_come_out_on_a_day_says_so_to_the_database():
    dated = {model for model in apps.get_app_config("clauses").get_models() if issubclass(model, Row)}
    assert {model for model in dated if model.was_out is not Row.was_out} == set(WAS_OUT)


@pytest.mark.django_db
def test_what_a_spreadsheet_might_run_is_made_harmless_in_every_kind_of_file(client):
    QuerySet(Action).filter(pk=fill(3)["actions"][1].pk).update(title="=1+1", description="-a, b")
    table = BY_NAME["actions"]
    for file in (body(client.get("/data/actions.csv")), exported(table).decode()):
        titles = {row["title"]: row["description"] for row in csv.DictReader(io.StringIO(file.removeprefix(MARK)))}
        assert titles["'=1+1"] == "'-a, b"
    assert "=1+1," in quick(table, table.published(), plain=True)


@pytest.mark.django_db
def test_nothing_that_is_not_public_is_in_the_file_of_a_whole_table(client):
    rows = fill(12)
    for number, row in enumerate(rows["actions"]):
        QuerySet(Action).filter(pk=row.pk).update(state=STATES[number % 5])
    found = {line.split(",")[0] for line in body(client.get("/data/actions.csv")).splitlines()[1:]}
    assert found == set(Action.objects.published().values_list("slug", flat=True))
    assert 0 < len(found) < 12


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "beside"), [("citations", 0), ("bearings", 0), ("actions", 1), ("commitments", 2)])
def test_a_table_is_one_question_and_one_more_for_codes_of_a_portion(name, beside, monkeypatch):
    monkeypatch.setattr("clauses.exchange.rows.portions.FIRST", 10)
    monkeypatch.setattr("clauses.exchange.rows.portions.PORTION", 10)
    fill(30)
    table = BY_NAME[name]
    with CaptureQueriesContext(connection) as queries:
        quick(table, table.model.objects.in_file_order(), is_whole=True)
    asked = [one for one in queries if not one["sql"].startswith("SET ")]  # PostgreSQL is told to plan for all rows
    assert len(asked) == 1 + 3 * beside


@pytest.mark.django_db
@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("name", "scanned"), [("citations", "clauses_source"), ("actions", "clauses_action"), ("sources", "clauses_source")]
)
def test_the_order_of_a_long_file_comes_from_an_index(name, scanned):
    """So its first rows are there at once; other orders wait for an index of the database."""
    table = BY_NAME[name]
    with CaptureQueriesContext(connection) as queries:
        quick(table, table.model.objects.in_file_order(), is_whole=True)
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {queries[0]['sql']}")
        plan = [row[3] for row in cursor.fetchall()]
    assert plan[0].startswith(f"SCAN {scanned} USING")
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan
    assert not [step for step in plan[1:] if step.startswith("SCAN")]
