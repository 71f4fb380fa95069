"""The tools of PostgreSQL that a backup is made with."""

import subprocess

import pytest
from django.core.management import CommandError
from django.db import connection

from tests.support.files.backups import back_up, execute
from treatytracker.backups import backups, postgresql
from treatytracker.backups.archives import BackupError

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("var")]


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
