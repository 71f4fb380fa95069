"""Backups: whole, tried out, never overwritten; restored whole or not at all."""

import io
import json
import stat
import subprocess
import zipfile
from contextlib import closing

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from clauses.exchange import previews
from clauses.models import Actor, Domain
from tests.support import factories
from tests.support.backups import back_up, held, restore
from treatytracker.backups import backups, postgresql, sqlite
from treatytracker.backups.archives import FILES, MANIFEST, BackupError
from treatytracker.backups.digests import applied, difference, is_empty

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database, pytest.mark.usefixtures("var")]
ENGINE = {"sqlite": sqlite, "postgresql": postgresql}


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


# --- What a backup is ------------------------------------------------------------------------------------------------


def test_a_backup_brings_back_what_was_there_and_nothing_else(file):
    factories.ActorFactory(slug="test-kept", name="Şuşa")
    before = held()
    back_up(file)
    Actor.objects.filter(slug="test-kept").update(name="Other")
    factories.DomainFactory(slug="test-later")
    execute("CREATE TABLE stray (id integer)")
    restore(file)
    assert difference(before, held()) == ""
    assert Actor.objects.get(slug="test-kept").name == "Şuşa"
    assert "stray" not in connection.introspection.table_names()


def test_what_a_restore_replaced_can_be_restored_too(file, var):
    back_up(file)
    factories.ActorFactory(slug="test-regretted")
    restore(file)
    assert not Actor.objects.filter(slug="test-regretted").exists()
    (kept,) = (var / "backups").iterdir()
    assert kept.name.startswith("before-restore-")
    restore(kept, "--no-keep")
    assert Actor.objects.filter(slug="test-regretted").exists()


def test_new_rows_find_free_numbers_after_a_restore(file):
    back_up(file)
    restore(file, "--no-keep")
    factories.ActorFactory(slug="test-new")
    assert Actor.history.filter(slug="test-new").count() == 1


def test_without_a_name_it_is_kept_where_only_its_owner_looks(var, capsys):
    call_command("backup")
    (made,) = (var / "backups").iterdir()
    assert (stat.S_IMODE(made.parent.stat().st_mode), stat.S_IMODE(made.stat().st_mode)) == (0o700, 0o600)
    said = capsys.readouterr().out
    assert "Restoring into a temporary database ..." in said
    assert said.endswith("restored and compared: the same.\n")


def test_who_was_logged_in_and_unconfirmed_imports_do_not_come_back(file, admin_user, tmp_path):
    Session.objects.create(session_key="k" * 32, session_data="canary-of-a-session", expire_date=timezone.now())
    previews.keep(b"canary-of-an-import", user=admin_user, table="domains")
    back_up(file)
    with zipfile.ZipFile(file) as archive:
        assert b"canary-of-a" not in archive.read(FILES[connection.vendor])
    restore(file, "--no-keep")
    assert not Session.objects.exists()


def test_the_manifest_says_what_is_in_it(file):
    back_up(file)
    with zipfile.ZipFile(file) as archive:
        manifest = json.loads(archive.read(MANIFEST))
        assert sorted(archive.namelist()) == sorted([MANIFEST, FILES[connection.vendor]])
    assert manifest["tables"]["clauses_actor"]["rows"] == Actor.objects.count()
    assert "clauses.0001_initial" in manifest["migrations"]
    assert not {"django_session", "clauses_importpreview"} & set(manifest["tables"])


def test_a_digest_sees_every_change_and_no_order(file):
    rows = [factories.DomainFactory(slug=f"test-{name}", label="One") for name in "ab"]
    before = held()
    Domain.objects.filter(pk=rows[0].pk).update(label="Ones")
    assert difference(before, held()).startswith("clauses_domain: ")
    Domain.objects.filter(pk=rows[0].pk).update(label="One")
    assert difference(before, held()) == ""


@pytest.mark.sqlite
def test_a_digest_tells_a_number_from_a_text_from_bytes():
    found = set()
    for value in ("1", "'1'", "x'31'", "1.0", "NULL"):
        execute("DROP TABLE IF EXISTS stray")
        execute("CREATE TABLE stray (id integer PRIMARY KEY, value)")
        execute(f"INSERT INTO stray VALUES (1, {value})")
        found.add(held()["tables"]["stray"]["sha256"])
    assert len(found) == 5


# --- What is refused -------------------------------------------------------------------------------------------------


def test_no_file_is_ever_overwritten(file):
    file.write_text("mine")
    with pytest.raises(CommandError, match=r"exists already, and no backup is ever overwritten\. Name another file\."):
        back_up(file)
    assert file.read_text() == "mine"


def test_a_copy_that_is_not_the_same_is_not_kept(file, monkeypatch):
    copy = ENGINE[connection.vendor].copy

    def copy_meanwhile(*arguments):
        found = copy(*arguments)
        found["tables"]["clauses_actor"]["sha256"] = "0" * 64
        return found

    monkeypatch.setattr(ENGINE[connection.vendor], "copy", copy_meanwhile)
    with pytest.raises(CommandError, match=r"No backup was made\..* clauses_actor: "):
        back_up(file)
    assert [path.name for path in file.parent.iterdir()] == ["var"]


