"""A small file of events, its coding sheet and the dataset that stands beside it, for the tests of the coding."""

import json
from pathlib import Path

DRILL, TALKS, TRADE, RUMOUR, BEFORE = "ev-1", "ev-2", "ev-3", "ev-4", "ev-5"


def reference(**given) -> dict:
    """A reference of the file."""
    empty = dict.fromkeys(("title", "date", "url", "author", "agency_credited"))
    return empty | {"publisher": "Gazette", "locator": "paras 1-3", "language": "en", "excerpt_cut": False} | given


def event(code: str, *sources: dict, **given) -> dict:
    """An event of the file."""
    found = {
        "id": code,
        "agreement": "sample-treaty",
        "relation_to_agreement": "follow_up",
        "title": f"Event {code}",
        "kind": "exercise",
        "start_date": "2022-03-01",
        "end_date": None,
        "date_confidence": "stated",
        "place": "Port, Landia",
        "participants": ["Landia army"],
        "figures": [],
        "clauses": ["O1"],
        "status": "completed",
        "summary": "What is said of it.",
        "sources": list(sources),
        "disagreement_notes": None,
    }
    return found | given


EVENTS = [
    event(
        DRILL,
        reference(url="https://gazette.example/news/1234", agency_credited="the army"),
        reference(
            url="https://www.wire.example/2022/03/05/drill-ends",
            publisher="Wire via Mirror",
            date="2022-03-05",
            title="Drill ends",
            title_confidence="REBUILT",
            excerpt_cut=True,
            agency_credited="local media",
            locator="para 2",
        ),
        reference(url="https://gazette.example/old/77", agency_credited="Gazette; the army", language="de"),
        end_date="2022-03-04",
        figures=[
            {"name": "soldiers", "value": 500, "unit": "persons", "qualifier": "more than", "as_of": "2022-03-04"}
        ],
    ),
    event(
        TALKS,
        reference(url="http://gazette.example/old/77/", language="de", date="2022-04/2022-05"),
        participants=[],
        clauses=[],
        place=None,
        start_date="2022-04-01/2022-04-30",
    ),
    event(
        TRADE,
        reference(url="https://gazette.example/trade/999999", date="2022-07-01"),
        kind="trade_figure",
        start_date="2022-01-01",
        end_date="2022-06-30",
        participants=[],
        figures=[{"name": "turnover", "value": 1.5, "unit": "billion USD"}],
    ),
    event(RUMOUR, reference(url="https://gazette.example/rumour")),
    event(
        BEFORE,
        reference(url="https://gazette.example/early/4321", date="2019-05-02"),
        relation_to_agreement="baseline_before_agreement",
        start_date="2019-05-01",
        date_confidence="report_date",
    ),
]


def rows_of_the_sheet() -> list[dict]:
    """The rows of the sheet, anew for each test."""
    return [
        {
            "row": DRILL,
            "as": "record",
            "action": "spring-drill-2022",
            "type": "joint_exercise",
            "status": "completed",
            "places": ["port"],
            "who": [["landia-army", "host", "the army"]],
            "bears": [["drills", "inferred", "The subject fits."]],
            "series": "spring-drill",
            "says": {"1": [["date", "2022-03-01"], ["figure", "soldiers", "400", "persons"]]},
            "notes": {"3": "Looks back."},
            "differs": {"figures": "One paper counts fewer."},
        },
        {
            "row": TALKS,
            "as": "merged",
            "action": "talks-2022",
            "reason": "It is there.",
            "says": {"1": [["type", "pact"]]},
        },
        {"row": TRADE, "as": "figures", "about": "commitment:drills", "reason": "No event."},
        {"row": RUMOUR, "as": "left_out", "reason": "Nobody reports it."},
        {"row": BEFORE, "as": "record", "action": "drill-2019", "type": "joint_exercise", "status": "completed"}
        | {"places": ["port"], "who": [["landia-army"]], "bears": [["drills", "stated", ""]]},
    ]


def sections() -> dict:
    """The sections of the sheet, anew for each test."""
    return {
        "actors": {
            "landia-army": {
                "name": "Army of Landia",
                "kind": "body",
                "country": "landia",
                "other_names": "Landia army",
            },
            "wire": {"name": "Wire", "kind": "media"},
        },
        "places": {"port": {"name": "Port", "kind": "city", "parent": "landia-place"}},
        "series": {"spring-drill": {"title": "Spring drill"}},
        "commitments": {"drills": {"not_seen": "No drill at sea."}},
        "publishers": {
            "Gazette": {"code": "gazette", "kind": "news"},
            "Wire via Mirror": {"code": "wire", "via": "Mirror", "prefix": "mirror", "kind": "agency"},
        },
        "agencies": {
            "the army": [["landia-army", "official"]],
            "local media": [],
            "Gazette; the army": [["gazette", "news"], ["landia-army", "official"]],
        },
        "sources": {f"{TALKS}/1": {"published_reason": "By its number."}},
        "disagreements": {
            "how-many": {
                "title": "How many",
                "note": "Two counts.",
                "sides": [f"{DRILL}/1:figure", f"{DRILL}/2:figure:soldiers"],
            }
        },
    }


def fixture(model: str, **fields) -> dict:
    named = {"state": "published"} if model not in ("clauses.commitmentactor",) else {}
    return {"model": model, "fields": named | fields}


BASE = {
    "01_actors": [
        fixture("clauses.actor", slug="gazette", name="Gazette", kind="media"),
        fixture("clauses.actor", slug="landia", name="Landia", kind="state"),
    ],
    "02_places": [fixture("clauses.place", slug="landia-place", name="Landia", kind="country")],
    "04_agreements": [
        fixture(
            "clauses.agreement",
            slug="sample-treaty",
            title="Sample treaty",
            instrument_type="declaration",
            record_level="full_text",
        )
    ],
    "05_sources": [
        fixture(
            "clauses.source",
            slug="gazette-77",
            kind="news",
            publisher=["gazette"],
            url="https://gazette.example/old/77",
            is_stub=True,
        )
    ],
    "06_clauses": [
        fixture(
            "clauses.clause",
            agreement=["sample-treaty"],
            wid="o1",
            position=1,
            function="operative",
            label="O1",
            heading="On drills",
        )
    ],
    "08_commitments": [
        fixture(
            "clauses.commitment",
            slug="drills",
            clause=["sample-treaty", "o1"],
            title="Drills",
            statement="They hold drills.",
            kind="other",
            modality="obligation",
            recurrence="recurring",
        ),
        fixture("clauses.commitmentactor", commitment=["drills"], actor=["landia"], role="obligor"),
    ],
    "09_actions": [
        fixture(
            "clauses.action",
            slug="talks-2022",
            title="Talks",
            type="meeting",
            status="completed",
            agreement=["sample-treaty"],
            relation="follow_up",
            date="[2022-04-01..2022-04-30]",
        )
    ],
    "10_citations": [
        fixture("clauses.citation", action=["talks-2022"], source=["gazette-77"], number=3, stance="supports")
    ],
}


def write_base(folder: Path) -> Path:
    """The dataset that stands beside the new one, as a folder of fixtures."""
    folder.mkdir(parents=True)
    for name, rows in BASE.items():
        (folder / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    return folder


def write_lines(path: Path, found: list[dict]) -> Path:
    path.write_text("".join(json.dumps(one) + "\n" for one in found), encoding="utf-8")
    return path
