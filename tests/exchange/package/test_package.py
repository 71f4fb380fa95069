"""The data package: complete, described, licensed, without anything private, and the same bytes for the same data."""

import csv
import hashlib
import io
import json
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.dataset.derived import PUBLIC_TABLES
from tests.support.files.packages import package_bytes
from tests.support.rows import factories
from tests.support.rows.filling import fill

pytestmark = pytest.mark.django_db


def files() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(package_bytes())) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def rows(content: bytes) -> list[dict]:
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_it_holds_every_table_and_what_explains_it():
    expected = [f"data/{table.name}.csv" for table in PUBLIC_TABLES]
    others = ["datapackage.json", "codebook.csv", "README.txt", "LICENSE.txt", "SHA256SUMS"]
    assert list(files()) == expected + others


def test_the_same_data_gives_the_same_bytes():
    fill(3)
    assert package_bytes() == package_bytes()


@pytest.mark.django_db(transaction=True)
def test_it_is_written_outside_a_transaction_too_without_the_lock_for_writing():
    with CaptureQueriesContext(connection) as queries:
        package_bytes()
    starts = [query["sql"] for query in queries if query["sql"].startswith(("BEGIN", "SET TRANSACTION"))]
    assert starts in (["BEGIN DEFERRED"], ["BEGIN", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"])


def test_readers_get_it_in_pieces_while_it_is_written(client):
    fill(20)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clauses.exchange.package.write.PIECE", 500)
        pieces = list(client.get("/data/treatytracker.zip").streaming_content)
    assert len(pieces) > 10
    with zipfile.ZipFile(io.BytesIO(b"".join(pieces))) as archive:
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == files()


@pytest.mark.django_db(transaction=True)
def test_who_breaks_it_off_leaves_no_transaction_open(client):
    fill(20)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("clauses.exchange.package.write.PIECE", 500)
        response = client.get("/data/treatytracker.zip")
        next(iter(response.streaming_content))
        response.close()
    del response
    assert not connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("ROLLBACK")


def test_the_sums_are_those_of_the_files():
    found = files()
    sums = dict(reversed(line.split("  ")) for line in found.pop("SHA256SUMS").decode().splitlines())
    assert sums == {name: hashlib.sha256(content).hexdigest() for name, content in found.items()}


def test_text_is_as_it_is_and_drafts_and_withheld_fields_are_not_there():
    factories.DomainFactory(slug="test-plain", label="=plain")
    factories.DomainFactory(slug="test-draft", label="canary-draft", state="draft")
    factories.CitationFactory(prefix="canary-prefix", source=factories.SourceTextFactory(text="canary-text").source)
    found = files()
    assert "=plain" in [row["label"] for row in rows(found["data/domains.csv"])]
    assert not any(b"canary" in content for content in found.values())


def test_the_descriptor_describes_each_column():
    found = files()
    resources = json.loads(found["datapackage.json"])["resources"]
    for table, resource in zip(PUBLIC_TABLES, resources, strict=True):
        content = found[resource["path"]]
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == table.header == content.decode().splitlines()[0].split(",")
        assert all(field["title"] and field["description"].endswith(".") for field in fields)
        assert (resource["bytes"], resource["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")


def test_the_data_keeps_the_constraints_and_references_of_the_descriptor():
    found = files()
    resources = {resource["name"]: resource for resource in json.loads(found["datapackage.json"])["resources"]}
    data = {name: rows(found[resource["path"]]) for name, resource in resources.items()}
    for name, resource in resources.items():
        schema = resource["schema"]
        keys = [tuple(row[column] for column in schema["primaryKey"]) for row in data[name]]
        assert len(keys) == len(set(keys)), name
        for field in schema["fields"]:
            refuse_cells(field, [row[field["name"]] for row in data[name]], name)
        for key in schema.get("foreignKeys", ()):
            other = data[key["reference"]["resource"] or name]
            known = {"", *(row[key["reference"]["fields"][0]] for row in other)}
            assert {row[key["fields"][0]] for row in data[name]} <= known, (name, key)


def refuse_cells(field, cells, name):
    constraints, kind = field.get("constraints", {}), field["type"]
    if constraints.get("required"):
        assert all(cells), (name, field["name"])
    filled = [cell for cell in cells if cell]
    if "enum" in constraints:
        assert set(filled) <= set(map(str, constraints["enum"])), (name, field["name"])
    if kind == "boolean":
        assert set(filled) <= {"yes", "no"}
    if kind == "date":
        assert all(len(cell) == 10 and cell[4] == cell[7] == "-" for cell in filled)
    if kind == "integer":
        assert all(cell.isdigit() for cell in filled)


def test_the_codebook_defines_each_value():
    book = rows(files()["codebook.csv"])
    columns = [(row["table"], row["column"]) for row in book if not row["value"]]
    assert columns == [(table.name, name) for table in PUBLIC_TABLES for name in table.header]
    status = {
        row["value"]: row["description"] for row in book if (row["table"], row["column"]) == ("actions", "status")
    }
    assert status["announced"].endswith(".")


def test_readme_and_licence_say_what_a_stranger_needs():
    found = files()
    assert "data/commitments.csv\n" in found["README.txt"].decode()
    assert "https://creativecommons.org/licenses/by/4.0/" in found["LICENSE.txt"].decode()
    assert max(map(len, found["README.txt"].decode().splitlines()[-14:])) <= 120
