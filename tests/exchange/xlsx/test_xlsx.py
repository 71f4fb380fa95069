"""XLSX: read exactly and within bounds, whoever wrote it."""

import base64
import io
import random
import tracemalloc
import zipfile
from datetime import date

import pytest

from clauses.dataset import BY_NAME
from clauses.exchange.formats import StrictXLSX
from clauses.exchange.problems import FileError
from clauses.exchange.xlsx import read
from clauses.models import Domain
from tests.support.files.imports import DOMAINS, HEAD, exported, said
from tests.support.files.workbooks import book, changed, merged, packed, sheet, with_part
from tests.support.rows import factories

pytestmark = pytest.mark.django_db


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
