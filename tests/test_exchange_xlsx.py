"""XLSX: read exactly and within bounds, whoever wrote it, or refused with the cell."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest

from clauses.exchange.formats import StrictXLSX
from clauses.exchange.problems import FileError
from clauses.models import Domain
from tests import factories
from tests.test_import import DOMAINS, HEADER, exported, said

pytestmark = pytest.mark.django_db


def book(*rows, **formats) -> bytes:
    file, made = io.BytesIO(), openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    for cell, number_format in formats.items():
        made.active[cell].number_format = number_format
    made.save(file)
    return file.getvalue()


def packed(parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


HEAD = HEADER.strip().split(",")


def with_part(name, part) -> bytes:
    """A good book with one part exchanged."""
    with zipfile.ZipFile(io.BytesIO(book(HEAD))) as archive:
        parts = {found: archive.read(found) for found in archive.namelist()} | {name: part}
    return packed(parts)


def sheet(rows) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return with_part(
        "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'
    )


BAD_BOOKS = {
    "a formula": (
        lambda: book(HEAD, ["test-one", "=1+1", "It.", None, None, 1]),
        "line 2, column label: this cell holds a formula",
    ),
    "true": (
        lambda: book(HEAD, ["test-one", True, "It.", None, None, 1]),
        "line 2, column label: this cell holds TRUE or FALSE",
    ),
    "a month turned into a day": (
        lambda: book(HEAD, ["test-one", date(2021, 6, 1), "It."], B2="mmm-yy"),
        "line 2, column label: this cell holds a date of the spreadsheet that may not be",
    ),
    "no XLSX": (lambda: b"slug,label", "this is no XLSX, or a damaged one."),
    "large when unpacked": (lambda: packed({"a": b" " * (41 * 2**20)}), "it unpacks to more than 40 MB"),
    "a bomb": (lambda: sheet('<row r="1">' + "<c/>" * 500_000), "100 times its size"),
    "a document type": (
        lambda: with_part("xl/workbook.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "a document type declaration",
    ),
    "a far row": (lambda: sheet('<row r="1048576"><c/></row>'), "a cell beyond row 50,001 or column 60"),
    "a far column": (lambda: sheet('<row r="1"><c r="XFD1"/></row>'), "a cell beyond row 50,001 or column 60"),
    "a cell in another row": (lambda: sheet('<row r="1"><c r="A2"/></row>'), "this is no XLSX, or a damaged one."),
    "an unknown text": (lambda: sheet('<row r="1"><c t="s"><v>77</v></c></row>'), "this is no XLSX, or a damaged one."),
    "an error": (
        lambda: sheet('<row r="1"><c t="e"><v>#N/A</v></c></row>'),
        "line 1, column A: this cell holds an error",
    ),
    "a day that programs count in two ways": (
        lambda: book(HEAD, ["test-one", 60, "It.", None, None, 1], B2="yyyy-mm-dd"),
        "line 2, column label: this cell holds a date of the spreadsheet that may not be",
    ),
    "a day before the first one": (
        lambda: book(HEAD, ["test-one", -5, "It.", None, None, 1], B2="yyyy-mm-dd"),
        "line 2, column label: this cell holds a date of the spreadsheet that may not be",
    ),
    "a number that is shown in another way": (
        lambda: book(HEAD, ["test-one", 42, "It.", None, None, 1], B2="0000"),
        "line 2, column label: the spreadsheet stores 42 and shows it in another way. Format",
    ),
    "a number with its unit": (
        lambda: book(HEAD, ["test-one", 42, "It.", None, None, 1], B2='0" km"'),
        "line 2, column label: the spreadsheet stores 42 and shows it in another way. Format",
    ),
    "a number that is rounded": (
        lambda: book(HEAD, ["test-one", 4.2, "It.", None, None, 1], B2="0"),
        "line 2, column label: the spreadsheet stores 4.2 and shows it in another way. Format",
    ),
    "a number with underscores": (
        lambda: sheet('<row r="1"><c><v>1_000</v></c></row>'),
        "line 1, column A: this cell holds neither text nor a plain number",
    ),
    "half a character": (
        lambda: book(HEAD, ["test-one", "a_xD800_", "It.", None, None, 1]),
        "line 2, column label: Character 2 is U+D800, which cannot be printed.",
    ),
    "half a character in a heading": (lambda: book(["_xD800_"]), "line 1, column A: Character 1 is U+D800"),
    "a text before the first": (
        lambda: sheet('<row r="1"><c t="s"><v>-1</v></c></row>'),
        "this is no XLSX, or a damaged one.",
    ),
    "infinity": (lambda: sheet('<row r="1"><c><v>1e400</v></c></row>'), "neither text nor a plain number"),
    "many parts": (lambda: packed({f"a{number}": "" for number in range(101)}), "100 parts"),
}


@pytest.mark.parametrize("case", BAD_BOOKS)
def test_a_bad_book_is_refused(case):
    made, words = BAD_BOOKS[case]
    problems = said(made(), form=StrictXLSX)
    assert any(words in problem for problem in problems), problems


def test_what_another_program_wrote_is_read_exactly():
    """Shared texts, the numbers of a spreadsheet with their noise, rows and cells that do not say where they stand."""
    strings = "".join(f"<si><t>{text}</t></si>" for text in [*HEAD, "_x005F_x000D_", "a_x000D_b"])
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    head = "".join(f'<c t="s"><v>{number}</v></c>' for number in range(6))
    cells = '<c t="s"><v>6</v></c><c t="s"><v>7</v></c><c/><c><v>39.700000000000003</v></c><c><v>12</v></c>'
    with zipfile.ZipFile(io.BytesIO(sheet(f"<row>{head}</row><row r='4'>{cells}</row>"))) as archive:
        parts = {found: archive.read(found) for found in archive.namelist()}
    content = packed(parts | {"xl/sharedStrings.xml": f'<sst xmlns="{space}">{strings}</sst>'})
    found = StrictXLSX().create_dataset(content)
    assert (found.headers, found.lines) == (HEAD, [4])
    assert found[0] == ("_x000D_", "a\rb", "", "39.7", "12", "")


def test_how_a_text_is_pronounced_is_no_part_of_it():
    text = "<is><t>東</t><rPh><t>ひがし</t></rPh><r><t>京</t></r></is>"
    content = sheet(f'<row r="1"><c t="inlineStr">{text}</c></row>')
    assert StrictXLSX().create_dataset(content).headers == ["東京"]


def test_numbers_of_a_column_of_numbers_may_be_shown_in_any_way():
    content = book(HEAD, ["test-one", 7, "It.", None, None, 1], F2="000", B2="0")
    assert said(content, form=StrictXLSX) == []
    assert Domain.objects.filter(slug="test-one", label="7", position=1).exists()


def test_numbers_and_days_of_a_spreadsheet_are_read_as_text():
    content = book(HEAD, ["test-one", date(2021, 6, 15), "It.", None, None, 1], B2="yyyy-mm-dd")
    assert said(content, form=StrictXLSX) == []
    assert Domain.objects.filter(slug="test-one", label="2021-06-15", position=1).exists()


def test_a_text_that_is_too_long_for_xlsx_is_not_cut():
    row = factories.DomainFactory(scope_note="x" * 32_768)
    with pytest.raises(FileError, match="Export it as CSV"):
        exported(DOMAINS, Domain.objects.filter(pk=row.pk), form=StrictXLSX)
    assert said(exported(DOMAINS, Domain.objects.filter(pk=row.pk))) == []
