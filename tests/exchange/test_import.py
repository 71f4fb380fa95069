"""Imports: a file comes in exactly."""

import codecs

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses import dataset
from clauses.exchange.formats import StrictCSV, StrictXLSX
from clauses.exchange.resources import resource_for
from clauses.models import Action, Actor, Commitment, CommitmentDomain, Domain
from tests.support.files.imports import DOMAINS, GOOD, HEADER, edited, exported, imported, said
from tests.support.rows import factories
from tests.support.rows.every_row import counted
from tests.support.rows.filling import fill

pytestmark = pytest.mark.django_db


# --- What comes in ---------------------------------------------------------------------------------------------------


def assert_unchanged(table, form) -> None:
    fill(7)
    before = counted()
    result = imported(exported(table, form=form), table, form)
    assert [str(problem) for problem in result.problems] == []
    assert {row.import_type for row in result.rows} == {"skip"}
    assert len(result.rows) == table.model.objects.count()
    assert counted() == before


@pytest.mark.parametrize("table", dataset.TABLES, ids=lambda table: table.name)
def test_an_unchanged_export_changes_nothing_and_says_so_of_every_row(table):
    assert_unchanged(table, StrictCSV)


@pytest.mark.parametrize("name", ["actions", "citations", "decisions", "sources"])  # with every kind of cell
def test_an_unchanged_workbook_changes_nothing_and_says_so_of_every_row(name):
    assert_unchanged(dataset.BY_NAME[name], StrictXLSX)


@pytest.mark.parametrize("table", dataset.TABLES, ids=lambda table: table.name)
def test_the_header_is_the_dataset(table):
    assert exported(table, table.model.objects.none()).decode() == ",".join(table.header) + "\r\n"
    assert resource_for(table)().export(table.model.objects.none()).headers == table.header


def test_a_new_row_is_a_draft_with_its_history(admin_user):
    result = imported(HEADER + GOOD, file_name="domains.csv", user=admin_user)
    assert result.problems == []
    row = Domain.objects.get(slug="test-one")
    newest = row.history.get()
    assert (row.state, row.version, newest.history_type) == ("draft", 1, "+")
    assert (newest.history_change_reason, newest.history_user) == ("imported from domains.csv", admin_user)


def test_a_changed_row_keeps_its_state_and_others_are_not_written():
    kept, changed = (
        factories.DomainFactory(slug="test-kept"),
        factories.DomainFactory(slug="test-changed", label="Before"),
    )
    content = edited(DOMAINS, Domain.objects.filter(pk__in=[kept.pk, changed.pk]).order_by("slug"), label="Other")
    result = imported(content)
    changed.refresh_from_db()
    kept.refresh_from_db()
    assert (changed.label, changed.state, changed.version, kept.version) == ("Other", "published", 2, 1)
    assert [(row.line, row.import_type, row.changes) for row in result.rows] == [
        (2, "update", [("label", "Before", "Other")]),
        (3, "skip", []),
    ]


def test_children_may_stand_before_their_parents():
    child = "test-child,Child,What belongs to it.,,test-one,2\r\n"
    preview = imported(HEADER + child + GOOD, dry_run=True)
    assert (preview.problems, Domain.objects.filter(slug__startswith="test-").count()) == ([], 0)
    result = imported(HEADER + child + GOOD, expected=preview.outcome)
    assert result.problems == []
    assert [row.line for row in result.rows] == [2, 3]
    assert Domain.objects.get(slug="test-child").parent.slug == "test-one"


def test_a_source_may_repeat_another_one_of_the_same_file():
    table = dataset.BY_NAME["sources"]
    first = factories.SourceFactory(slug="test-first", publisher=None)
    factories.SourceFactory(slug="test-copy", derived_from=first, derivation="republished")
    content = exported(table, table.model.objects.filter(slug__in=["test-first", "test-copy"]).order_by("slug"))
    table.model.objects.filter(slug="test-copy").delete()
    first.delete()
    assert said(content, table=table, dry_run=True) == []
    assert said(content, table=table) == []


def test_columns_may_stand_in_another_order():
    assert said("label,slug,definition,position,parent,scope_note\r\nOne,test-one,It.,1,,\r\n") == []


ENCODINGS = {
    "plain": lambda text: text.encode(),
    "with a mark": lambda text: codecs.BOM_UTF8 + text.encode(),
    "UTF-16": lambda text: text.encode("utf-16"),
    "line feeds": lambda text: text.replace("\r\n", "\n").encode(),
    "carriage returns": lambda text: text.replace("\r\n", "\r").encode(),
    "actors-sep-line, a hint for Excel": lambda text: ("sep=,\r\n" + text).encode(),
    "a quoted hint with a mark": lambda text: ('"sep=;"\r\n' + text.replace(",", ";")).encode("utf-8-sig"),
    "a hint of tabs": lambda text: ("SEP=\t\n" + text.replace(",", "\t")).encode("utf-16"),
    "actors-trailing-empty-columns": lambda text: text.replace("\r\n", ",,\r\n").encode(),
    "an empty column in the middle": lambda text: text.replace("scope", ",scope").replace("It.", "It.,").encode(),
    "empty cells behind a row": lambda text: text.replace(",1\r\n", ",1,,,\r\n").encode(),
    "blank lines before and between": lambda text: ("\r\n,,\r\n" + text.replace("\r\n", "\r\n\r\n")).encode(),
    "blank lines at the end": lambda text: (text + "\r\n,,,,,\r\n").encode(),
}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_encodings_that_are_certain_are_read(encoding):
    assert said(ENCODINGS[encoding](HEADER + "test-one,Şuşa,It.,,,1\r\n")) == []
    assert Domain.objects.get(slug="test-one").label == "Şuşa"


