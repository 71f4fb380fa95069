"""A database is a file that its owner alone reads, wherever it lies and whichever command makes or opens it."""

import os
import stat
from contextlib import closing

import pytest
from django.core.management import call_command
from django.db import connection

from tests.support.rows import factories
from treatytracker.private_files import file_of

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def open_umask():
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def opened(name):
    other = connection.copy()
    other.settings_dict["NAME"] = str(name)
    return closing(other)


def write(other):
    with other.cursor() as cursor:
        cursor.execute("CREATE TABLE IF NOT EXISTS stray (id integer)")
        cursor.execute("INSERT INTO stray VALUES (1)")


NAMES = {"a path": "{}", "an address": "file:{}", "an address with a question": "file:{}?cache=private&mode=rwc"}


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_a_new_database_and_its_log_are_private_whatever_opens_them(tmp_path, name):
    path = tmp_path / "new.sqlite3"
    with opened(name.format(path)) as other:
        write(other)
        made = {each.name: mode(each) for each in tmp_path.iterdir()}
    assert made == {f"new.sqlite3{ending}": 0o600 for ending in ("", "-wal", "-shm")}


def test_an_older_file_that_others_could_read_is_mended_with_what_lies_beside_it(tmp_path):
    path = tmp_path / "old.sqlite3"
    with opened(path) as first:
        write(first)
        for each in tmp_path.iterdir():
            each.chmod(0o664)
        with opened(path) as second:
            second.ensure_connection()
            assert {mode(each) for each in tmp_path.iterdir()} == {0o600}


@pytest.mark.parametrize("there", [True, False])
def test_a_link_to_a_database_elsewhere_is_followed(tmp_path, there):
    path, link = tmp_path / "there.sqlite3", tmp_path / "link.sqlite3"
    link.symlink_to(path)
    if there:
        path.touch(0o666)
    with opened(link) as other:
        write(other)
    assert mode(path) == 0o600


def test_nothing_is_made_for_a_database_in_memory(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (":memory:", "file::memory:", "file:memorydb_x?mode=memory&cache=shared"):
        assert file_of(name) is None
        with opened(name) as other:
            other.ensure_connection()
            other.connection.close()
    assert list(tmp_path.iterdir()) == []


def test_migrate_backup_and_restore_leave_nothing_that_others_read(tmp_path, settings, monkeypatch):
    settings.VAR_DIR = tmp_path / "var"
    settings.VAR_DIR.mkdir()
    factories.ActorFactory()
    call_command("backup", str(tmp_path / "backup.zip"), "--no-verify", verbosity=0)
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "restored.sqlite3"))
    connection.close()
    call_command("restore", str(tmp_path / "backup.zip"), "--yes", verbosity=0)
    call_command("backup", verbosity=0)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(files) >= 3
    assert {path.name: oct(mode(path)) for path in files if mode(path) != 0o600} == {}
    connection.close()


def test_the_settings_choose_it_for_every_address_of_sqlite(settings):
    assert settings.DATABASES["default"]["ENGINE"] == "treatytracker.private_sqlite"
