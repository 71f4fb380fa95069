"""A file of events and its coding sheet become fixtures that load alone, and the accounting of what became of each."""

import csv
import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from clauses.models import Action, Citation, Commitment, Source

from . import coded as sample
from .coded import BEFORE, DRILL, EVENTS, RUMOUR, TALKS, TRADE, event, reference

pytestmark = [pytest.mark.django_db, pytest.mark.database]


class Desk:
    """A folder with the file, the sheet and the dataset beside; change them, then `code`."""

    def __init__(self, folder):
        self.root, self.folder = folder, folder / "fixtures" / "wider"
        self.base = sample.write_base(folder / "fixtures" / "base")
        self.events, self.rows, self.sections = (
            json.loads(json.dumps(EVENTS)),
            sample.rows_of_the_sheet(),
            sample.sections(),
        )

    def row(self, code):
        return next(row for row in self.rows if row["row"] == code)

    def code(self, **options) -> str:
        file = sample.write_lines(self.root / "events.jsonl", self.events)
        sheet = sample.write_lines(self.root / "sheet.jsonl", [self.sections, *self.rows])
        out = StringIO()
        call_command("code_events", file, sheet, self.folder, base=self.base, stdout=out, **options)
        return out.getvalue()

    def refused(self) -> str:
        with pytest.raises(CommandError) as refusal:
            self.code()
        return str(refusal.value)

    def held(self, model, folder=None) -> list[dict]:
        """The rows of a table in the files."""
        files = (folder or self.folder).glob("*.json")
        found = [row for path in files for row in json.loads(path.read_text(encoding="utf-8"))]
        return [row["fields"] for row in found if row["model"] == f"clauses.{model}"]

    def source(self, code) -> dict:
        return next(row for row in self.held("source") if row["slug"] == code)

    def citations(self, code) -> list[dict]:
        return [row for row in self.held("citation") if row["source"] == [code]]

    def table(self, name) -> list[dict]:
        with self.folder.with_name(f"{self.folder.name}_{name}.csv").open(encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def bytes(self) -> dict:
        return {path: path.read_bytes() for path in sorted((self.root / "fixtures").rglob("*")) if path.is_file()}


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture(scope="module")
def coded(tmp_path_factory, django_db_setup, django_db_blocker):
    """What the command made of the sample; it leaves nothing in the database."""
    desk = Desk(tmp_path_factory.mktemp("coded"))
    with django_db_blocker.unblock():
        desk.told = desk.code()
    return desk


def test_the_same_file_and_sheet_give_the_same_bytes_and_leave_the_database_as_it_was(coded):
    first = coded.bytes()
    coded.code()
    assert coded.bytes() == first  # though the dataset beside it has got by then what was empty there
    assert not Action.objects.filter(slug="spring-drill-2022").exists()


def test_the_fixtures_load_alone(coded):
    call_command("loaddata", *sorted(map(str, coded.folder.glob("*.json"))), verbosity=0)
    assert Action.objects.get(slug="spring-drill-2022").places.get().slug == "port"
    assert Source.objects.filter(slug="gazette-1234").exists()
    assert Commitment.objects.get(slug="drills").actors.get().actor.slug == "landia"


def test_a_row_that_both_datasets_need_stands_in_both_in_the_same_words(coded):
    for model in ("actor", "action", "source", "commitment"):
        there = {row["slug"]: row for row in coded.held(model, coded.base)}
        here = {row["slug"]: row for row in coded.held(model)}
        assert {code: here[code] for code in there if code in here} == {
            code: row for code, row in there.items() if code in here
        }
        assert set(there) & set(here)


def test_a_record_has_the_dates_places_and_links_of_file_and_sheet(coded):
    action = next(row for row in coded.held("action") if row["slug"] == "spring-drill-2022")
    assert action["date"] == "2022-03-01/2022-03-04"
    assert (action["title"], action["description"]) == ("Event ev-1", "What is said of it.")
    assert (action["relation"], action["series"]) == ("follow_up", ["spring-drill"])
    bearing = next(row for row in coded.held("bearing") if row["action"] == ["spring-drill-2022"])
    assert (bearing["commitment"], bearing["basis"]) == (["drills"], "inferred_by_analyst")


def test_an_event_from_before_is_a_baseline_and_the_day_of_a_report_is_no_more_than_a_latest_day(coded):
    action = next(row for row in coded.held("action") if row["slug"] == "drill-2019")
    assert (action["relation"], action["date"]) == ("baseline", "[..2019-05-01]")
    assert "does not say when the event was" in action["date_reason"]


def test_a_page_is_one_source_whose_code_comes_from_its_address(coded):
    codes = {row["slug"] for row in coded.held("source")}
    assert codes == {
        "gazette-1234",
        "mirror-2022-03-05",
        "gazette-77",
        "gazette-999999",
        "gazette-4321",
        "landia-army-spring-drill-2022",
    }


def test_a_source_says_who_carried_it_whether_its_title_is_rebuilt_and_that_only_a_cut_excerpt_was_seen(coded):
    source = coded.source("mirror-2022-03-05")
    assert source["note"] == (
        "A Wire report carried by Mirror. The title was rebuilt from the address. Known from the editors' working "
        "notes on what it says, made from an excerpt that breaks off; its page was not read for this record."
    )
    assert (source["extent"], source["is_stub"], source["kind"]) == ("cut_excerpt", True, "agency")
    assert coded.source("gazette-1234")["extent"] == "excerpt"


def test_an_existing_source_gets_what_is_empty_there_in_both_datasets_and_the_command_says_so(coded):
    source = coded.source("gazette-77")
    assert (source["language"], source["published"], source["extent"]) == ("de", "[2022-04..2022-05]", "excerpt")
    assert source in coded.held("source", coded.base)
    assert "source gazette-77: language is now de" in coded.told
    assert "commitment drills: not_seen is now No drill at sea." in coded.told


def test_an_agency_is_a_source_that_nobody_has_seen_and_media_without_a_name_are_a_note(coded):
    stub = coded.source("landia-army-spring-drill-2022")
    assert (stub["kind"], stub["extent"], stub["is_stub"]) == ("official", "nothing", True)
    assert stub["note"] == "Named by Gazette as the source of its report of this event; not seen."
    assert "published" not in stub
    assert all(row["origin"] == [stub["slug"]] for row in coded.citations("gazette-1234"))
    assert "It credits media that it does not name here." in coded.citations("mirror-2022-03-05")[0]["note"]


def test_a_source_does_not_credit_its_own_publisher(coded):
    whole = next(row for row in coded.citations("gazette-77") if row["number"] == 201)
    assert whole["origin"] == ["landia-army-spring-drill-2022"]
    assert "also credits" not in whole["note"]


def test_an_agency_with_a_report_of_its_own_among_the_references_is_that_report(desk):
    desk.events[0]["sources"][0]["agency_credited"] = "Wire"
    desk.sections["agencies"]["Wire"] = [["wire", "agency"]]
    desk.code()
    assert desk.citations("gazette-1234")[0]["origin"] == ["mirror-2022-03-05"]


def test_the_first_reference_with_a_date_states_the_fields_and_each_reference_the_record_as_a_whole(coded):
    lead = coded.citations("mirror-2022-03-05")
    stated = [(row.get("field", ""), row.get("value", "")) for row in lead]
    assert stated == [
        ("", ""),
        ("date", "2022-03-01/2022-03-04"),
        ("status", "completed"),
        ("place", "port"),
        ("figure", "500"),
    ]
    assert all(row["locator"] == 2 for row in lead)
    figure = lead[-1]
    assert (figure["measure"], figure["unit"], figure["qualifier"]) == ("soldiers", "persons", "over")
    assert figure["as_of"] == "2022-03-04"


def test_what_the_sheet_says_of_another_reference_stands_beside_the_lead(coded):
    stated = [(row.get("field", ""), row.get("value", "")) for row in coded.citations("gazette-1234")]
    assert stated == [("", ""), ("date", "2022-03-01"), ("figure", "400")]
    assert coded.citations("gazette-1234")[0]["note"] == "Paragraphs 1 to 3."


def test_where_nothing_tells_the_references_apart_the_lead_says_so(desk):
    del desk.row(DRILL)["says"], desk.row(DRILL)["differs"], desk.sections["disagreements"]
    desk.code()
    notes = [row.get("note", "") for row in desk.citations("mirror-2022-03-05")]
    assert "together" not in notes[0]
    assert all("The notes give this for the sources of the event together." in note for note in notes[1:])


def test_a_placed_statement_says_that_the_report_was_chosen_by_its_day(desk):
    desk.row(DRILL)["placed"] = ["1"]
    desk.code()
    whole, *stated = desk.citations("gazette-1234")
    assert "by the day of the report" not in whole["note"]
    assert all("by the day of the report" in row["note"] for row in stated)


def test_a_source_with_citations_counts_the_new_ones_from_201(coded):
    assert [row["number"] for row in coded.citations("gazette-77")] == [3, 201, 202]
    assert [row["number"] for row in coded.citations("gazette-1234")] == [1, 2, 3]


def test_a_merged_event_leaves_the_record_as_it_is_and_adds_citations(coded):
    action = next(row for row in coded.held("action") if row["slug"] == "talks-2022")
    assert action == next(row for row in coded.held("action", coded.base) if row["slug"] == "talks-2022")
    made = [row for row in coded.citations("gazette-77") if row["action"] == ["talks-2022"]]
    assert [(row.get("field", ""), row.get("value", "")) for row in made] == [("", ""), ("type", "pact")]


def test_a_citation_that_is_there_already_is_that_of_the_reference_and_no_second_is_made(coded):
    made = [row for row in coded.citations("gazette-77") if row["action"] == ["talks-2022"]]
    assert [row["number"] for row in made] == [3, 202]
    assert made[0] in coded.held("citation", coded.base)


def test_a_note_of_the_sheet_that_no_citation_has_makes_a_new_one(desk):
    desk.row(TALKS)["notes"] = {"1": "Calls them the last."}
    desk.code()
    made = [row for row in desk.citations("gazette-77") if row["action"] == ["talks-2022"]]
    assert [row["number"] for row in made] == [3, 202, 203]
    assert made[1]["note"].endswith("Calls them the last.")


def test_a_report_of_a_later_day_is_not_what_an_earlier_one_credits(desk):
    desk.events[0]["sources"][0] |= {"agency_credited": "Wire", "date": "2022-03-04"}
    desk.row(DRILL)["lead"] = 2
    desk.sections["agencies"]["Wire"] = [["wire", "agency"]]
    desk.code()
    assert desk.citations("gazette-1234")[0]["origin"] == ["wire-spring-drill-2022"]


def test_a_figure_without_an_event_is_cited_on_the_promise_with_its_period(coded):
    (cited,) = coded.citations("gazette-999999")
    assert cited["commitment"] == ["drills"]
    assert (cited["measure"], cited["value"], cited["as_of"]) == ("turnover", "1.5", "2022-01-01/2022-06-30")


def test_the_sides_of_a_disagreement_are_the_citations_that_it_names(coded):
    sides = {tuple(row["citation"]) for row in coded.held("disagreementside")}
    assert sides == {("gazette-1234", 3), ("mirror-2022-03-05", 5)}


def test_each_event_and_reference_is_accounted_for(coded):
    outcomes = {row["row"]: (row["outcome"], row["records"]) for row in coded.table("rows")}
    assert outcomes == {
        DRILL: ("record", "action:spring-drill-2022"),
        TALKS: ("merged", "action:talks-2022"),
        TRADE: ("figures", "commitment:drills"),
        RUMOUR: ("left_out", ""),
        BEFORE: ("record", "action:drill-2019"),
    }
    references = coded.table("references")
    assert len(references) == 7
    talks = next(row for row in references if row["row"] == TALKS)
    assert (talks["source"], talks["citations"]) == ("gazette-77", "gazette-77/3; gazette-77/202")
    rumour = next(row for row in references if row["row"] == RUMOUR)
    assert (rumour["source"], rumour["citations"], rumour["reason"]) == ("", "", "Nobody reports it.")


def test_a_difference_from_the_file_is_listed_with_the_reason_of_the_sheet(coded):
    assert [(row["row"], row["field"], row["reason"]) for row in coded.table("differences")] == [
        (DRILL, "figures", "One paper counts fewer.")
    ]


def test_a_difference_without_a_reason_is_told(desk):
    desk.row(BEFORE)["status"] = "planned"
    assert f"{BEFORE}, status: the file says completed, the record planned. Write the reason" in desk.code()


def test_the_events_that_the_sheet_lacks_may_be_left_for_later(desk):
    desk.rows = [desk.row(DRILL)]
    assert "the sheet says nothing of ev-2. Add a row for it." in desk.refused()
    desk.code(partly=True)
    assert [row["row"] for row in desk.table("rows")] == [DRILL]


BAD_SHEETS = {
    "sheet.jsonl, line 2: placs: a row has no such part. Did you mean": lambda desk: desk.row(DRILL).update(placs=[]),
    "sheet.jsonl, line 2: as: write one of record, merged": lambda desk: desk.row(DRILL).update({"as": "recorded"}),
    "the row ev-2 stands in line 3 too": lambda desk: desk.rows.append(desk.row(TALKS)),
    "the file has no event “ev-9”": lambda desk: desk.rows.append({"row": "ev-9", "as": "left_out", "reason": "x"}),
    "line 2: notes: ev-1 has no reference 4. It has 3.": lambda desk: desk.row(DRILL).update(notes={"4": "x"}),
    "lead: ev-1 has no reference 7": lambda desk: desk.row(DRILL).update(lead=7),
    "line 5: reason: a row that is “left_out” needs it": lambda desk: desk.row(RUMOUR).update(reason=""),
    "line 3, action: there is no action talks-2020. Did you mean talks-2022": lambda desk: desk.row(TALKS).update(
        action="talks-2020"
    ),
    "line 2, action: talks-2022 exists already": lambda desk: desk.row(DRILL).update(action="talks-2022"),
    "“Wire via Mirror” is not among the publishers": lambda desk: desk.sections["publishers"].pop("Wire via Mirror"),
    "“the army” is not among the agencies": lambda desk: desk.sections["agencies"].pop("the army"),
    "there is no commitment “drill”. Did you mean drills": lambda desk: desk.row(DRILL).update(
        bears=[["drill", "inferred", ""]]
    ),
    "drills has another title already": lambda desk: desk.sections["commitments"].update(drills={"title": "Other"}),
    "sources: the file has no reference ev-1/9": lambda desk: desk.sections["sources"].update({"ev-1/9": {}}),
    "“ev-1/1:place” names no citation": lambda desk: desk.sections["disagreements"]["how-many"].update(
        sides=["ev-1/1:place"]
    ),
    "“colour” is no part of the sheet": lambda desk: desk.sections.update(colour={}),
    "differs: “mood” is not compared": lambda desk: desk.row(DRILL).update(differs={"mood": "x"}),
    "date: the file does not state it. Write date": lambda desk: desk.events[0].update(date_confidence="inferred"),
    "figures: “60 each” is no qualifier": lambda desk: desk.events[2]["figures"][0].update(qualifier="60 each"),
    "it has no address. Write its code": lambda desk: desk.events[0]["sources"][0].update(url=None),
    "are one page with several: de, en": lambda desk: desk.events[0]["sources"][0].update(
        url="https://gazette.example/trade/999999", language="de"
    ),
    "“figures”: reference 2 states none": lambda desk: desk.events[2]["sources"].append(
        reference(url="https://gazette.example/more/5555")
    ),
    "events.jsonl, line 1: it lacks “kind”": lambda desk: desk.events[0].pop("kind"),
    "the event ev-1 stands in the file twice": lambda desk: desk.events.append(event(DRILL)),
}


@pytest.mark.parametrize("message", BAD_SHEETS)
def test_a_mistake_is_refused_with_its_line_and_a_remedy_and_nothing_is_written(desk, message):
    before = desk.bytes()
    BAD_SHEETS[message](desk)
    assert message in desk.refused()
    assert desk.bytes() == before


def test_no_quotation_comes_in_by_the_sheet(desk):
    desk.row(DRILL)["quote"] = "words"
    assert "line 2: quote: a row has no such part." in desk.refused()


def test_a_file_that_is_no_json_is_named_with_its_line(desk, tmp_path):
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "a"}\n{"id"\n', encoding="utf-8")
    with pytest.raises(CommandError, match=r"broken.jsonl, line 2: this is not JSON"):
        call_command("code_events", broken, broken, desk.folder, base=desk.base)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("\n", "holds no event"),
        ('{"id": "a", "sources": [1]}', "of the wrong kind"),
        ('{"id": ["a"]}', "id of the wrong"),
    ],
)
def test_a_file_without_events_or_with_parts_of_another_kind_is_refused(desk, tmp_path, text, words):
    broken = tmp_path / "broken.jsonl"
    broken.write_text(text, encoding="utf-8")
    with pytest.raises(CommandError, match=words):
        call_command("code_events", broken, broken, desk.folder, base=desk.base)


def test_the_origin_of_nothing_stays_in_the_database(coded):
    assert not Citation.objects.filter(source__slug="gazette-1234").exists()
