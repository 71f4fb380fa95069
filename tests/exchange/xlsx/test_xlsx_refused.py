"""XLSX that is not what it should be is refused with the cell."""

import io
import zipfile
from datetime import date

import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from clauses.exchange.formats import StrictXLSX
from tests.support.files.imports import HEAD, said
from tests.support.files.workbooks import book, changed, merged, packed, sheet, with_part

pytestmark = pytest.mark.django_db


def endless() -> bytes:
    cells = '<row r="1"><c><v>1</v></c></row><row r="2"><c><v>1</v></c></row></sheetData>'
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    merged = '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    return with_part("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{space}"><sheetData>{cells}{merged}</worksheet>')


def hide(made) -> None:
    made.create_sheet("Seen")
    made.active.sheet_state, made.active = "hidden", made["Seen"]


def hide_by_condition(made) -> None:
    shown = DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode=";;;"))
    made.active.conditional_formatting.add("A1:F9", Rule(type="expression", formula=["TRUE"], dxf=shown))


def twice(name, other) -> bytes:
    with zipfile.ZipFile(io.BytesIO(book(HEAD))) as archive:
        parts = {found: archive.read(found) for found in archive.namelist()}
    return packed(parts | {other: parts[name]})


DECLARED = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'

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
    "a far row": (lambda: sheet('<row r="1048576"><c><v>1</v></c></row>'), "a cell beyond row 50,001 or column 60"),
    "a far column": (
        lambda: sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        "a cell beyond row 50,001 or column 60",
    ),
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
    "a far number": (
        lambda: book(HEAD, ["test-one", 9007199254740993, "It.", None, None, 1]),
        "line 2, column label: this cell holds neither text nor a plain number",
    ),
    "a number that is shown rounded": (
        lambda: book(HEAD, ["test-one", 1234567.891234, "It.", None, None, 1]),
        "line 2, column label: the spreadsheet stores 1234567.891234 and shows it in another way. Format",
    ),
    "a share of a hundred in a column of numbers": (
        lambda: book(HEAD, ["test-one", "One", "It.", None, None, 1], F2="0%"),
        "line 2, column position: this cell holds 1 and shows it as another number",
    ),
    "a hidden number": (
        lambda: book(HEAD, ["test-one", "One", "It.", None, None, 1], F2=";;;"),
        "line 2, column position: this cell holds 1 and shows it as another number, or not at all",
    ),
    "a hidden text": (
        lambda: book(HEAD, ["test-one", "One", "It.", None, None, 1], B2=";;;"),
        "line 2, column label: this cell holds a text that its format shows in another way",
    ),
    "a text with its unit": (
        lambda: book(HEAD, ["test-one", "One", "It.", None, None, 1], B2='@" km"'),
        "line 2, column label: this cell holds a text that its format shows in another way",
    ),
    "a code with a nought": (
        lambda: book(HEAD, ["test-one", "One", "It.", None, 7, 1], E2="000"),
        "line 2, column parent: the spreadsheet stores 7 and shows it in another way",
    ),
    "a time": (
        lambda: book(HEAD, ["test-one", 0.5, "It.", None, None, 1], B2="h:mm"),
        "line 2, column label: this cell holds a date of the spreadsheet that may not be",
    ),
    "actions-merged-cells": (lambda: merged("B2:B3"), "line 2, column label: the cells B2:B3 are merged. Unmerge them"),
    "a heading merged with what is below": (lambda: merged("B1:B2"), "line 1, column label: the cells B1:B2 are"),
    "an area without end": (endless, "line 1, column 1: the cells A1:XFD1048576 are"),
    "a hidden row": (
        lambda: changed(lambda made: setattr(made.active.row_dimensions[2], "hidden", True)),
        "line 2, column slug: this row is hidden, perhaps by a filter, and holds something.",
    ),
    "a hidden column": (
        lambda: changed(lambda made: setattr(made.active.column_dimensions["B"], "hidden", True)),
        "line 1, column B: this column is hidden, perhaps by a filter, and holds something.",
    ),
    "data on two sheets": (
        lambda: changed(lambda made: made.create_sheet("Notes").append(["x"])),
        "there are 2 sheets with data: “Sheet”, “Notes”. Keep the one",
    ),
    "data on a hidden sheet": (lambda: changed(hide), "the only sheet with data, “Sheet” (hidden), is hidden."),
    "a fault where there are several sheets": (
        lambda: changed(lambda made: made.create_sheet("Empty"), ["test-one", True]),
        "sheet “Sheet”, line 2, column label: this cell holds TRUE or FALSE",
    ),
    "a lost character": (
        lambda: book(HEAD, ["test-one", "\ufffdrnek", "It.", None, None, 1]),
        "line 2, column label: Character 1 is U+FFFD, which stands where a character was lost.",
    ),
    "two cells in one place": (
        lambda: sheet('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'),
        "this is no XLSX, or a damaged one.",
    ),
    "rows out of order": (lambda: sheet('<row r="2"/><row r="1"/>'), "this is no XLSX, or a damaged one."),
    "two parts of one name": (
        lambda: twice("xl/worksheets/sheet1.xml", "XL/worksheets/sheet1.xml"),
        "two parts called “xl/worksheets/sheet1.xml”",
    ),
    "a document type in UTF-16 in a part that is not read": (
        lambda: with_part("docProps/core.xml", DECLARED.encode("utf-16")),
        "a document type declaration",
    ),
    "a document type in UTF-16 without a mark under another name": (
        lambda: with_part("odd/part", DECLARED.encode("utf-16-le")),
        "a document type declaration",
    ),
    "a document type in the encoding that it names": (
        lambda: with_part("xl/worksheets/sheet1.xml", DECLARED.replace("UTF-16", "windows-1254").encode("cp1254")),
        "a document type declaration",
    ),
    "an old workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old workbook (.xls), or one with a password"),
    "a damaged part": (lambda: book(HEAD).replace(b"PK\x01\x02", b"PK\x01\x09"), "this is no XLSX, or a damaged one."),
    "a list of too many files": (lambda: b"PK\x03\x04" + b"PK\x01\x02" * 2_001, "packs more than 2,000 files"),
    "an encoding that nobody knows": (
        lambda: with_part("xl/workbook.xml", b'<?xml version="1.0" encoding="no-such"?><a/>'),
        "this is no XLSX, or a damaged one.",
    ),
    "no main part": (lambda: with_part("_rels/.rels", "<Relationships/>"), "this is no XLSX, or a damaged one."),
    "a sheet that refers to nothing": (
        lambda: with_part("xl/workbook.xml", '<workbook><sheets><sheet name="a"/></sheets></workbook>'),
        "this is no XLSX, or a damaged one.",
    ),
    "values that a condition hides": (
        lambda: changed(hide_by_condition),
        "conditional formatting shows numbers or texts of this sheet in another way",
    ),
    "a nought that is not shown": (
        lambda: book(HEAD, ["test-one", "One", "It.", None, None, 0], F2="#,###"),
        "line 2, column position: this cell holds 0 and shows it as another number, or not at all",
    ),
    "many parts": (lambda: packed({f"a{number}": "" for number in range(101)}), "100 parts"),
}


@pytest.mark.parametrize("case", BAD_BOOKS)
def test_a_bad_book_is_refused(case):
    made, words = BAD_BOOKS[case]
    problems = said(made(), form=StrictXLSX)
    assert any(words in problem for problem in problems), problems
