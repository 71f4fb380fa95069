"""A second reader is given records drawn by a seed, with what is cited for each statement; what they found is kept."""

import re
from collections import Counter
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.proofreading.named import records_named
from clauses.proofreading.readings import COLUMNS, faults
from clauses.proofreading.sampling import WEIGHTS, share, shuffled

from ..support.pages.reading import page, rows
from ..support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    BearingFactory,
    CitationFactory,
    DisagreementFactory,
    DisagreementSideFactory,
    PlaceFactory,
    SourceFactory,
    SourceTextFactory,
)
from ..support.rows.filling import fill

pytestmark = pytest.mark.django_db
HEADER = ",".join(COLUMNS)
LINE = "2026-11-28,reader-two,7,actions/drill,ok,"


@pytest.fixture
def write(settings, tmp_path):
    """Puts lists of these lines in the place of the shipped ones."""
    settings.FIXTURE_DIRS = [tmp_path]

    def write(*lines, header=HEADER, name="readings.csv"):
        (tmp_path / name).write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")

    return write


@pytest.fixture
def drill():
    action = ActionFactory(slug="drill", title="A drill", status="completed", date="2021-10-05/2021-10-08")
    CitationFactory(action=action, source=SourceFactory(slug="first"), quote="", locator=None)
    return action


def sample(size: int, seed: int = 1) -> str:
    out = StringIO()
    call_command("sample_for_reading", str(size), seed=seed, stdout=out)
    return out.getvalue()


def names(size: int, seed: int = 1) -> list[str]:
    return re.findall(r"^## (\S+)$", sample(size, seed), re.MULTILINE)


def lines_under(text: str, statement: str) -> list[str]:
    """The passages under a statement of a sample."""
    lines = text.splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"- [ ] {statement}"))
    found = []
    for line in lines[start + 1 :]:
        if not line.startswith("  - "):
            return found
        found.append(line.removeprefix("  - "))
    return found


def found() -> list[str]:
    return [str(fault) for fault in faults()]


def test_the_same_seed_draws_the_same_records_and_another_one_others(wider):
    assert names(50) == names(50)
    assert len(names(50)) == len(set(names(50))) == 50
    assert names(50, 2) != names(50)


def test_the_order_of_the_rows_changes_nothing():
    codes = [f"record-{number}" for number in range(50)]
    assert shuffled("actions", codes, 3) == shuffled("actions", reversed(codes), 3) != codes


def test_records_of_every_kind_come_and_most_of_those_whose_errors_do_most_harm(wider):
    kinds = Counter(name.partition("/")[0] for name in names(50))
    assert kinds.keys() == WEIGHTS.keys()
    assert kinds.most_common(1)[0][0] == "actions"
    assert len(Counter(name.partition("/")[0] for name in names(len(WEIGHTS)))) == len(WEIGHTS)


def test_a_table_with_few_rows_leaves_its_share_to_the_others():
    counts = dict.fromkeys(WEIGHTS, 2)
    assert share(counts, 1000) == counts
    assert sum(share(counts | {"actions": 100}, 50).values()) == 50


def test_under_each_statement_stand_its_citations_with_source_day_paragraph_words_and_note(drill):
    paper = SourceFactory(slug="paper", published="2021-10-09", publisher=ActorFactory(name="The Paper"))
    CitationFactory(
        action=drill,
        source=paper,
        number=3,
        field="date",
        value="2021-10-05",
        locator=4,
        quote="on 5 October",
        note="The printed day.",
        speaker_as_reported="A. Person",
    )
    text = sample(100)
    assert lines_under(text, "Date: 5 to 8 October 2021 (2021-10-05/2021-10-08)") == [
        "paper/3, The Paper, 9 October 2021, date: 2021-10-05, paragraph 4, A. Person, “on 5 October”, The printed day."
    ]
    assert lines_under(text, "Status: completed") == []
    assert [line.partition("/")[0] for line in lines_under(text, "As a whole")] == ["first"]


def test_who_took_part_and_where_are_statements_of_their_own(drill):
    ActionParticipantFactory(action=drill, actor=ActorFactory(slug="army", name="The army"), role="host")
    drill.places.add(PlaceFactory(slug="baku", name="Baku"), through_defaults={})
    CitationFactory(action=drill, field="place", value="baku", source=SourceFactory(slug="paper"))
    text = sample(100)
    assert "- [ ] Participants: Actor: The army (army); Role: host" in text
    assert lines_under(text, "Places: Baku (baku)")[0].startswith("paper/")


