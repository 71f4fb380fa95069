"""A backup that somebody else wrote: it has our tables, made as we make them, or nothing of it is run."""

import json
import sqlite3
import zipfile
from contextlib import closing
from importlib import import_module

import pytest
from django.core.management import CommandError
from django.db import connection

from clauses.models import Actor
from tests.support.files.backups import back_up, held, restore
from tests.support.rows import factories
from treatytracker.backups import schema
from treatytracker.backups.archives import FILES, MANIFEST, BackupError, pack
from treatytracker.backups.digests import applied, contents, difference
from treatytracker.backups.schema_sqlite import shape, shape_of_tables

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("var")]


@pytest.fixture
def file(tmp_path):
    factories.ActorFactory(slug="test-kept", name="Mine")
    back_up(tmp_path / "backup.zip", "--no-verify")
    return tmp_path / "backup.zip"


def unpacked(file):
    with zipfile.ZipFile(file) as archive:
        archive.extractall(file.parent)
        return json.loads(archive.read(MANIFEST)), file.parent / FILES[connection.vendor]


def packed(file, database, manifest):
    file.unlink()
    pack(file, database, {name: value for name, value in manifest.items() if name != "file"})


def altered(file, *statements):
    """The backup after these statements, with the digests that fit."""
    manifest, database = unpacked(file)
    with closing(sqlite3.connect(database)) as opened:
        opened.executescript(";".join(statements))
    other = connection.copy()
    other.settings_dict["NAME"] = str(database)
    with closing(other):
        manifest |= contents(other)
    packed(file, database, manifest)


def rewritten(old, new, name):
    """A definition written into SQLite's own table, past its checks."""
    return (
        "PRAGMA writable_schema = ON",
        f"UPDATE sqlite_master SET sql = replace(sql, '{old}', '{new}') WHERE name = '{name}'",
    )


EVIL = "UPDATE clauses_actor SET name = 'run'"
ALTERED = {
    "a trigger": (f"CREATE TRIGGER evil AFTER INSERT ON django_migrations BEGIN {EVIL}; END",),
    "a trigger on sessions": (f"CREATE TRIGGER evil AFTER DELETE ON django_session BEGIN {EVIL}; END",),
    "a view": ("CREATE VIEW evil AS SELECT * FROM auth_user",),
    "a view in the place of a table": ("DROP TABLE clauses_comment", "CREATE VIEW clauses_comment AS SELECT 1 AS id"),
    "a table": ("CREATE TABLE evil (id integer)",),
    "a virtual table": ("CREATE VIRTUAL TABLE evil USING fts5(body)",),
    "an index": ("CREATE INDEX evil ON clauses_actor (name)",),
    "a unique index": ("CREATE UNIQUE INDEX evil ON clauses_actor (name)",),
    "an index of an expression": ("CREATE INDEX evil ON clauses_actor (lower(name))",),
    "a column": ("ALTER TABLE clauses_actor ADD COLUMN evil text",),
    "a computed column": ("ALTER TABLE auth_user ADD COLUMN evil GENERATED ALWAYS AS (upper(password)) VIRTUAL",),
    "no column": ("ALTER TABLE auth_user DROP COLUMN last_name",),
    "no table": ("DROP TABLE clauses_comment",),
    "a constraint": rewritten("\"kind\" = ''state''", "\"kind\" = ''body''", "clauses_actor"),
    "a check": rewritten("''withdrawn''", "''withdrawn'', ''x''", "clauses_actor"),
    "a default": rewritten("\"is_superuser\" bool NOT NULL", "\"is_superuser\" bool DEFAULT 1 NOT NULL", "auth_user"),
}  # fmt: skip


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("case", "more"), [*((case, ["--no-verify"]) for case in ALTERED), ("a trigger", []), ("a column", [])]
)
def test_a_backup_that_is_made_otherwise_is_refused_and_nothing_of_it_is_run(file, case, more):
    statements = ALTERED[case]
    altered(file, *statements)
    before = held()
    with pytest.raises(CommandError, match=r"which treatytracker does not make|made otherwise than treatytracker"):
        restore(file, "--no-keep", *more)
    assert difference(before, held()) == ""
    assert Actor.objects.get(slug="test-kept").name == "Mine"


@pytest.mark.sqlite
def test_a_file_whose_own_list_of_tables_is_broken_is_refused(file):
    altered(file, *rewritten("CREATE TABLE", "CREATE TABLES", "clauses_actor")[:1])
    manifest, database = unpacked(file)
    with closing(sqlite3.connect(database)) as opened:
        opened.executescript(";".join(rewritten("CREATE TABLE", "CREATE TABLES", "clauses_actor")))
    packed(file, database, manifest)
    with pytest.raises(CommandError, match=r"SQLite finds a fault|made otherwise"):
        restore(file, "--no-keep")


