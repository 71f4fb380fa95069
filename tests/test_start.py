"""The first command, run as a person runs it: a new process, an empty database, a free port."""

import io
import os
import random
import re
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import OperationalError, connections

from clauses.models import Agreement
from treatytracker.remedies import remedy

ROOT = Path(__file__).resolve().parent.parent
READ = {"TREATYTRACKER_PRODUCTION", "SECRET_KEY", "ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DATABASE_URL", "DEBUG"}
PATIENCE = 60  # seconds; a first start loads every fixture, on whatever machine this is


@pytest.fixture
def port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def start(tmp_path, port):
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3", "PYTHONWARNINGS": "error"}
    command = [sys.executable, "manage.py", "start", "--port", str(port)]

    def run(*more):
        return subprocess.Popen(
            command + list(more), cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )

    return run


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
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 1, done.stdout
        assert done.stdout == ""
        return done.stderr

    return run


def counted(path):
    with closing(sqlite3.connect(path)) as database:
        query = "SELECT (SELECT count(*) FROM clauses_agreement), (SELECT count(*) FROM auth_user)"
        return database.execute(query).fetchone()


def read_when_up(server, address):
    """The home page's status as soon as the server answers; what the server said where it does not."""
    for _ in range(PATIENCE * 10):
        if server.poll() is not None:
            pytest.fail(f"the server stopped: {server.stdout.read()}")
        try:
            with urlopen(address, timeout=PATIENCE) as page:
                return page.status
        except HTTPError as refused:
            return refused.status
        except URLError:
            time.sleep(0.1)
    server.kill()
    pytest.fail(f"the server did not answer: {server.communicate()[0]}")


def stop(server):
    server.send_signal(signal.SIGINT)
    said = server.communicate(timeout=PATIENCE)[0]
    assert server.returncode == 0, said
    return said


def test_the_site_is_up_from_nothing_and_a_second_start_loses_nothing(start, port, tmp_path):
    address = f"http://127.0.0.1:{port}/"
    server = start()
    assert read_when_up(server, address) == 200
    said = stop(server)
    assert f"treatytracker is at {address}  (admin: {address}admin/)" in said
    assert "shown only this once" in said
    assert stat.S_IMODE((tmp_path / "db.sqlite3").stat().st_mode) == 0o600

    server = start()
    assert read_when_up(server, f"{address}admin/login/") == 200
    said = stop(server)
    assert "password" not in said
    assert "Loading" not in said


def test_a_taken_port_names_another_and_changes_nothing(start, port, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        server = start()
        said = server.communicate(timeout=PATIENCE)[0]
    assert server.returncode == 1
    assert f"Port {port} is already in use. Choose another: make run PORT=8123" in said
    assert not (tmp_path / "db.sqlite3").exists()


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


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_the_printed_password_opens_the_admin(db):
    call_command("start", "--no-serve", stdout=(screen := Terminal()))
    password = re.search(r"password: +(\S+)", screen.getvalue())[1]
    administrator = authenticate(username="admin", password=password)
    assert administrator.is_superuser
    validate_password(password, administrator)


def test_no_password_is_written_into_the_log_of_a_server(db, capsys):
    call_command("start", "--no-serve")
    said = capsys.readouterr().out
    assert "password" not in said
    assert "manage.py createsuperuser" in said
    assert not get_user_model().objects.exists()


def test_an_administrator_is_made_only_where_there_is_none(admin_user):
    call_command("start", "--no-serve", stdout=(screen := Terminal()))
    assert "password" not in screen.getvalue()
    assert get_user_model().objects.count() == 1


@pytest.mark.parametrize("kills", [1, pytest.param(40, marks=pytest.mark.heavy)])
def test_a_first_start_that_was_killed_is_finished_by_the_next(start, tmp_path, kills, db):
    whole = (Agreement.objects.count(), 0)
    anywhere = random.Random(kills)
    for _ in range(kills):
        for leftover in tmp_path.glob("db.sqlite3*"):
            leftover.unlink()
        kill_while_loading(start("--no-serve"), anywhere.uniform(0, 3))
        second = start("--no-serve")
        said = second.communicate(timeout=PATIENCE)[0]
        assert second.returncode == 0, said
        assert counted(tmp_path / "db.sqlite3") == whole


def kill_while_loading(server, seconds):
    assert any("Loading" in line for line in server.stdout)  # warnings of the system check may stand before it
    time.sleep(seconds)
    server.kill()
    server.communicate()
