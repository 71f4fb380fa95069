"""Imports: a file that is not right is refused with line, column and remedy, and leaves everything as it was."""

import csv
import io

import pytest

from clauses import dataset
from clauses.exchange.csvfile import lines
from clauses.exchange.formats import FORMATS, StrictCSV, StrictXLSX
from clauses.exchange.resources import resource_for
from clauses.exchange.xlsx.write import written
from clauses.models import Domain
from tests.support.files.imports import DOMAINS, GOOD, HEADER, edited, imported, said
from tests.support.rows import factories
from tests.support.rows.every_row import counted
from tests.support.rows.filling import fill

pytestmark = pytest.mark.django_db

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