@pytest.mark.sqlite
def test_a_backup_that_would_be_refused_is_made_with_a_warning(tmp_path, caplog):
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIEW stray AS SELECT 1")
    back_up(tmp_path / "backup.zip")
    assert "This backup would be refused by a restore: The backup holds the view 'stray'" in caplog.text
    assert (tmp_path / "backup.zip").exists()


@pytest.mark.sqlite
def test_statistics_that_sqlite_gathers_are_no_reason_to_refuse(file):
    altered(file, "ANALYZE")
    restore(file, "--no-keep")


@pytest.mark.sqlite
def test_tables_are_the_same_whichever_migrations_made_them():
    migrations = applied(connection)
    with connection.cursor() as cursor:
        found = shape(cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall())
    assert found == shape_of_tables(connection, migrations)
    ten = [f"{app}.{name}" for app, name in import_module("clauses.migrations.0001_initial").Migration.replaces]
    others = [name for name in migrations if name not in {"clauses.0001_initial", *ten}]
    assert found == shape_of_tables(connection, [*others, "clauses.0001_initial"])
    assert found == shape_of_tables(connection, [*others, *ten])


def test_a_list_of_migrations_that_is_not_complete_is_refused():
    for kept in (["clauses.0001_initial"], ["auth.0002_alter_permission_name_max_length"], []):
        with pytest.raises(BackupError, match="list of its migrations is not complete"):
            schema.state_after(kept)


def test_columns_may_stand_in_another_order_and_constraints_may_not_differ():
    one = ("table", "a", "a", """CREATE TABLE "a" ("x" text NOT NULL, "y" integer CHECK (("y" IN (1, 2))))""")
    same = ("table", "a", "a", """CREATE TABLE "a" ("y" integer CHECK ("y" IN (1,2)), "x" text NOT  NULL)""")
    other = ("table", "a", "a", """CREATE TABLE "a" ("x" text NOT NULL, "y" integer CHECK (("y" IN (1, 3))))""")
    assert shape([one]) == shape([same]) != shape([other])


# --- PostgreSQL ------------------------------------------------------------------------------------------------------

MADE = {
    "a function": ("CREATE FUNCTION evil() RETURNS integer LANGUAGE sql AS 'SELECT 1'", "DROP FUNCTION evil"),
    "an index": ("CREATE INDEX evil ON clauses_actor (name)", "DROP INDEX evil"),
    "a default": (
        "ALTER TABLE auth_user ALTER is_superuser SET DEFAULT true",
        "ALTER TABLE auth_user ALTER is_superuser DROP DEFAULT",
    ),
    "a check": (
        "ALTER TABLE clauses_actor ADD CONSTRAINT evil CHECK (name <> 'x')",
        "ALTER TABLE clauses_actor DROP CONSTRAINT evil",
    ),
}


@pytest.mark.postgresql
def test_a_dump_of_a_database_that_is_made_otherwise_is_refused(tmp_path):
    factories.ActorFactory(slug="test-kept", name="Mine")
    wrong = {}
    for case, (make, unmake) in MADE.items():
        file = tmp_path / f"{case.replace(' ', '-')}.zip"
        with connection.cursor() as cursor:
            cursor.execute(make)
        back_up(file, "--no-verify")
        with connection.cursor() as cursor:
            cursor.execute(unmake)
        try:
            restore(file, "--no-keep")
        except CommandError as refused:
            if "treatytracker" in str(refused) and "nothing was changed" in str(refused):
                continue
            wrong[case] = str(refused)
        else:
            wrong[case] = "restored"
    assert wrong == {}


@pytest.mark.postgresql
def test_an_order_to_psql_in_a_dump_is_never_given(file, tmp_path):
    """As in the place of a row of the list: the tools print it into the script as it is."""
    manifest, database = unpacked(file)
    content = database.read_bytes()
    order = f"\n\\! touch {tmp_path}/evil\n".encode()
    known = (
        b"SET statement_timeout = 0" if b"SET statement_timeout = 0" in content else b"CREATE TABLE public.auth_group "
    )
    at = content.index(known)
    evil = order + b" " * 200
    database.write_bytes(content[:at] + evil[: len(known)] + content[at + len(known) :])
    packed(file, database, manifest)
    for more in ([], ["--no-verify"]):
        with pytest.raises(CommandError):
            restore(file, "--no-keep", *more)
    assert not (tmp_path / "evil").exists()
