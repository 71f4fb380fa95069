"""One migration in the place of six: it leads where they led, and who has the six needs nothing."""

from datetime import date
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from clauses.models import Citation

from ..support.factories import ActionFactory, CitationFactory

ONE = import_module("clauses.migrations.0001_record").Migration
LAST_OF_SIX = ONE.replaces[-1]


def permissions():
    return {
        group.name: sorted(group.permissions.values_list("content_type__app_label", "content_type__model", "codename"))
        for group in Group.objects.order_by("name")
    }


def test_the_one_leads_to_the_same_tables_as_the_six():
    six = MigrationLoader(None, replace_migrations=False).project_state(LAST_OF_SIX)
    one = MigrationLoader(None).project_state(("clauses", "0001_record"))
    assert {name for app, name in one.models if app == "clauses"} >= {"action", "historicalaction", "comment"}
    assert MigrationAutodetector(six, one)._detect_changes() == {}
    assert MigrationAutodetector(one, six)._detect_changes() == {}


@pytest.mark.django_db
def test_the_one_gives_the_roles_what_the_six_gave():
    by_one = permissions()
    Group.objects.all().delete()
    for app, name in ONE.replaces:
        for step in ("make_roles", "give_permissions"):
            run = getattr(import_module(f"{app}.migrations.{name}"), step, lambda *_: None)
            run(apps, SimpleNamespace(connection=connection))
    assert permissions() == by_one
    assert {"viewer", "editor", "reviewer", "manager"} == set(by_one)


@pytest.mark.django_db
@pytest.mark.parametrize("applied", range(7))
def test_a_database_with_some_of_the_six_needs_the_rest_of_them(applied):
    """With none the one, with all nothing at all."""
    recorder = MigrationRecorder(connection)
    recorder.migration_qs.filter(app="clauses").delete()
    for app, name in ONE.replaces[:applied]:
        recorder.record_applied(app, name)
    executor = MigrationExecutor(connection)
    plan = [(step.app_label, step.name) for step, _ in executor.migration_plan(executor.loader.graph.leaf_nodes())]
    of_the_six = [step for step in plan if step in (("clauses", "0001_record"), *ONE.replaces)]
    assert of_the_six == ([("clauses", "0001_record")] if applied == 0 else ONE.replaces[applied:])
    assert plan[: len(of_the_six)] == of_the_six  # whatever came later comes after them


@pytest.mark.django_db
def test_citations_from_before_they_had_days_get_those_of_their_dates():
    citation = CitationFactory(field="date", value="2022-02", action=ActionFactory())
    Citation.objects.filter(pk=citation.pk).update(value_earliest=None, value_latest=None)
    step = import_module("clauses.migrations.0004_stated_days_and_roles")
    step.fill_stated_days(apps, SimpleNamespace(connection=connection))
    citation.refresh_from_db()
    assert (citation.value_earliest, citation.value_latest) == (date(2022, 2, 1), date(2022, 2, 28))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["0001_record", "0002_roles"])
def test_the_way_back_takes_the_roles_away(name):
    import_module(f"clauses.migrations.{name}").take_roles_away(apps, SimpleNamespace(connection=connection))
    assert not Group.objects.exists()


def test_the_way_back_takes_the_tables_away_the_last_one_first():
    at_once, _ = ONE.operations
    again = type(at_once)(*at_once.deconstruct()[1])
    assert [one.name for one in again.created] == [one.name for one in at_once.created]
    gone = []
    again.created = [SimpleNamespace(database_backwards=lambda *_, name=name: gone.append(name)) for name in "abc"]
    again.database_backwards("clauses", None, None, None)
    assert gone == ["c", "b", "a"]
