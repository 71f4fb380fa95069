"""The tables that our migrations make, against which a backup is held before anything in it is run.

A database holds more than rows: triggers, views, functions, expressions in constraints and indexes are run by whoever
opens it. Here the tables of a list of migrations are made in an empty database, from what the migrations lead to and
not one after the other, which takes a tenth of the time.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.migrations.state import ProjectState

from clauses.search_index.indexes import INDEXES
from clauses.search_index.tables import make_engine

from ..upgrades import keys_of, stood_for
from .archives import BackupError

Shape = Counter[tuple[Any, ...]]  # of (what it is, its name, how it is defined)

MADE: dict[frozenset[str], Shape] = {}


def expected(migrations: Collection[str], make: Callable[[], Shape]) -> Shape:
    """What `make` finds in a database with the tables of `migrations`; asked for once in a process."""
    key = frozenset(migrations)
    if key not in MADE:
        MADE[key] = make()
    return MADE[key]


def make_tables(connection: BaseDatabaseWrapper, migrations: Collection[str]) -> None:
    """Makes the tables to which `migrations`, as in "clauses.0001_initial", lead, in the empty database."""
    models = [model for model in state_after(migrations).apps.get_models() if model._meta.managed]
    with as_default(connection):
        with connection.schema_editor() as editor:
            for model in models:
                if not (model._meta.proxy or model._meta.swapped):
                    editor.create_model(model)
            made = {model._meta.db_table for model in models}
            for index in INDEXES:  # beside whose entries the engines of the search hold their words
                if index.entry_table in made:
                    make_engine(editor, index)
        MigrationRecorder(connection).ensure_schema()


@contextmanager
def as_default(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """Who asks for the default database in here, as migrations and their recorder do, is given `connection`."""
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connection
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = usual


def state_after(migrations: Collection[str]) -> ProjectState:
    """The models after these migrations, or after those that stand for them."""
    keys = keys_of(migrations)
    loader = MigrationLoader(None)
    nodes = (keys | stood_for(keys)) & loader.graph.nodes.keys()
    missing = {parent.key for key in nodes for parent in loader.graph.node_map[key].parents} - nodes
    if missing or not nodes:
        raise BackupError("The list of its migrations is not complete. Choose another backup.")
    return loader.project_state(sorted(nodes))


def refuse_other(found: Shape, expected: Shape, made_with: str, *, whole: bool = True) -> None:
    """BackupError naming the first thing in which a backup is made otherwise than our migrations make it.

    Where it is not there as a `whole` yet, only what is there already is looked at.
    """
    more, less = found - expected, expected - found if whole else Counter()
    names = {(kind, name) for kind, name, _ in expected}
    for kind, name, _ in sorted(more, key=str):
        if (kind, name) not in names:
            raise BackupError(
                f"The backup holds the {kind} {name!r}, which treatytracker does not make. Nothing of it was run and "
                "nothing was changed. Choose another backup."
            )
    for kind, name, _ in sorted([*more, *less], key=str):
        raise BackupError(
            f"In the backup the {kind} {name!r} is missing, or made otherwise than treatytracker makes it. Nothing of "
            "it was run and nothing was changed. Choose another backup; or, if you trust it, restore it with "
            f"treatytracker {made_with}, which made it, and update that."
        )
