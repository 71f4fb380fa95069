"""XLSX: read exactly and within bounds, whoever wrote it, or refused with the cell."""

import base64
import io
import random
import tracemalloc
import zipfile
from datetime import date

import openpyxl
import pytest
from openpyxl.formatting.rule import Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from clauses.dataset import BY_NAME
from clauses.exchange.formats import StrictXLSX
from clauses.exchange.problems import FileError
from clauses.exchange.xlsx import read
from clauses.models import Domain
from tests.support import factories
from tests.support.imports import DOMAINS, HEAD, book, exported, said

pytestmark = pytest.mark.django_db


def packed(parts) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


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


def changed(change, row=("test-one", "One", "It.", None, None, 1)) -> bytes:
    """A good book after `change`."""
    file, made = io.BytesIO(), openpyxl.load_workbook(io.BytesIO(book(HEAD, row)))
    change(made)
    made.save(file)
    return file.getvalue()


def merged(area) -> bytes:
    return changed(lambda made: made.active.merge_cells(area))


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


DAYS = ["dd.mm.yyyy", "d mmmm yyyy", "mm-dd-yy", "m/d/yyyy", "[$-41F]d mmmm yyyy", "yyyy/mm/dd"]


@pytest.mark.parametrize("number_format", DAYS)
def test_actions_date_cell_in_text_column_is_refused_with_row_and_column(number_format, subtests):
    table = BY_NAME["actions"]
    texts = [name for name in table.header if name in ("title", "description", "date_as_printed", "date_reason")]
    row = as_row(factories.ActionFactory(), table) | dict.fromkeys(texts, date(2021, 6, 15))
    cells = {f"{chr(65 + table.header.index(name))}2": number_format for name in texts}
    problems = said(
        book(table.header, [row[name] or None for name in table.header], **cells), table=table, form=StrictXLSX
    )
    for name in texts:
        words = f"line 2, column {name}: the spreadsheet stores 2021-06-15 and shows it in another way. Format the"
        with subtests.test(name):
            assert any(problem.startswith(words) for problem in problems), problems


def as_row(row, table):
    return dict(zip(table.header, table.cells(row, public=False), strict=True))


@pytest.mark.parametrize("number_format", [*DAYS, "yyyy-mm-dd"])
def test_a_day_of_a_column_of_days_may_be_shown_in_any_way(number_format):
    table, action = BY_NAME["actions"], factories.ActionFactory(date="2021-10-05")
    row = as_row(action, table) | {"date": date(2021, 6, 15), "date_earliest": "", "date_latest": ""}
    place = f"{chr(65 + table.header.index('date'))}2"
    content = book(table.header, [row[name] or None for name in table.header], **{place: number_format})
    assert said(content, table=table, form=StrictXLSX) == []
    action.refresh_from_db()
    assert action.date == "2021-06-15"


def test_a_number_with_a_word_beside_it_is_no_date():
    """“2021~” is shown where 2021 is stored."""
    table, action = BY_NAME["actions"], factories.ActionFactory()
    row = as_row(action, table) | {"date": 2021, "date_earliest": "", "date_latest": ""}
    place = f"{chr(65 + table.header.index('date'))}2"
    content = book(table.header, [row[name] or None for name in table.header], **{place: '0"~"'})
    assert any(
        "column date: the spreadsheet stores 2021" in each for each in said(content, table=table, form=StrictXLSX)
    )


@pytest.mark.parametrize("area", ["A1:B1", "I2:J9", "A7:F9"])
def test_cells_merged_beside_the_table_are_nothing(area):
    content = merged(area) if area != "A1:B1" else book(["a", "b"])
    assert not [problem for problem in said(content, form=StrictXLSX) if "merged" in problem]


def test_what_is_formatted_and_empty_is_nothing():
    head = "".join(f'<c t="inlineStr"><is><t>{name}</t></is></c>' for name in HEAD)
    empty = '<row r="9" hidden="1"><c r="A9" s="1"/></row><row r="1048576" s="1"><c r="XFD1048576" s="1"/></row>'
    row = '<row r="2"><c r="A2"/><c r="XFC2" s="2"/></row>'
    found = StrictXLSX().create_dataset(sheet(f'<row r="1">{head}<c r="XFD1"/></row>{row}{empty}'))
    assert (found.headers, found.lines) == (HEAD, [])


def test_the_sheet_with_the_data_is_read_wherever_it_stands_and_named():
    def add(made):
        made.create_sheet("First", 0)
        made.create_sheet("Last")

    found = StrictXLSX().create_dataset(changed(add))
    assert (found.name, found[0][0]) == ("Sheet", "test-one")


def test_a_list_to_choose_from_on_another_sheet_is_no_formula():
    rows = (
        f'<row r="1"><c t="inlineStr"><is><t>{HEAD[0]}</t></is></c></row></sheetData><extLst><f>Lists!A1</f></extLst>'
    )
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    content = with_part("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{space}"><sheetData>{rows}</worksheet>')
    assert StrictXLSX().create_dataset(content).headers == [HEAD[0]]


def test_a_shared_text_is_looked_at_once_and_the_sum_of_all_cells_has_a_bound(monkeypatch):
    seen = []
    monkeypatch.setattr(read, "refuse_unreadable", lambda text: seen.append(len(text)))
    text = base64.b64encode(random.Random(1).randbytes(75_000)).decode()
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_001))
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(io.BytesIO(sheet(cells))) as archive:
        parts = {found: archive.read(found) for found in archive.namelist()}
    content = packed(parts | {"xl/sharedStrings.xml": f'<sst xmlns="{space}"><si><t>{text}</t></si></sst>'})
    tracemalloc.start()
    with pytest.raises(FileError, match=r"line 210, .* more than 20 million characters"):
        StrictXLSX().create_dataset(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seen == [100_000]
    assert peak < 50 * 2**20


def test_the_texts_are_those_of_the_part_that_the_workbook_names():
    """A decoy stands where they are by custom."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    with zipfile.ZipFile(io.BytesIO(sheet('<row r="1"><c t="s"><v>0</v></c></row>'))) as archive:
        parts = {found: archive.read(found) for found in archive.namelist()}
    relations = parts["xl/_rels/workbook.xml.rels"].decode()
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"
    named = f'<Relationship Id="rId99" Type="{kind}" Target="words.xml"/></Relationships>'
    parts["xl/_rels/workbook.xml.rels"] = relations.replace("</Relationships>", named)
    parts["xl/words.xml"] = f'<sst xmlns="{space}"><si><t>meant</t></si></sst>'
    parts["xl/sharedStrings.xml"] = f'<sst xmlns="{space}"><si><t>decoy</t></si></sst>'
    assert StrictXLSX().create_dataset(packed(parts)).headers == ["meant"]
