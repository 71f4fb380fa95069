"""Backups: whole and tried out; restored whole or not at all."""

import json
import stat
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
from tests.support.files.backups import back_up, execute, held, restore
from tests.support.rows import factories
from treatytracker.backups import backups, postgresql
from treatytracker.backups.archives import FILES, MANIFEST
from treatytracker.backups.digests import applied, difference, is_empty

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("var")]


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
    assert {*applied(connection), "clauses.0001_initial"} == {*newest}
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
