"""Every event and reference of the wider record is accounted for; the records say what the file says, or a reason."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from clauses.exchange.coding import accounts
from clauses.management.commands.verify_events import FOLDER
from clauses.models import Action, Citation, Source

from . import coded as sample
from .coded import BEFORE, DRILL, EVENTS, RUMOUR, TALKS

pytestmark = [pytest.mark.django_db, pytest.mark.database]

FACTS = Path(__file__).resolve().parents[2] / "shared" / "facts" / "followups.jsonl"


def verify(*arguments, **options) -> tuple[str, bool]:
    """What the command prints, and whether it finds all in order."""
    out = StringIO()
    try:
        call_command("verify_events", *arguments, stdout=out, **options)
    except SystemExit:
        return out.getvalue(), False
    return out.getvalue(), True


@pytest.fixture(scope="module")
def made(tmp_path_factory, django_db_setup, django_db_blocker):
    """The folder with the sample, coded; the file of its events beside it."""
    root = tmp_path_factory.mktemp("coded")
    base, folder = sample.write_base(root / "base"), root / "wider"
    sheet = sample.write_lines(root / "sheet.jsonl", [sample.sections(), *sample.rows_of_the_sheet()])
    sample.write_lines(root / "events.jsonl", EVENTS)
    with django_db_blocker.unblock():
        call_command("code_events", root / "events.jsonl", sheet, folder, base=base, stdout=StringIO())
    return folder


@pytest.fixture
def folder(made, tmp_path):
    """A copy of the tables, and the sample in the database."""
    call_command("loaddata", *sorted(map(str, made.glob("*.json"))), verbosity=0)
    for table in accounts.COLUMNS:
        path = accounts.path_of(made, table)
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path / "wider"


@pytest.fixture
def file(made):
    return made.with_name("events.jsonl")


def change(folder, table, old, new):
    path = accounts.path_of(folder, table)
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_accounts_agree_with_the_fixtures_and_the_records_with_the_file(folder, file):
    assert verify(folder=folder) == (
        "5 events accounted for, 1 left out; 7 references; 1 listed differences; 0 problems\n",
        True,
    )
    told, fine = verify(file, folder=folder)
    assert fine, told


def test_the_checklist_ticks_each_event_and_reference(folder, file):
    told, _ = verify(file, folder=folder, checklist=True)
    lines = told.splitlines()[:-1]
    assert len(lines) == 5 + 7
    assert all(line.startswith("[x] ") for line in lines)
    assert lines[0].endswith("differs with a reason: figures)")
    assert f"[x] {DRILL}/2 → mirror-2022-03-05: mirror-2022-03-05/1; " in told
    assert f"[x] {RUMOUR} → left_out (compared" in told


def untold(folder, file, changes):
    """Of these changes those that the command does not tell, with what it says; each is made alone and taken back."""
    wrong = []
    for row, part, value, messages in changes:
        before = getattr(row, part)
        setattr(row, part, value)
        row.save()
        told, fine = verify(file, folder=folder, checklist=True)
        wrong += [(part, message, told) for message in messages if fine or message not in told]
        setattr(row, part, before)
        row.save()
    assert verify(file, folder=folder)[1]
    return wrong


def test_a_record_that_was_changed_is_told_with_both_sides(folder, file):
    action = Action.objects.get(slug="spring-drill-2022")
    changed = [
        ("date", "2022-03-01", "dates: the file says “2022-03-01 to 2022-03-04”, the record “2022-03-01”"),
        ("status", "planned", "status: the file says “completed”, the record “planned”"),
        ("relation", "context", "relation: the file says “follow_up”, the record “context”"),
    ]
    changes = [
        (action, part, value, (f"{DRILL}: {message}", f"[ ] {DRILL} → record")) for part, value, message in changed
    ]
    assert untold(folder, file, changes) == []


def test_a_place_a_participant_or_a_link_that_is_gone_is_told(folder, file):
    action = Action.objects.get(slug="spring-drill-2022")
    action.places.clear()
    action.participants.all().delete()
    action.bearings.all().delete()
    told, fine = verify(file, folder=folder)
    assert not fine
    for name in ("places: the file says “Port, Landia”", "participants: the file says “Landia army”", "links"):
        assert f"{DRILL}: {name}" in told


def test_a_source_that_was_changed_is_told(folder, file):
    source = Source.objects.get(slug="mirror-2022-03-05")
    changed = [
        ("title", "Other", "title"),
        ("url", "https://other.example/", "url"),
        ("language", "de", "language"),
        ("published", "2021", "date"),
        ("extent", "whole", "extent"),
    ]
    changes = [(source, part, value, [f"{DRILL}: sources 2 {name}: "]) for part, value, name in changed]
    assert untold(folder, file, changes) == []


def test_a_figure_that_was_changed_is_told(folder, file):
    figure = Citation.objects.get(source__slug="gazette-999999", field="figure")
    figure.value = "1.6"
    figure.save()
    told, fine = verify(file, folder=folder)
    assert not fine
    assert "ev-3: figures: the file says “turnover 1.5 billion USD”, the record “turnover 1.6 billion USD 2022" in told


def test_a_listed_difference_that_holds_no_longer_is_told(folder, file):
    Citation.objects.filter(source__slug="gazette-1234", field="figure").update(state="draft")
    told, fine = verify(file, folder=folder)
    assert not fine
    assert "file and record do not differ. Delete the line." in told


def test_an_event_that_the_table_lacks_is_named_with_its_fingerprint(folder, tmp_path):
    longer = sample.write_lines(tmp_path / "longer.jsonl", [*EVENTS, sample.event("ev-6")])
    told, fine = verify(longer, folder=folder)
    assert not fine
    assert "longer.jsonl, line 6: ev-6 is not accounted for. Add a line for it with the fingerprint " in told


def test_an_event_or_reference_in_other_words_is_to_be_read_again(folder, tmp_path):
    events = json.loads(json.dumps(EVENTS))
    events[1]["summary"] = "Other."
    events[0]["sources"][0]["author"] = "A. Author"
    told, fine = verify(sample.write_lines(tmp_path / "other.jsonl", events), folder=folder)
    assert not fine
    assert f"{TALKS} stands in the file in other words. Read it again" in told
    assert f"{DRILL}/1 stands in the file in other words." in told


def test_an_event_that_the_file_lacks_is_named(folder, tmp_path):
    told, fine = verify(sample.write_lines(tmp_path / "short.jsonl", EVENTS[:-1]), folder=folder)
    assert not fine
    assert "wider_rows.csv, line 6: the file has no such event or reference." in told


MISTAKES = [
    ("rows", "action:spring-drill-2022", "action:nothing", "line 2: there is no published record action:nothing."),
    ("rows", "record,", "kept,", "line 2: write the outcome as one of"),
    ("rows", "Nobody reports it.", "", "line 5: write the reason."),
    ("references", "gazette-1234/1;", "gazette-1234/9;", "line 2: there is no published citation gazette-1234/9."),
    ("references", "gazette-1234/1;", "gazette-4321/1;", "gazette-4321/1 is no citation of this source"),
    ("references", ",gazette-1234,", ",gazette-x,", "there is no published source “gazette-x”."),
    ("references", "Nobody reports it.", "", "write either the citations of the reference, or the reason"),
    ("references", BEFORE, "ev-9", "the table of events has no ev-9."),
    ("references", f"{DRILL},2", f"{DRILL},1", "ev-1/1 stands in the table twice."),
    ("differences", "One paper counts fewer.", "", "line 2: write the event and the reason"),
]


def test_a_mistake_in_a_table_is_told_with_its_line(folder):
    wrong = []
    for table, old, new, message in MISTAKES:
        path = accounts.path_of(folder, table)
        before = path.read_bytes()
        change(folder, table, old, new)
        told, fine = verify(folder=folder)
        if fine or message not in told:
            wrong.append((message, told))
        path.write_bytes(before)
    assert wrong == []


def test_a_record_that_is_no_longer_public_does_not_count(folder):
    Action.objects.filter(slug="drill-2019").update(state="draft")
    told, fine = verify(folder=folder)
    assert not fine
    assert "there is no published record action:drill-2019." in told


def test_a_table_with_another_header_is_refused(folder):
    change(folder, "rows", "row,fingerprint", "event,fingerprint")
    with pytest.raises(CommandError, match=r"wider_rows.csv: write the header row,fingerprint"):
        verify(folder=folder)


def test_the_checklist_needs_the_file(folder):
    with pytest.raises(CommandError, match="Name it"):
        verify(folder=folder, checklist=True)


@pytest.mark.usefixtures("wider")
class TestTheShippedRecord:
    def test_each_event_and_reference_is_accounted_for(self):
        told, fine = verify()
        assert fine, told
        shipped = accounts.read(FOLDER)
        assert (len(shipped.rows), len(shipped.references)) == (142, 303)

    def test_the_records_say_what_the_file_says_or_a_reason_is_listed(self):
        told, fine = verify(*[FACTS] * FACTS.exists())  # the file is not a part of the repository
        assert fine, told
