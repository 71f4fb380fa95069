"""One migration in the place of ten: who has the ten needs nothing, who has only some is told how to go on."""

from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from clauses.models import Agreement, Assessment, Comment, Decision, Proposal
from treatytracker.backups import schema_postgresql, schema_sqlite
from treatytracker.requests.health import health
from treatytracker.upgrades import half_way, stood_for

from ..support.rows.factories import ActionFactory, AgreementFactory, AssessmentFactory, DecisionFactory
from ..support.rows.people import person

INITIAL = import_module("clauses.migrations.0001_initial")
ONE = ("clauses", "0001_initial")
LATER = sorted(key for key in MigrationLoader(None).disk_migrations if key[0] == "clauses" and key != ONE)
# What a database of the last version with ten has applied, in that order.
TEN = [
    ("clauses", name)
    for name in (
        "0001_tables",
        "0002_roles",
        "0003_quotation_locks_and_resolutions",
        "0004_stated_days_and_roles",
        "0005_series_figures_and_disagreements",
        "0006_roles_for_series_and_disagreements",
        "0001_record",
        "0007_quotations_that_moved",
        "0011_search_columns_on_lines",
        "0012_names_in_folded_order",
    )
]


def permissions():
    return sorted(Group.objects.values_list("name", "permissions__content_type__model", "permissions__codename"))


def shape():
    if connection.vendor == "postgresql":
        return schema_postgresql.shape(connection)
    with connection.cursor() as cursor:
        return schema_sqlite.shape(cursor.execute(schema_sqlite.ALL).fetchall())


def as_of(applied):
    """The database as one of an earlier version that has these migrations of the app."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="clauses").delete()
    for app, name in applied:
        recorder.record_applied(app, name)


def plan():
    executor = MigrationExecutor(connection)
    return [(step.app_label, step.name) for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def test_a_database_with_the_ten_has_nothing_to_do(transactional_db):
    kept = AgreementFactory()
    before = shape(), permissions()
    as_of([*TEN, *LATER])
    assert plan() == []
    assert health()["migrations"] == ("ok" if LATER else "pending")  # it looks for the newest alone
    call_command("migrate", verbosity=0)
    assert (shape(), permissions()) == before
    assert health()["migrations"] == "ok"
    assert {*TEN, ONE} <= MigrationRecorder(connection).applied_migrations().keys()
    assert Agreement.objects.get() == kept


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 7, 9])
def test_a_database_with_some_of_the_ten_is_refused_before_anything_is_done(number):
    as_of(TEN[:number])
    before = MigrationRecorder(connection).applied_migrations().keys()
    with pytest.raises(CommandError, match=r"has not got the migration clauses\.\w+\. .*\(git checkout \w+\)"):
        call_command("migrate", verbosity=0)
    assert MigrationRecorder(connection).applied_migrations().keys() == before


@pytest.mark.django_db
def test_a_database_with_none_of_the_ten_gets_the_one():
    as_of([])
    assert plan() == [ONE, *LATER]


def test_whichever_of_the_ten_are_there_all_count_as_the_one_and_less_as_half_the_way():
    for number in range(1, 10):
        assert half_way(TEN[:number]) == ".".join(min(TEN[number:])), number
        assert half_way(TEN[number:]) == ".".join(min(TEN[:number])), number
        assert half_way([ONE, *TEN[:number]]) == ""
    assert half_way(TEN) == half_way([]) == half_way([ONE]) == ""
    assert stood_for(TEN) == {ONE}
    assert stood_for(TEN[1:]) == set()


@pytest.mark.django_db
def test_the_way_back_takes_the_roles_away():
    assert {"viewer", "editor", "reviewer", "manager"} == set(Group.objects.values_list("name", flat=True))
    INITIAL.take_roles_away(apps, SimpleNamespace(connection=connection))
    assert not Group.objects.exists()


def test_the_way_back_takes_the_tables_away_the_last_one_first():
    at_once, _ = INITIAL.Migration.operations
    again = type(at_once)(*at_once.deconstruct()[1])
    assert [one.name for one in again.created] == [one.name for one in at_once.created]
    gone = []
    again.created = [SimpleNamespace(database_backwards=lambda *_, name=name: gone.append(name)) for name in "abc"]
    again.database_backwards("clauses", None, None, None)
    assert gone == ["c", "b", "a"]


def test_what_was_a_resolution_becomes_a_decision_wherever_it_is_named(transactional_db):
    decision = DecisionFactory(action=ActionFactory(), field="date", reason="It printed it first.")
    judged = AssessmentFactory(action=ActionFactory(), level=None, verdict="partial")
    gone = DecisionFactory(action=decision.action, field="status")
    last = gone.pk
    gone.delete()
    editor, granted = person("editor").user, permissions()
    call_command("migrate", "clauses", "0002", verbosity=0)
    old = MigrationLoader(connection).project_state(("clauses", "0002_as_reported")).apps
    assert old.get_model("clauses", "Resolution").objects.get().resolved_by == decision.decided_by
    kept = [
        {"table": "resolution", "what": "changed", "old": {"resolved_by": "a"}, "new": {"resolved_by": "b"}},
        {"table": "assessment", "what": "changed", "old": {"bearing": "none"}, "new": {"bearing": "partial"}},
        {"table": "action", "what": "changed", "old": {"title": "a"}, "new": {"title": "b"}},
    ]
    about = {"table": "resolution", "row": decision.pk, "author_id": editor.pk}
    old.get_model("clauses", "Proposal").objects.create(edits=kept, **about)
    old.get_model("clauses", "Comment").objects.create(kind="remark", text="Why?", **about)
    call_command("migrate", "clauses", verbosity=0)
    assert [(each["table"], each["new"]) for each in Proposal.objects.get().edits] == [
        ("decision", {"decided_by": "b"}),
        ("assessment", {"verdict": "partial"}),
        ("action", {"title": "b"}),
    ]
    assert {Comment.objects.get().table, Proposal.objects.get().table} == {"decision"}
    assert permissions() == granted
    assert Decision.objects.get() == decision
    assert {row.reason for row in Decision.history.filter(id=decision.pk)} == {"It printed it first."}
    assert DecisionFactory(action=decision.action, field="status").pk > last  # a number is given once
    assert Assessment.objects.get() == judged
    assert Assessment.objects.get().verdict == "partial"


def test_no_index_of_review_states_is_left(db):
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'index' AND sql LIKE '%(\"state\")'")
        else:
            cursor.execute(r"SELECT indexname FROM pg_indexes WHERE indexdef ~ '\(state( varchar_pattern_ops)?\)'")
        assert cursor.fetchall() == []
