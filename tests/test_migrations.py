"""One migration in the place of six: it leads where they led, and who has the six needs nothing."""

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
    assert plan == ([("clauses", "0001_record")] if applied == 0 else ONE.replaces[applied:])