def test_a_link_has_the_passages_of_its_action_and_a_disagreement_those_of_its_sides(drill):
    BearingFactory(action=drill)
    disagreement = DisagreementFactory(slug="which-day")
    for number in range(2):
        source = SourceFactory(slug=f"side-{number}")
        DisagreementSideFactory(disagreement=disagreement, citation=CitationFactory(action=drill, source=source))
    text = sample(100)
    link, which = (text.partition(f"## {table}/")[2].partition("\n## ")[0] for table in ("bearings", "disagreements"))
    assert "  - first/" in link
    assert "  - side-0/" in which
    assert "  - side-1/" in which


def test_nothing_private_is_printed(drill):
    cited = drill.citations.get()
    SourceTextFactory(source=cited.source, text="Zqtext of the article")
    CitationFactory(action=drill, prefix="Zqbefore", suffix="Zqafter")
    CitationFactory(action=drill, note="Zqdraft", state="draft")
    hidden = ActorFactory(name="Zqhidden", state="draft")
    CitationFactory(action=drill, speaker=hidden, source=SourceFactory(publisher=hidden, note="seen"))
    ActionParticipantFactory(action=drill, actor=hidden)
    ActionFactory(title="Zqunlisted", state="draft")
    text = sample(100)
    assert "seen" in text
    assert "Zq" not in text


def test_a_sample_asks_as_many_queries_for_many_records_as_for_few():
    fill(12)
    with CaptureQueriesContext(connection) as few:
        sample(18)
    fill(60)
    with CaptureQueriesContext(connection) as many:
        sample(200)
    assert len(many) <= len(few)


@pytest.mark.parametrize("size", ["0", "1001"])
def test_a_sample_of_no_size_is_refused(size):
    with pytest.raises(CommandError, match="from 1 to 1000"):
        sample(size)


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("2026-11-28", "yesterday", "line 2, day: write a day, as in 2026-11-29."),
        ("reader-two", "", "line 2, reader: write the pseudonym of who read it."),
        (",7,", ",seven,", "line 2, seed: write the seed of the sample, or leave it empty."),
        ("actions/drill", "drill", "line 2, record: write table/code"),
        ("actions/drill", "actions/none", "line 2, record: there is no “actions/none”."),
        ("ok", "fine", "line 2, result: write ok, error or doubt."),
        ("ok", "error", "line 2, note: say what is wrong, or what is in doubt."),
        (",ok,", ",ok", "line 2, line: write 6 cells; it has 5."),
    ],
)
def test_a_line_that_does_not_hold_is_told_with_its_field_and_a_remedy(write, drill, old, new, told):
    write(LINE.replace(old, new, 1))
    assert [fault for fault in found() if told in fault] == found() != []
    with pytest.raises(CommandError, match="1 faults in"):
        call_command("verify_readings", stdout=StringIO())


def test_what_was_read_and_taken_out_since_need_not_be_there(write, drill):
    write(LINE.replace("drill,ok,", "gone,error,It never happened."))
    assert len(found()) == 1
    gone = "1,actions/gone,record,told,,It never happened.,,2026-11-29"
    write(gone, header="number,record,field,was,is,why,source,day", name="corrections.csv")
    assert found() == []


@pytest.mark.pages
def test_the_page_of_coverage_says_when_the_record_was_read_and_what_was_found(client, write, drill):
    write(
        LINE,
        LINE.replace("drill,ok,", "other,error,Another day."),
        LINE.replace("drill,ok,", "third,doubt,Cut short."),
        LINE.replace("28", "27"),
    )
    words = page(client, "/coverage/")
    assert (
        "last read against their sources on 28 November 2026: 3 , of which 1 had an error and 1 left a doubt" in words
    )
    assert "In 2 readings 4 records were read and 1 error found." in words
    assert "by reader-two, drawn with the seed 7" in words
    assert 'href="/data/readings.csv"' in client.get("/coverage/").content.decode()
    assert "No reading by a second reader was on record by then." in page(client, "/coverage/?known_on=2026-11-26")


@pytest.mark.pages
def test_where_nothing_was_read_the_page_says_so_in_words(client, write):
    write()
    assert "No reading by a second reader is on record yet" in page(client, "/coverage/")
    assert rows(client, "readings") == []


def test_the_file_has_the_lines_newest_first_and_nothing_that_a_spreadsheet_runs(client, write, drill):
    write(LINE.replace("ok,", "doubt,=cut()"), LINE.replace("28", "29"))
    assert [row["day"] for row in rows(client, "readings")] == ["2026-11-29", "2026-11-28"]
    assert b"'=cut()" in b"".join(client.get("/data/readings.csv").streaming_content)
    assert client.get("/data/readings.csv?day=1").status_code == 400


def test_the_shipped_list_holds(wider):
    assert found() == []
    call_command("verify_readings", stdout=StringIO())


def test_a_name_with_a_word_where_a_number_belongs_is_that_of_no_record(db):
    assert records_named(["citations/some-source/four", "clause_texts/some/o1/en"]) == {}
