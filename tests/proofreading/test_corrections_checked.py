"""A command says which line of the list of corrections does not hold, and what to do."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.proofreading.corrections import COLUMNS, corrections, faults

from ..support.pages.reading import page
from ..support.rows.corrections import LINE
from ..support.rows.factories import ActionFactory, ClauseFactory, PlaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def found() -> list[str]:
    return [str(fault) for fault in faults()]


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
