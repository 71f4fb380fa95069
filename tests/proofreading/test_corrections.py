"""What was corrected stands on a page and in a file, line by line, and a command holds the list against the record."""

import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.proofreading.corrections import COLUMNS, corrections, faults
from clauses.proofreading.lists import _read

from ..support.factories import ActionFactory, CitationFactory, ClauseFactory, PlaceFactory, SourceFactory
from ..support.page_costs import LARGEST
from ..support.reading import page, rows

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
HEADER = ",".join(COLUMNS)
LINE = "17,actions/drill,status,ongoing,completed,A paper reports the end.,the-paper,2026-11-28"


@pytest.fixture
def write(settings, tmp_path):
    """Puts a list of these lines in the place of the shipped one."""
    settings.FIXTURE_DIRS = [tmp_path]

    def write(*lines, header=HEADER):
        (tmp_path / "corrections.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return tmp_path / "corrections.csv"

    return write


@pytest.fixture
def drill():
    source = SourceFactory(slug="the-paper", title="The end of a drill")
    action = ActionFactory(
        slug="drill", title="A drill", status="completed", date="2021-09", places=[PlaceFactory(slug="baku")]
    )
    CitationFactory(action=action, source=source)
    return action


def found() -> list[str]:
    return [str(fault) for fault in faults()]


def test_the_page_says_first_how_many_were_corrected_kept_and_added(client, write, drill):
    kept = "18,actions/drill,date,2021-09,2021-09,No day is printed.,,2026-11-28"
    added = "F1,actions/drill,places,,baku,The paper names it.,the-paper,2026-11-29"
    write(LINE, kept, added)
    words = page(client, "/corrections/")
    assert "1 statement corrected, 1 looked at and kept, 1 added" in words
    assert "A drill : status Was ongoing Is completed Why A paper reports the end. Source The end of a drill" in words
    assert "Kept 2021-09" in words
    assert "Added baku" in words


def test_the_newest_day_stands_first_and_its_lines_by_number(client, write, drill):
    numbers = ("10", "9", "9b", "T2", "F1", "W", "C")
    lines = [LINE.replace("17,", f"{number},", 1) for number in numbers]
    write(*reversed(lines), LINE.replace("-28", "-29"))
    assert [one.number for one in corrections()] == ["17", "9", "9b", "10", "T2", "F1", "W", "C"]
    words = page(client, "/corrections/")
    assert words.index("29 November 2026") < words.index("28 November 2026")


def test_a_line_leads_to_the_page_where_its_record_stands_and_to_its_source(client, write, drill):
    clause = ClauseFactory(wid="o4", agreement__slug="pact")
    cited = drill.citations.get()
    write(
        LINE,
        LINE.replace("actions/drill,status", f"clauses/{clause.code},heading"),
        LINE.replace("actions/drill,status", f"citations/{cited.code},note"),
        LINE.replace("actions/drill,status", "actions/gone,status"),
    )
    html = client.get("/corrections/").content.decode()
    for address in ("/actions/drill/", "/agreements/pact/clauses/o4/", "/sources/the-paper/"):
        assert f'href="{address}"' in html
    assert "/actions/gone/" not in html


def test_a_record_that_is_not_public_is_not_named(client, write, drill):
    ActionFactory(slug="secret", title="A secret draft", state="draft")
    SourceFactory(slug="hidden", title="A hidden source", state="draft")
    write(LINE.replace("actions/drill", "actions/secret").replace("the-paper", "hidden"))
    words = page(client, "/corrections/")
    assert "A secret draft" not in words
    assert "A hidden source" not in words


def test_the_page_is_narrowed_to_a_record_without_any_script(client, write, drill):
    write(LINE, LINE.replace("actions/drill", "actions/other"))
    assert "actions/other" not in page(client, "/corrections/?record=actions/drill")
    assert "1 statement corrected" in page(client, "/corrections/?record=DRILL")
    assert "No correction concerns a record named “actions/none”." in page(client, "/corrections/?record=actions/none")
    for wrong in ("?colour=red", "?record=a&record=b", "?page=2", f"?record={'x' * 201}"):
        assert client.get(f"/corrections/{wrong}").status_code == 400


def test_the_file_has_the_same_lines_and_nothing_that_a_spreadsheet_runs(client, write, drill):
    write(LINE, LINE.replace("A paper", "=A paper").replace("drill", "other"))
    assert [row["record"] for row in rows(client, "corrections")] == ["actions/drill", "actions/other"]
    content = b"".join(client.get("/data/corrections.csv?record=other").streaming_content).decode("utf-8-sig")
    assert content.splitlines()[0] == ",".join(COLUMNS)
    assert "'=A paper reports" in content
    assert "actions/drill" not in content
    assert client.get("/data/corrections.csv?page=1").status_code == 400


def test_on_a_past_day_only_what_had_been_corrected_by_then_is_listed(client, write, drill):
    write(LINE, LINE.replace("17,", "18,", 1).replace("2026-11-28", "2022-01-05"))
    words = page(client, "/corrections/?known_on=2022-02-10")
    assert "1 statement corrected" in words
    assert "28 November 2026" not in words


def test_a_long_list_has_small_pages_of_as_many_queries(client, write, drill):
    long = LINE.replace("A paper reports the end.", "Because of what it says " * 60)
    write(LINE)
    with CaptureQueriesContext(connection) as few:
        client.get("/corrections/")
    write(*[long] * 300)
    with CaptureQueriesContext(connection) as many:
        response = client.get("/corrections/?page=2")
    assert len(many) <= len(few)
    assert len(response.content) < LARGEST
    assert "Page 2 of 8" in response.content.decode()


def test_the_list_is_read_once_until_it_changes(client, write, drill):
    path = write(LINE)
    _read.cache_clear()
    for _ in range(3):
        page(client, "/corrections/")
    assert _read.cache_info().misses == 1
    write(LINE, LINE)
    os.utime(path, ns=(1, 1))
    assert "2 statements corrected" in page(client, "/corrections/")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("17,", "Z9,", "line 2, number: write a number, or one after T, F, W or C, as in 12 or F3."),
        ("actions/drill", "deeds/drill", "line 2, record: write table/code, as in actions/three-brothers-2021"),
        ("actions/drill", "actions/none", "line 2, record: there is no “actions/none”. Write the whole code of one"),
        ("the-paper", "no-paper", "line 2, source: there is no source “no-paper”. Write the code of one"),
        ("2026-11-28", "28.11.2026", "line 2, day: write a day, as in 2026-11-29."),
        (",completed,", ",planned,", "line 2, is: the record says “completed”. Write that, or mend the record."),
        ("A paper reports the end.", "", "line 2, why: say why it was corrected, or why it was kept."),
        (",status,", ",,", "line 2, field: name the field that was corrected."),
        ("17,", "17,17,", "line 2, line: write 8 cells; it has 9."),
    ],
)
def test_a_line_that_does_not_hold_is_told_with_its_field_and_a_remedy(client, write, drill, old, new, told):
    write(LINE.replace(old, new, 1))
    assert [fault for fault in found() if told in fault] == found() != []
    with pytest.raises(CommandError, match="1 faults in"):
        call_command("verify_corrections", stdout=StringIO())
    assert client.get("/corrections/").status_code == 200