@pytest.mark.parametrize("name", ["nowhere/backup.zip", "var/secret/backup.zip"])
def test_a_folder_that_cannot_be_used_is_named(tmp_path, name):
    (tmp_path / "var" / "secret").write_text("a file")
    with pytest.raises(CommandError, match=r"cannot be used: .*Name a folder"):
        back_up(tmp_path / name)


def packed_anew(file, *, more=(), change=lambda manifest: None, database=None):
    """The same archive with another manifest or other members."""
    with zipfile.ZipFile(file) as archive:
        manifest, name = json.loads(archive.read(MANIFEST)), FILES[connection.vendor]
        database = archive.read(name) if database is None else database
    change(manifest)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(manifest))
        archive.writestr(manifest["file"]["name"], database)
        for extra in more:
            archive.writestr(extra, "x")


def altered(file):
    with zipfile.ZipFile(file) as archive:
        database = bytearray(archive.read(FILES[connection.vendor]))
    database[-100] ^= 1
    packed_anew(file, database=bytes(database))


def with_bomb(file):
    packed_anew(file, database=bytes(101 * 2**20), change=lambda manifest: manifest["file"].update(bytes=101 * 2**20))


def changed(**values):
    return lambda file: packed_anew(file, change=lambda manifest: manifest.update(values))


DAMAGED = {
    "no archive": (lambda file: file.write_text("Dear all"), "is no backup, or a damaged one. Choose another"),
    "cut off": (lambda file: file.write_bytes(file.read_bytes()[:-2000]), "is no backup, or a damaged one."),
    "altered": (altered, "the database in it was altered."),
    "a third file": (lambda file: packed_anew(file, more=["../evil"]), "holds something else than its manifest says."),
    "a bomb": (with_bomb, "holds something else than its manifest says."),
    "another program's": (changed(application="other"), "is no backup, or a damaged one."),
    "no list of tables": (changed(tables=[1]), "is no backup, or a damaged one."),
    "a newer form": (changed(format=2), "was written by a newer treatytracker. Update this one first."),
    "a newer version": (
        changed(migrations=["clauses.9999_later"], version="7.0"),
        "has the migration clauses.9999_later, which this version has not. Install treatytracker 7.0 or newer",
    ),
    "an older version on half the way": (
        changed(migrations=["clauses.0001_tables", "clauses.0002_roles"]),
        "has not got the migration clauses.0001_record. Restore it with an earlier treatytracker (git checkout ",
    ),
    "other content": (
        changed(tables={"clauses_actor": {"rows": 1, "sha256": "0" * 64}}),
        "The backup is not what it should be: ",
    ),
}


def refusal(file):
    try:
        restore(file, "--no-keep")
    except CommandError as refused:
        return str(refused)
    return "It was restored."


def test_a_backup_that_is_none_changes_nothing(file):
    back_up(file, "--no-verify")
    whole = file.read_bytes()
    factories.ActorFactory()
    before, wrong = held(), []
    for case, (damage, words) in DAMAGED.items():
        file.write_bytes(whole)
        damage(file)
        said = refusal(file)
        if words not in said or difference(before, held()):
            wrong.append((case, said, difference(before, held())))
    assert wrong == []


def test_a_backup_of_the_other_database_is_refused_with_another_way(file):
    back_up(file, "--no-verify")
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    packed_anew(file, change=lambda found: found.update(database=other, file=found["file"] | {"name": FILES[other]}))
    with pytest.raises(CommandError, match=r"is a backup of \w+; DATABASE_URL says \w+\. .*`write_fixtures`"):
        restore(file)


def test_a_missing_file_is_named(file):
    with pytest.raises(CommandError, match=r"backup\.zip cannot be read: No such file or directory\. Name the file"):
        restore(file)


@pytest.mark.parametrize("answer", ["no", "", "y"])
def test_nothing_happens_before_somebody_says_yes(file, answer, monkeypatch):
    back_up(file, "--no-verify")
    factories.ActorFactory(slug="test-kept")
    monkeypatch.setattr("builtins.input", lambda question: answer)
    with pytest.raises(CommandError, match=r"Nothing was changed\."):
        call_command("restore", str(file), stdout=io.StringIO())
    assert Actor.objects.filter(slug="test-kept").exists()


def test_where_nobody_can_answer_the_option_is_named(file, monkeypatch):
    back_up(file, "--no-verify")
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(CommandError, match=r"Nobody answered\. Add --yes where nobody can\."):
        call_command("restore", str(file), stdout=io.StringIO())


# --- Whole or not at all ---------------------------------------------------------------------------------------------