def test_text_that_a_spreadsheet_would_run_comes_back_as_it_was():
    texts = ["=1+1", "'quoted", "''twice", "-5", "+x", "@home", "＝1", "-tab", "plain"]
    rows = [factories.DomainFactory(label=text) for text in texts]
    content = exported(DOMAINS, Domain.objects.filter(pk__in=[row.pk for row in rows]))
    assert ",'=1+1," in content.decode()
    assert all(cell.import_type == "skip" for cell in imported(content).rows)
    CommitmentDomain.objects.filter(domain__in=rows).delete()
    for row in rows:
        row.delete()
    imported(content)
    assert set(Domain.objects.filter(slug__in=[row.slug for row in rows]).values_list("label", flat=True)) == set(texts)


def test_rewritten_line_ends_change_nothing():
    row = factories.DomainFactory(scope_note="one\r\ntwo")
    content = exported(DOMAINS, Domain.objects.filter(pk=row.pk)).replace(b"one\r\ntwo", b"one\ntwo")
    assert [found.import_type for found in imported(content).rows] == ["skip"]


# --- Sets of codes ---------------------------------------------------------------------------------------------------


def test_a_set_of_codes_is_changed_row_by_row_each_with_its_history():
    table = dataset.BY_NAME["commitments"]
    kept, gone, new = (factories.DomainFactory(slug=f"test-{name}") for name in ("kept", "gone", "new"))
    row = factories.CommitmentFactory(domains=[kept, gone])
    content = edited(table, Commitment.objects.filter(pk=row.pk), domains="test-kept; test-new")
    result = imported(content, table, file_name="c.csv")
    assert result.problems == []
    assert result.rows[0].changes == [("domains", "test-gone; test-kept", "test-kept; test-new")]
    assert set(row.domains.values_list("slug", flat=True)) == {"test-kept", "test-new"}
    ties = CommitmentDomain.history.filter(commitment_id=row.pk, history_change_reason="imported from c.csv")
    assert sorted(ties.values_list("domain_id", "history_type")) == sorted([(gone.pk, "-"), (new.pk, "+")])
    row.refresh_from_db()
    assert row.version == 1


def test_a_new_row_brings_its_set_of_codes():
    table = dataset.BY_NAME["actions"]
    place = factories.PlaceFactory(slug="test-place")
    row = factories.ActionFactory(slug="test-old", places=[place])
    content = edited(table, Action.objects.filter(pk=row.pk), slug="test-new", places="test-place")
    assert said(content, table=table, dry_run=True) == []
    assert said(content, table=table) == []
    assert Action.objects.get(slug="test-new").places.get() == place


@pytest.mark.parametrize("cell", ["test-a;test-b", "test-a ;  test-b", "test-b ; test-a"])
def test_spaces_around_the_semicolons_of_a_set_change_nothing(cell):
    row = factories.CommitmentFactory(domains=[factories.DomainFactory(slug=f"test-{name}") for name in "ab"])
    table = dataset.BY_NAME["commitments"]
    result = imported(edited(table, Commitment.objects.filter(pk=row.pk), domains=cell), table)
    assert [found.import_type for found in result.rows] == ["skip"]


def test_columns_worked_out_from_a_date_may_stand_as_they_were_exported():
    row = factories.ActionFactory(date="2021-10-05")
    table, rows = dataset.BY_NAME["actions"], Action.objects.filter(pk=row.pk)
    assert said(edited(table, rows, date="2022-03"), table=table) == []
    row.refresh_from_db()
    assert (row.date_latest.isoformat(), row.date_precision) == ("2022-03-31", "month")


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("test-a;;test-b", "separate the codes by single semicolons"),
        ("test-a,test-b", "there is no domain “test-a,test-b”."),
        ("test-a; test-a", "a code stands here twice"),
        ("test-a; ", "separate the codes by single semicolons"),
        ("test-a; test-c", "there is no domain “test-c”. Did you mean test-a"),
    ],
)
def test_a_wrong_set_of_codes_is_refused(cell, words):
    table = dataset.BY_NAME["commitments"]
    row = factories.CommitmentFactory(domains=[factories.DomainFactory(slug="test-a")])
    content = edited(table, Commitment.objects.filter(pk=row.pk), domains=cell)
    assert any(line.startswith("line 2, column domains: ") and words in line for line in said(content, table=table))


# --- Many rows -------------------------------------------------------------------------------------------------------


def test_the_number_of_queries_does_not_grow_with_unchanged_rows():
    table = dataset.BY_NAME["actors"]
    fill(3)
    counts = []
    for queryset in (Actor.objects.all()[:2], Actor.objects.all()):
        content = exported(table, queryset)
        with CaptureQueriesContext(connection) as queries:
            imported(content, table, dry_run=True)
        counts.append(len(queries))
    assert counts[0] == counts[1]
