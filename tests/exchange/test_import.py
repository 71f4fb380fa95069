"""Imports: a file comes in exactly, or is refused with line, column and remedy and leaves everything as it was."""

import codecs
import csv
import io

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import Count, Sum
from django.test.utils import CaptureQueriesContext

from clauses import dataset
from clauses.exchange.csvfile import lines
from clauses.exchange.formats import FORMATS, StrictCSV, StrictXLSX
from clauses.exchange.resources import resource_for
from clauses.exchange.xlsx.write import written
from clauses.models import Action, Actor, Commitment, CommitmentDomain, Domain
from clauses.models.base import Row
from tests.support import factories
from tests.support.filling import fill
from tests.support.imports import DOMAINS, HEADER, edited, exported, imported, said

pytestmark = pytest.mark.database

ROWS = [model for model in apps.get_app_config("clauses").get_models() if issubclass(model, Row)]
GOOD = "test-one,One,What belongs to it.,,,1\r\n"


def counted() -> dict:
    sums = {model: model.objects.aggregate(Count("pk"), Sum("version")) for model in ROWS}
    return {model: (*found.values(), model.history.count()) for model, found in sums.items()}


@pytest.fixture(autouse=True)
def database(db):
    return db


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


@pytest.mark.parametrize("name", ["actions", "citations", "resolutions", "sources"])  # with every kind of cell
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


# --- What is refused -------------------------------------------------------------------------------------------------