def test_a_list_without_its_header_or_without_a_file_is_told(client, write, drill):
    write(header="number,record")
    assert found() == [f"corrections.csv, line 1, header: write {','.join(COLUMNS)}."]
    path = write()
    assert found() == []
    path.write_bytes(b"\xff\xfe")
    assert "write CSV in UTF-8" in found()[0]
    path.unlink()
    assert "corrections.csv, line 1, file: write the file with the header" in found()[0]
    assert "No correction has been made" in page(client, "/corrections/")


def test_what_was_taken_out_what_is_no_column_and_an_older_line_need_not_hold(write, drill):
    write(
        "1,actions/gone,record,told,,It never happened.,the-paper,2026-11-28",
        "2,actions/drill,status,planned,ongoing,An earlier report.,the-paper,2026-11-27",
        LINE,
        "3,actions/drill,what a reader thinks,this,that,Words.,the-paper; the-paper,2026-11-28",
        "15,pages/home,count,107,12,A page and no row.,,2026-11-28",
        "4,actions/drill,title,x,A…,The beginning of a long text.,,2026-11-28",
        "5,actions,is_stub,many,none,Of many rows at once.,,2026-11-28",
        "6,actions/drill,description,told wrongly,told in other words,A long text.,,2026-11-28",
        "7,actions/drill,relation,follow_up,the same,It stays.,,2026-11-28",
    )
    assert found() == []


@pytest.mark.parametrize(
    ("field", "after", "holds"),
    [
        ("status", "completed", True),
        ("status", "Completed, by one report", True),
        ("status", "planned", False),
        ("status", "uncompleted", False),
        ("relation", "follow-up", True),
        ("date", "2021-09", True),
        ("date", "2021-09-05", False),
        ("date", "2021", False),
        ("date", "empty", False),
        ("date_reason", "empty", True),
        ("places", "baku", True),
        ("agreement", "The pact, as before", True),
        ("agreement", "the-pact", True),
        ("agreement", "another pact", False),
    ],
)
def test_a_line_may_say_more_than_the_record_and_nothing_else(write, drill, field, after, holds):
    drill.agreement.slug, drill.agreement.title = "the-pact", "The pact"
    drill.agreement.save()
    write(f'17,actions/drill,{field},x,"{after}",A reason.,,2026-11-28')
    assert (found() == []) == holds


def test_the_end_of_a_code_names_a_record_where_no_other_ends_so(write):
    clause = ClauseFactory(wid="o4", heading="Solidarity")
    line = "11,clauses/o4,heading,Support,Solidarity,The report has it.,,2026-11-28"
    write(line)
    assert found() == []
    ClauseFactory(wid="o4")
    assert "there is no “clauses/o4”. Write the whole code of one" in found()[0]
    write(line.replace("o4", clause.code))
    assert found() == []


def test_words_for_nothing_and_for_the_same_count_as_what_they_mean(client, write, drill):
    rest = "A reason.,,2026-11-28"
    write(
        f"1,actions/drill,date_reason,a guess,empty,{rest}",
        f"2,actions/drill,status,completed,the same data,{rest}",
        f"3,actions/drill,record,not on record,added,{rest}",
        f"4,actions/drill,text,no text in az,words,{rest}",
    )
    words = page(client, "/corrections/")
    assert "1 statement corrected, 1 looked at and kept, 2 added" in words
    assert "Is taken out" in words


def test_many_lines_are_checked_in_as_few_queries_as_one(write, drill):
    write(LINE)
    with CaptureQueriesContext(connection) as few:
        faults()
    for number in range(10):
        ActionFactory(slug=f"drill-{number}", status="completed", places=[PlaceFactory()])
    write(*(LINE.replace("drill", f"drill-{number}") for number in range(10)))
    with CaptureQueriesContext(connection) as many:
        assert faults() == []
    assert len(many) == len(few)


def test_the_shipped_list_holds(wider):
    assert found() == []
    assert corrections()
    out = StringIO()
    call_command("verify_corrections", stdout=out)
    assert "name what exists and say what the record says" in out.getvalue()