def test_a_restore_that_cannot_have_the_database_leaves_it_as_it_was(file, monkeypatch):
    back_up(file, "--no-verify")
    factories.ActorFactory()
    before = held()
    monkeypatch.setattr(postgresql, "WAIT_FOR_LOCKS", "-c lock_timeout=100ms")
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], *OPTION_FOR_HURRY[connection.vendor])
    with closing(connection.copy()) as other, other.cursor() as cursor:
        cursor.execute(LOCK[connection.vendor])
        with pytest.raises(CommandError, match=r"lock"):
            restore(file, "--no-keep", "--no-verify")
        cursor.execute("ROLLBACK")
    assert difference(before, held()) == ""


OPTION_FOR_HURRY = {"sqlite": ("timeout", 0.1), "postgresql": ("connect_timeout", 900)}
LOCK = {"sqlite": "BEGIN IMMEDIATE", "postgresql": "BEGIN; LOCK TABLE clauses_domain"}


# A migration that changes a table and is cheap to take back, because no other table refers to that one.
OLDER, TABLE, COLUMN = ("otp_static", "0002"), "otp_static_staticdevice", "last_used_at"


def is_older():
    with connection.cursor() as cursor:
        return COLUMN not in [column.name for column in connection.introspection.get_table_description(cursor, TABLE)]


@pytest.fixture
def older(file):
    """A backup of a time with a migration less; the database has it again."""
    newest = applied(connection)
    call_command("migrate", *OLDER, verbosity=0)
    assert is_older()
    back_up(file)
    call_command("migrate", verbosity=0)
    assert applied(connection) == newest
    return file


def test_an_older_backup_is_brought_up_to_date(older):
    newest = applied(connection)
    factories.ActorFactory(slug="test-later")
    restore(older)
    assert (applied(connection), is_older()) == (newest, False)
    assert not Actor.objects.filter(slug="test-later").exists()
    restore(older, "--no-verify", "--no-keep")
    assert (applied(connection), is_older()) == (newest, False)


@pytest.mark.parametrize("more", [(), ("--no-verify", "--no-keep")])
def test_a_backup_with_the_migrations_that_one_stands_for_is_restored_under_the_names_of_today(file, more):
    newest, recorder = applied(connection), MigrationRecorder(connection)
    recorder.record_unapplied("clauses", "0001_initial")
    back_up(file)
    recorder.record_applied("clauses", "0001_initial")
    factories.ActorFactory(slug="test-later")
    restore(file, *more)
    assert applied(connection) == newest
    assert not Actor.objects.filter(slug="test-later").exists()


def test_a_migration_that_fails_leaves_all_as_it_was(older, monkeypatch):
    factories.ActorFactory()
    before = held()

    def fail(*arguments, **options):
        raise CommandError("this migration fails")

    monkeypatch.setattr(backups, "call_command", fail)
    with pytest.raises(CommandError, match="this migration fails"):
        restore(older, "--no-keep")
    assert difference(before, held()) == ""


@pytest.mark.sqlite
def test_an_empty_database_is_filled_without_a_backup_of_nothing(file, tmp_path, var, monkeypatch):
    back_up(file)
    before = held()
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "new.sqlite3"))
    connection.close()
    restore(file)
    assert difference(before, held()) == ""
    assert stat.S_IMODE((tmp_path / "new.sqlite3").stat().st_mode) == 0o600
    assert list((var / "backups").iterdir()) == []
    connection.close()


def test_what_was_entered_makes_a_database_more_than_empty():
    assert not is_empty(connection)


# --- PostgreSQL's tools ----------------------------------------------------------------------------------------------


@pytest.mark.postgresql
def test_a_missing_tool_is_named_with_its_package(file, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(CommandError, match=r"pg_dump is not installed\. On Debian: sudo apt install"):
        back_up(file)


@pytest.mark.postgresql
def test_the_password_is_in_no_list_of_processes(file, monkeypatch):
    seen = []

    def run(command, *, env, **options):
        seen.append((command, env))
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(postgresql.subprocess, "run", run)
    other = connection.copy()
    other.settings_dict |= {"PASSWORD": "canary", "OPTIONS": {"host": "/run/sockets"}}
    postgresql.run(other, "pg_dump", "--format=custom")
    ((command, env),) = seen
    assert "canary" not in " ".join(command)
    assert (env["PGPASSWORD"], env["PGHOST"], env["PGDATABASE"]) == (
        "canary",
        "/run/sockets",
        connection.settings_dict["NAME"],
    )


@pytest.mark.postgresql
def test_an_account_that_may_not_create_databases_is_told_what_to_do(file):
    execute("CREATE ROLE test_reader LOGIN IN ROLE pg_read_all_data")
    try:
        other = connection.copy()
        other.settings_dict["USER"] = "test_reader"
        with pytest.raises(BackupError, match=r"test_reader may not create .*ALTER ROLE \"test_reader\" CREATEDB"):
            backups.back_up(other, file)
        assert not file.exists()
        backups.back_up(other, file, verify=False)
    finally:
        execute("DROP ROLE test_reader")
