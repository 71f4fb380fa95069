"""The first command, run as a person runs it: a new process, an empty database, a free port."""

import os
import random
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import call_command

from clauses.models import Agreement

ROOT = Path(__file__).resolve().parent.parent
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


def test_the_site_is_up_from_nothing_and_a_second_start_loses_nothing(start, port):
    address = f"http://127.0.0.1:{port}/"
    server = start()
    assert read_when_up(server, address) == 200
    said = stop(server)
    assert f"treatytracker is at {address}  (admin: {address}admin/)" in said
    assert "shown only this once" in said

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


def test_the_printed_password_opens_the_admin(db, capsys):
    call_command("start", "--no-serve")
    password = re.search(r"password: +(\S+)", capsys.readouterr().out)[1]
    assert authenticate(username="admin", password=password).is_superuser


def test_an_administrator_is_made_only_where_there_is_none(admin_user, capsys):
    call_command("start", "--no-serve")
    assert "password" not in capsys.readouterr().out
    assert get_user_model().objects.count() == 1


@pytest.mark.parametrize("kills", [1, pytest.param(40, marks=pytest.mark.heavy)])
def test_a_first_start_that_was_killed_is_finished_by_the_next(start, tmp_path, kills, db):
    whole = (Agreement.objects.count(), 1)
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