REFUSED = {
    "wrong header": ("slug,Label,definition,scope_note,parent,position\r\n", "line 1, column Label: there is no such"),
    "another table": (
        "a,b\r\n1,2\r\n",
        "line 1: the file lacks slug, label, definition, scope_note, parent, position.",
    ),
    "missing column": ("slug,label\r\na,b\r\n", "line 1: the file lacks definition, scope_note, parent, position."),
    "column twice": (HEADER.replace("scope_note", "label"), "line 1, column label: this heading stands more than once"),
    "unknown code": (
        HEADER + "test-one,One,It.,,de-minig,1\r\n",
        "line 2, column parent: there is no domain “de-minig”.",
    ),
    "itself": (HEADER + "test-one,One,It.,,test-one,1\r\n", "refer to each other in a circle: line 2"),
    "not a code": (HEADER + "Test One,One,It.,,,1\r\n", "line 2, column slug: Use lower-case letters"),
    "bad number": (HEADER + "test-one,One,It.,,,1e3\r\n", "line 2, column position: “1e3” is not a whole number"),
    "leading zero": (HEADER + "test-one,One,It.,,,01\r\n", "line 2, column position: “01” is not a whole number"),
    "huge number": (
        HEADER + "test-one,One,It.,,,99999999\r\n",
        "line 2, column position: This number is larger than 32767",
    ),
    "empty cell": (HEADER + "test-one,,It.,,,1\r\n", "line 2, column label: this cell is empty. Fill it."),
    "too long": (
        HEADER + f"test-one,{'x' * 101},It.,,,1\r\n",
        "line 2, column label: Ensure this value has at most 100",
    ),
    "duplicate key": (HEADER + GOOD + GOOD, "line 3, column slug: “test-one” stands in line 2 already."),
    "control character": (HEADER + "test-one,a\x07b,It.,,,1\r\n", "line 2, column label: Character 2 is U+0007"),
    "turned around": (HEADER + "test-one,a\u202eb,It.,,,1\r\n", "line 2, column label: Character 2 is U+202E"),
    "NUL": (HEADER + "test-one,a\0b,It.,,,1\r\n", "line 2: a NUL character stands here"),
    "short row": (HEADER + "test-one,One\r\n", "line 2: this row has 2 cells and the header 6."),
    "long row": (HEADER + GOOD.strip() + ",7\r\n", "line 2: this row has 7 cells and the header 6."),
    "after a cell of two lines": (
        HEADER + 'test-one,One,"It\r\nis.",,,1\r\ntest-two,Two,It.,,,x\r\n',
        "line 4, column position: “x” is not a whole number",
    ),
    "unclosed quote": (
        HEADER + 'test-one,"One,It.,,,1\r\n',
        "line 2: a quotation mark opens here and is never closed.",
    ),
    "stray quote": (HEADER + 'test-one,"One"x,It.,,,1\r\n', "line 2: quotation marks do not match."),
    "semicolons": (HEADER.replace(",", ";"), "line 1: the columns are not separated by commas."),
    "tabs": (HEADER.replace(",", "\t"), "line 1: the columns are not separated by commas."),
    "Windows-1254": (HEADER.encode() + "test-one,Şuşa,It.,,,1\r\n".encode("cp1254"), "line 2: this is not UTF-8"),
    "UTF-16 without a mark": ((HEADER + GOOD).encode("utf-16-le"), "line 1: a NUL character stands here"),
    "an image": (b"\x89PNG\r\n\x1a\n\x00\x00", "line 1: this is not UTF-8, or no text at all."),
    "a packed file": (b"PK\x03\x04abc", "this is no CSV but a packed file, perhaps XLSX."),
    "a web page": ("<!doctype html>\n<html>\n</html>\n", "line 1, column <!doctype html>: there is no such column"),
    "spaces before": (HEADER + "test-one, One,It.,,,1\r\n", "line 2, column label: A space or line end stands before"),
    "only a space": (HEADER + "test-one,One,It., ,,1\r\n", "line 2, column scope_note: A space or line end stands"),
    "cells without a heading": (
        HEADER.replace("\r\n", ",\r\n") + GOOD.replace("\r\n", ",7\r\n"),
        "line 2, column 7 (without a heading): this cell stands in a column without a heading.",
    ),
    "cells without a heading in the middle": (
        HEADER.replace("scope", ",scope") + GOOD.replace("it.", "it.,x"),
        "line 1, column without a heading: there is no such column in domains.",
    ),
    "actors-semicolons-all-quoted": (
        '"slug";"label";"definition"\r\n"a";"b, c";"d"\r\n',
        "line 1: the columns are not separated by commas.",
    ),
    "all quoted tabs below a blank line": (
        '\r\n"slug"\t"label, long"\r\n"a"\t"b"\r\n',
        "line 2: the columns are not separated by commas.",
    ),
    "a line after a hint": ("sep=,\r\n" + HEADER + "test-one,One,It.,,,x\r\n", "line 3, column position: “x” is not"),
    "a heading with a space that nobody sees": (
        HEADER.replace("label", "Label\u00a0"),
        "there is no such column in domains. Did you mean label?",
    ),
    "two headings that are one but for their case": (HEADER.replace("scope_note", "Label"), "Did you mean label?"),
    "a lost character": (HEADER + "test-one,\ufffdrnek,It.,,,1\r\n", "line 2, column label: Character 1 is U+FFFD"),
    "C1 controls": (HEADER + "test-one,5\x968,It.,,,1\r\n", "line 2, column label: Character 2 is U+0096"),
    "UTF-8 that was read as Windows-1252": (
        HEADER + "test-one,ÅžuÅŸa,It.,,,1\r\n",
        "line 2, column label: “ÅžuÅŸa” is “Şuşa” read in a wrong encoding. Write it so",
    ),
    "a line break in a name": (
        HEADER + 'test-one,"One\ntwo",It.,,,1\r\n',
        "line 2, column label: Character 4 is U+000A, a line break.",
    ),
    "a heading alone": (HEADER, "The file has a heading and no rows."),
    "nothing": ("", "line 1: the file is empty."),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_with_line_column_and_remedy(case):
    content, words = REFUSED[case]
    before = counted()
    for dry_run in (True, False):
        problems = said(content, dry_run=dry_run)
        assert any(words in problem for problem in problems), problems
    assert counted() == before


CELLS = {
    "bad choice": ("actions", "status", "finished", "“finished” is not in the list. Write one of announced, planned"),
    "the label": ("actions", "type", "Joint exercise", "“Joint exercise” is not in the list."),
    "bad date": ("actions", "date", "2021-06-99", "“2021-06-99” cannot be read as a date: June 2021 has no day 99."),
    "a date to guess": ("actions", "date", "01/02/2020", "“01/02/2020” cannot be read as a date"),
    "derived": ("actions", "date_latest", "2021-10-09", "is worked out from date, and date gives “2021-10-05”. Empty"),
    "bad yes": ("clauses", "order_is_reconstructed", "bəli", "“bəli” is neither yes nor no. Write yes or no."),
    "bad day": ("assessments", "assessed_on", "2022-02-30", "“2022-02-30” is no day of the calendar."),
    "bad level": ("assessments", "level", "7", "“7” is not in the list. Write one of 0, 1, 2, 3."),
    "bad decimal": ("places", "latitude", "39,75", "“39,75” is not a plain number."),
    "infinite": ("places", "latitude", "1e400", "“1e400” is not a plain number."),
    "half a pair": ("places", "latitude", "39.75", "Give both latitude and longitude, or neither."),
    "address": ("sources", "url", "javascript:alert(1)", "Enter a valid URL."),
    "no relation": ("clauses", "agreement", "", "this cell is empty. Write the code of one of the agreements."),
    "second target": ("citations", "agreement", "AGREEMENT", "Choose exactly one record that"),
    "too many words": ("citations", "quote", ("word " * 16).strip(), "Quote at most 15 words."),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("case", CELLS)
def test_a_bad_cell_is_refused_with_line_column_and_remedy(case, form):
    name, column, cell, words = CELLS[case]
    table = dataset.BY_NAME[name]
    row = fill(2)[name][0]
    if cell == "AGREEMENT":
        cell = factories.AgreementFactory().slug
        row = factories.CitationFactory(commitment=factories.CommitmentFactory())
    content = edited(table, table.model.objects.filter(pk=row.pk), **{column: cell})
    if form is StrictXLSX:
        content = written(csv.reader(io.StringIO(content.decode(), newline="")))
    before = counted()
    problems = said(content, table=table, form=form)
    assert any(words in problem and problem.startswith("line 2") for problem in problems), problems
    assert counted() == before


def text_rows(*changes) -> bytes:
    """A file of new texts of one clause, all in the same language of the same source but for `changes`."""
    table = dataset.BY_NAME["clause_texts"]
    row = factories.ClauseTextFactory(language="az", source=factories.SourceFactory())
    cells = dict(zip(table.header, table.cells(row, public=False), strict=True))
    row.delete()
    rows = [[(cells | change)[name] for name in table.header] for change in changes]
    return "".join(lines([table.header, *rows])).encode()


def test_two_rows_of_one_file_that_say_what_one_row_may_say_are_refused_in_the_preview():
    content = text_rows({"number": "1"}, {"number": "2", "language": "tr"}, {"number": "3"})
    found = said(content, table=dataset.BY_NAME["clause_texts"], dry_run=True)
    assert len(found) == 1
    assert found[0].startswith("line 4")
    assert "line 2 has the same clause, language, status, source" in found[0]


def test_a_rule_of_summaries_is_asked_of_summaries_only():
    other = factories.SourceFactory().slug
    content = text_rows({"number": "1"}, {"number": "2", "source": other}, {"number": "3", "source": ""})
    assert said(content, table=dataset.BY_NAME["clause_texts"], dry_run=True) == []
    again = text_rows({"number": "1", "source": ""}, {"number": "2", "source": ""})
    assert (
        "line 2 has the same clause, language, of"
        in said(again, table=dataset.BY_NAME["clause_texts"], dry_run=True)[0]
    )


def test_one_bad_row_takes_all_back():
    before = counted()
    result = imported(HEADER + GOOD + "test-two,Two,It.,,,x\r\n")
    assert result.is_refused
    assert counted() == before


def test_rows_that_may_not_be_changed_are_refused():
    row = factories.DomainFactory()
    content = edited(DOMAINS, Domain.objects.filter(pk=row.pk), label="Other")
    resource = resource_for(DOMAINS)()
    resource.get_queryset = Domain.objects.none
    problems = resource.import_data(StrictCSV().create_dataset(content)).problems
    assert ["line 2: This record is not among those that you may change" in str(problem) for problem in problems] == [
        True
    ]


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
