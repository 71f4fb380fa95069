"""`make bench`: rows a second of processor, and memory, of loading, importing and publishing, and how long one portion
of the last keeps others waiting. Numbers to compare, not to pass."""

import json
import resource
from time import process_time

import pytest
from django.core.management import call_command

from clauses.editing.bulk import work as bulk
from clauses.exchange.formats import as_sheet, numbered_rows
from clauses.exchange.resources import resource_for
from clauses.models import Action, Citation
from clauses.search_index import upkeep
from clauses.vocabularies import BulkAct
from tests.support.files.imports import file_of, table_of
from tests.support.files.wrong_values import GOOD
from tests.support.rows import factories
from tests.support.rows.people import person

# ruff: noqa: T201  numbers to read
pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
WORDS = [
    "state",
    "party",
    "drill",
    "border",
    "water",
    "energy",
    "training",
    "minister",
    "corridor",
    "heritage",
    "demining",
    "railway",
    "committee",
]


def action(number) -> dict:
    """A row whose words are not those of its neighbours."""
    text = " ".join(WORDS[(number * 7 + place * number) % len(WORDS)] for place in range(30))
    day = f"{2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    said = {
        "slug": f"action-{number}",
        "title": f"{text[:60].strip()} {number}",
        "description": f"{text}.",
        "date": day,
    }
    return GOOD["action"] | said


def megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def told(capsys, what, many, began, idle=0.0) -> None:
    spent = process_time() - began
    more = f", {megabytes() - idle:.0f} MB above before" if idle else ""
    with capsys.disabled():
        print(f"\n{many / spent:9,.0f} a second of processor  {what} ({many:,} in {spent:.1f} s{more})")


def parents() -> None:
    factories.AgreementFactory(slug="good-agreement")
    factories.SourceFactory(slug="good-source")


@pytest.mark.parametrize("many", [10_000], ids="{:,}".format)
def test_what_loaddata_costs(many, tmp_path, capsys):
    parents()
    rows = [("action", action(number)) for number in range(many // 2)]
    rows += [
        ("citation", GOOD["citation"] | {"number": number + 1, "action": [f"action-{number}"]})
        for number in range(many // 2)
    ]
    path = tmp_path / "rows.json"
    path.write_text(json.dumps([{"model": f"clauses.{table}", "fields": fields} for table, fields in rows]))
    idle, began = megabytes(), process_time()
    call_command("loaddata", str(path), verbosity=0)
    told(capsys, "rows loaded", many, began, idle)


@pytest.mark.parametrize("many", [10_000, 100_000], ids="{:,}".format)
def test_what_an_import_costs(many, capsys):
    parents()
    table, user = table_of("action"), person("superuser").user
    content = file_of(table, (action(number) for number in range(many))).decode()
    for what, options in (("rows previewed", {"dry_run": True}), ("rows imported", {})):
        idle, began = megabytes(), process_time()
        sheet = as_sheet(numbered_rows(content), most=many)
        assert not resource_for(table)().import_data(sheet, user=user, **options).is_refused
        told(capsys, what, many, began, idle)
    assert Action.history.count() == many


@pytest.mark.parametrize("many", [2_000, 10_000], ids="{:,}".format)
def test_what_publishing_costs(many, capsys):
    """Of records with a citation each, which goes along."""
    parents()
    source, agreement = factories.SourceFactory(), factories.AgreementFactory()
    said = [{name: action(number)[name] for name in ("slug", "title", "description", "date")} for number in range(many)]
    with upkeep.put_off():
        rows = Action.objects.bulk_create(
            Action(state="in_review", type="meeting", relation="follow_up", agreement=agreement, **each)
            for each in said
        )
        Citation.objects.bulk_create(
            Citation(state="in_review", source=source, number=number, action=row) for number, row in enumerate(rows, 1)
        )
    reviewer, began = person("reviewer").user, process_time()
    work = bulk.begin(reviewer, Action.objects.filter(state="in_review"), BulkAct.PUBLISH)
    bulk.go_on(work, reviewer, seconds=10_000)
    told(capsys, "records looked at", many, began)
    bulk.confirm(work, reviewer, "All")
    began, longest = process_time(), 0.0
    while work.stage != "done":
        before = process_time()
        bulk.go_on(work, reviewer, seconds=0)
        longest = max(longest, process_time() - before)
    told(capsys, f"records published with a citation each; a portion took at most {longest:.2f} s", many, began)
    assert bulk.counts(work) == {"written": many}
