"""A start that cannot be stops with one line that says what to do."""

import os
import socket
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connections

from treatytracker.remedies import remedy

from ..support.site.paths import ROOT
from ..support.site.processes import HANGING

READ = {"TREATYTRACKER_PRODUCTION", "SECRET_KEY", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DEBUG"}


@pytest.fixture
def refusal(tmp_path):
    """What `manage.py start` says, and stops at, in this environment with these arguments."""

    def run(*more, **environment):
        kept = {name: value for name, value in os.environ.items() if name not in READ}
        done = subprocess.run(
            [sys.executable, "manage.py", "start", *more],
            cwd=ROOT,
            env=kept | {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3"} | environment,
            capture_output=True,
            text=True,
            timeout=HANGING,
            check=False,
        )
        assert done.returncode == 1, done.stdout
        assert done.stdout == ""
        return done.stderr

    return run


@pytest.mark.parametrize("more", [[], ["--no-serve"]])
@pytest.mark.parametrize(
    ("host", "number", "remedy"),
    [
        ("127.0.0.1", "0", "ports go from 1 to 65535"),
        ("127.0.0.1", "65536", "ports go from 1 to 65535"),
        ("127.0.0.1", "abc", "PORT=8123"),
        ("192.0.2.1", "8123", "HOST=127.0.0.1"),
        ("::1", "8123", "HOST=[::1]"),
    ],
)
def test_an_address_that_cannot_be_listened_at_is_refused_in_one_line(db, host, number, remedy, more):
    with pytest.raises(SystemExit, match=r"^treatytracker: [^\n]+$") as stopped:
        call_command("start", "--host", host, "--port", number, *more)
    assert remedy in str(stopped.value)


def test_a_server_is_refused_a_taken_port_in_its_own_words(db, port):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        with pytest.raises(SystemExit, match=r"already in use\. Choose another: make serve PORT=8123"):
            call_command("start", "--no-serve", "--port", str(port))


STARTS = {
    "a damaged database": ({"DATABASE_URL": "sqlite:///{}/damaged.sqlite3"}, "is damaged, or no SQLite database"),
    "a folder for a database": ({"DATABASE_URL": "sqlite:///{}"}, "cannot be opened. Make its folder"),
    "no folder for a database": ({"DATABASE_URL": "sqlite:///{}/nowhere/db.sqlite3"}, "mend DATABASE_URL"),
    "a database address that is none": ({"DATABASE_URL": "nonsense"}, "DATABASE_URL cannot be read. Write postgres://"),
    "a switch that is neither on nor off": ({"DEBUG": "maybe"}, "DEBUG cannot be read. Write true or false."),
}


@pytest.mark.parametrize(("environment", "remedy"), STARTS.values(), ids=STARTS)
def test_a_start_that_cannot_be_stops_with_one_line_and_its_remedy(refusal, tmp_path, environment, remedy):
    (tmp_path / "damaged.sqlite3").write_text("this is no database, only text " * 200)
    said = refusal("--no-serve", **{name: value.format(tmp_path) for name, value in environment.items()})
    assert "Traceback" not in said
    last = said.splitlines()[-1]  # after a warning of the site's checks where this machine's SQLite is old
    assert last.startswith("treatytracker: ")
    assert remedy in last


def test_a_traceback_is_shown_to_whoever_asks_for_it(refusal):
    assert "Traceback" in refusal("--traceback", DEBUG="maybe")


def test_postgresql_that_does_not_answer_is_said_in_one_line(monkeypatch):
    monkeypatch.setattr(connections["default"], "vendor", "postgresql")
    down = OperationalError("connection failed: Connection refused\n\tIs the server running on that host?")
    assert remedy(down) == (
        "PostgreSQL cannot be used: connection failed: Connection refused. Start it, or mend DATABASE_URL."
    )


def test_an_error_of_the_code_keeps_its_traceback(monkeypatch):
    monkeypatch.setattr(connections["default"], "vendor", "sqlite")
    assert remedy(KeyError("x")) == remedy(OperationalError("near SELECT: syntax error")) == ""


def test_developers_keep_every_traceback(settings):
    settings.DEBUG = True
    assert remedy(ImproperlyConfigured("x")) == ""
