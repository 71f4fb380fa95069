"""What was corrected stands on a page and in a file, line by line."""

import os

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.proofreading.corrections import COLUMNS, corrections
from clauses.proofreading.lists import _read

from ..support.pages.page_costs import LARGEST
from ..support.pages.reading import page, rows
from ..support.rows.corrections import LINE
from ..support.rows.factories import ActionFactory, ClauseFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_the_page_says_first_how_many_were_corrected_kept_and_added(client, write, drill):
    kept = "18,actions/drill,date,2021-09,2021-09,No day is printed.,,2026-11-28"
    added = "F1,actions/drill,places,,baku,The paper names it.,the-paper,2026-11-29"
    write(LINE, kept, added)
    words = page(client, "/corrections/")
    assert "1 statement corrected, 1 looked at and kept, 1 added; the newest on 29 November 2026." in words
    assert "A drill : status Was ongoing Is completed Why A paper reports the end. Source The end of a drill" in words
    assert "Kept September 2021" in words
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


def test_the_page_and_the_file_are_narrowed_to_a_year(client, write, drill):
    write(LINE, LINE.replace("2026-11-28", "2025-01-05"))
    assert "In 2025: 1 statement corrected" in page(client, "/corrections/?year=2025")
    assert "In 2026, of records named “drill”: 1 statement corrected" in page(
        client, "/corrections/?year=2026&record=drill"
    )
    assert [row["day"] for row in rows(client, "corrections")] == ["2026-11-28", "2025-01-05"]
    content = b"".join(client.get("/data/corrections.csv?year=2025").streaming_content).decode("utf-8-sig")
    assert len(content.splitlines()) == 2
    assert "No correction was made in 1999." in page(client, "/corrections/?year=1999")
    for wrong in ("?year=25", "?year=x", "?year=2025&year=2026"):
        assert client.get(f"/corrections/{wrong}").status_code == 400


def test_values_are_said_in_words_and_a_record_without_a_page_by_its_table(client, write, drill):
    write(
        LINE.replace("status,ongoing,completed", "date,2021-09-01,2021-09-02"),
        LINE.replace("actions/drill,status,ongoing,completed", "actions/gone,type,visit,joint_exercise"),
        LINE.replace("actions/drill,status", "pages/home,title"),
    )
    words = page(client, "/corrections/")
    assert "A drill : date Was 1 September 2021 Is 2 September 2021" in words
    assert "Actions: type Was visit Is joint exercise" in words
    assert "This site: title" in words


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
