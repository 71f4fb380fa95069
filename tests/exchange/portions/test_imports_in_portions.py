"""What is imported in portions is refused, previewed and stored as it was one row at a time."""

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from clauses.editing.import_proposals import ImportProposals
from clauses.exchange.portions.passing import Passing
from clauses.models import Proposal, Source
from tests.support.files.imports import file_of, imported, table_of
from tests.support.files.wrong_values import GOOD, good_rows, wrong_rows
from tests.support.rows import factories
from tests.support.rows.people import person
from tests.support.rows.stored import everything

pytestmark = pytest.mark.django_db
TABLES = ("actor", "place", "domain", "agreement", "source", "clause", "commitment", "action", "citation")


@pytest.fixture
def one_by_one(monkeypatch):
    return lambda: monkeypatch.setattr(Passing, "certainly", lambda *said: False)


def told(result) -> tuple:
    rows = [(row.line, row.import_type, row.object_repr, list(row.changes)) for row in result.rows]
    return rows, [str(problem) for problem in result.problems], dict(result.totals), result.outcome


def import_good(many) -> None:
    """Good rows of every table, each a file of its own."""
    for name in TABLES:
        rows = [fields for kind, fields in good_rows(many) if kind == name]
        result = imported(file_of(table_of(name), rows), table_of(name))
        assert result.problems == []


def refused(name) -> list[tuple]:
    """What is said of a file with all wrong rows of a table and good ones between them, looked at and imported."""
    wrong = [fields for kind, fields in wrong_rows() if kind == name]
    good = [GOOD[name] | {"number": 50 + at, "slug": f"between-{at}", "wid": f"b{at}"} for at in range(9)]
    half = len(wrong) // 2
    rows = [*good[:3], *wrong[:half], *good[3:6], *wrong[half:], *good[6:]]
    content = file_of(table_of(name), rows)
    return [told(imported(content, table_of(name), dry_run=dry_run)) for dry_run in (True, False)]


def test_more_than_sixty_wrong_values_are_refused_at_the_same_places_in_the_same_words(one_by_one):
    import_good(2)
    names = sorted({name for name, _ in wrong_rows()})
    quickly = {name: refused(name) for name in names}
    one_by_one()
    assert quickly == {name: refused(name) for name in names}
    lines = {(name, problem.split(", ")[0]) for name in names for problem in quickly[name][1][1]}
    in_no_column = [fields for _, fields in wrong_rows() if {"state", "withdrawn_reason"} & fields.keys()]
    assert len(lines) == len(wrong_rows()) - len(in_no_column) >= 60


def changed(name, place, fields) -> dict:
    new = {
        "action": {"title": "Another title", "date": "2023", "places": "good-place-2; good-place-4"},
        "source": {"published": "2020-01-01"},
        "citation": {"action": ["good-action-7"], "note": "Seen again."},
        "place": {"other_names": "Shushi; Shusha"},
    }
    return fields | (new.get(name, {}) if place % 4 == 0 else {})


def rows_of(name, turn) -> list[dict]:
    rows = [fields for kind, fields in good_rows(40) if kind == name]
    tied = [row | ({"places": "good-place; good-place-1"} if place % 3 else {}) for place, row in enumerate(rows)]
    return [changed(name, place, row) if turn else row for place, row in enumerate(tied)]


def all_imported(role) -> tuple:
    """What is said of files of every table, and stored; and of others after them that change a part of the rows."""
    user, said = person(role).user, []
    held = None if user.is_superuser else ImportProposals(user)
    with transaction.atomic():
        factories.SourceFactory(slug="good-source-8", title="Printed", publisher=None)  # which is public
        for name, turn in [(name, turn) for turn in range(2) for name in TABLES]:
            table, content = table_of(name), file_of(table_of(name), rows_of(name, turn))
            options = {"user": user, "held": held, "file_name": f"{name}.csv"}
            preview = imported(content, table, dry_run=True, **options)
            result = imported(content, table, expected=preview.outcome, **options)
            said.append((told(preview), told(result)))
            assert {row.object_id for row in result.rows} == set(table.model.objects.values_list("pk", flat=True))
        found = everything()
        found["proposed"] = sorted(map(str, Proposal.objects.values_list("title", "reason", "status")))
        transaction.set_rollback(True)
    return said, found


@pytest.mark.parametrize("role", ["superuser", "manager"])
def test_what_is_said_and_stored_of_files_is_the_same(one_by_one, role):
    quickly = all_imported(role)
    User.objects.filter(username=role).delete()
    one_by_one()
    said, found = all_imported(role)
    assert quickly[0] == said
    for what, held in quickly[1].items():
        assert held == found[what], what
    assert len(found["actionplace"]) > 50
    assert not [problem for both in said for one in both for problem in one[1]]
    assert bool(found["proposed"]) == (role == "manager")


def test_a_portion_that_the_database_refuses_is_written_row_by_row(monkeypatch):
    """As where somebody has a rule of the table's own in mind that Python does not know."""
    monkeypatch.setattr(Passing, "_keeps", lambda *said: True)
    rows = [GOOD["source"] | {"slug": f"good-{place}"} for place in range(5)]
    rows[3]["derivation"] = "reworded"
    problems = imported(file_of(table_of("source"), rows), table_of("source")).problems
    assert [problem.line for problem in problems] == [5]
    assert "Give both the source that it repeats" in str(problems[0])
    assert not Source.objects.exists()


def test_the_number_of_questions_hardly_grows_with_the_rows():
    import_good(2)
    costs = []
    for many in (20, 220):
        rows = [GOOD["action"] | {"slug": f"new-{many}-{place}", "places": "good-place"} for place in range(many)]
        with CaptureQueriesContext(connection) as asked:
            assert imported(file_of(table_of("action"), rows), table_of("action")).problems == []
        costs.append(len(asked))
    assert costs[1] < costs[0] * 1.3
