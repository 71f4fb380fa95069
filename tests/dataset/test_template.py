"""Templates: an empty table with an example row, its columns explained, the same in command, admin and codebook."""

import csv
import io
from html import unescape

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from clauses.dataset import BY_NAME, TABLES
from clauses.dataset.template import default, is_needed, longest
from clauses.exchange.package.descriptor import codebook
from clauses.exchange.package.restore import load_order
from tests.support.files.imports import imported
from tests.support.rows.factories import AgreementFactory

EACH = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)


def template(table, *options) -> str:
    call_command("template", table, *options, stdout=(out := io.StringIO(newline="")))
    return out.getvalue()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"), newline="")))


@pytest.mark.django_db
def test_the_example_rows_of_all_tables_come_in_one_after_the_other():
    AgreementFactory(slug="older-agreement-1921-10-13")  # that the example of a relation reaffirms
    for table in load_order():
        result = imported(template(table.name), table)
        assert (table.name, [str(problem) for problem in result.problems]) == (table.name, [])
        assert result.totals["new"] == 1


@EACH
def test_a_template_has_the_header_of_its_table_and_one_row(table):
    text = template(table.name)
    assert text.splitlines()[0] == ",".join(table.header)
    assert len(rows(text)) == 1


@EACH
def test_each_column_is_explained(table):
    explained = {row["column"]: row for row in rows(template(table.name, "--columns"))}
    assert list(explained) == table.header
    for column in table.columns:
        row = explained[column.name]
        assert (row["required"] == "yes") == is_needed(column)
        assert row["longest"] == str(longest(column) or "")
        assert row["default"] == default(column)
        listed = {str(key) for key, _ in column.field.flatchoices} - {""}
        assert set(filter(None, row["list"].split("; "))) == listed
        assert row["meaning"] == column.description


def test_required_length_list_and_default_are_those_of_the_model():
    explained = {row["column"]: row for row in rows(template("agreements", "--columns"))}
    assert explained["title"]["required"] == "yes"
    assert explained["title"]["longest"] == "300"
    assert explained["summary"]["required"] == "no"
    assert explained["binding_status"]["default"] == "undetermined"
    assert "treaty" in explained["instrument_type"]["list"].split("; ")
    actions = {row["column"]: row for row in rows(template("actions", "--columns"))}
    assert actions["date_earliest"]["required"] == "worked out"
    assert actions["agreement"]["kind"] == "code of agreements"


def test_an_unknown_table_is_refused_with_those_that_there_are():
    with pytest.raises(CommandError, match=r"There is no table “agreement”\. Did you mean agreements") as error:
        call_command("template", "agreement")
    assert "The tables are: agreements, agreement_names" in str(error.value)


@pytest.mark.django_db
def test_the_codebook_says_the_same(client):
    words = unescape(client.get(reverse("codebook")).content.decode())
    assert "needed in new rows; up to 300 characters" in words
    assert "default undetermined" in words
    assert "worked out; leave it empty or out" in words


@pytest.mark.django_db
@EACH
def test_the_page_of_an_import_offers_both_as_downloads(admin_client, table):
    name = table.model._meta.model_name
    page = admin_client.get(f"/admin/clauses/{name}/import/").content.decode()
    address = f"/admin/import-template/{name}/"
    assert f'href="{address}"' in page
    assert f'href="{address}?columns"' in page
    assert rows(admin_client.get(address).content.decode()) == rows(template(table.name))
    assert rows(admin_client.get(f"{address}?columns").content.decode()) == rows(template(table.name, "--columns"))


@pytest.mark.django_db
def test_a_template_is_for_those_who_import(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("staff", is_staff=True))
    assert client.get("/admin/import-template/action/").status_code == 403
    assert client.get("/admin/import-template/nothing/").status_code == 404
    assert client.get("/admin/import-template/actionplace/").status_code == 404


def test_the_codebook_of_the_package_has_columns_for_it(db):
    header, *book = codebook()
    title = next(dict(zip(header, row, strict=True)) for row in book if row[:2] == ["agreements", "title"])
    assert (title["required"], title["longest"], title["default"]) == ("yes", "300", "")
    assert set(BY_NAME) <= {row[0] for row in book}
