"""The first command, run as a person runs it: a new process, an empty database, a free port.

What it loads is the few rows of `small_record`; the whole shipped record is loaded by a heavy test.
"""

import io
import os
import random
import re
import signal
import socket
import stat
import subprocess
import sys
from contextlib import contextmanager
from threading import Timer
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.apps import apps
from django.contrib.auth import authenticate, get_user_model
from django.contrib.auth.password_validation import validate_password
from django.core.management import call_command
from django.db import connection

from clauses.exchange.fixtures import folders
from clauses.models.base import Row
from treatytracker.backups.digests import contents, difference
from treatytracker.management.commands import start as start_command

from ..support.site.paths import ROOT, SMALL_RECORD
from ..support.site.processes import HANGING, Program, address
from ..support.site.processes import start as start_there


@pytest.fixture
def ctrl_c():
    """What a shell begins in the background ignores Ctrl-C, and so would all that is begun from there."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture
def start(tmp_path, port, ctrl_c):
    """Starts the site: with the small record and a database that is not there yet, or with what it is given."""
    begun = []

    def run(settings="tests.support.site.small_site", database=f"sqlite:///{tmp_path}/db.sqlite3"):
        process = subprocess.Popen(
            [sys.executable, "manage.py", "start", "--port", str(port)],
            cwd=ROOT,
            env=os.environ | {"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": settings, "PYTHONWARNINGS": "error"},
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        hanging = Timer(HANGING, process.kill)
        hanging.daemon = True
        hanging.start()
        begun.append((process, hanging))
        return process

    yield run
    for process, hanging in begun:
        hanging.cancel()
        process.kill()
        process.wait()
        process.stdout.close()


@pytest.fixture
def small(settings):
    """What a start within the test loads."""
    settings.FIXTURE_DIRS = SMALL[1:2]


def read_when_up(server, address):
    """What the server said until it was up, and the page at `address`: its status and its text."""
    said = ""
    while "Stop it with Control-C." not in said:
        line = server.stdout.readline()
        assert line, f"the server stopped: {said}"
        said += line
    try:
        with urlopen(address, timeout=HANGING) as page:
            return said, page.status, page.read().decode()
    except HTTPError as refused:
        return said, refused.status, ""


def stop(server):
    server.send_signal(signal.SIGINT)
    said = server.communicate()[0]
    assert server.returncode == 0, said
    return said


# What is loaded; the whole shipped record takes a minute and is for the heavy tests. CI loads it in any case.
SMALL = ("tests.support.site.small_site", SMALL_RECORD, "Sample treaty")
WHOLE = ("treatytracker.settings", ROOT / "fixtures", "Shusha Declaration")
RECORDS = [SMALL, pytest.param(*WHOLE, marks=pytest.mark.heavy)]


@pytest.mark.parametrize(("site", "record", "title"), RECORDS)
def test_the_site_is_up_from_nothing(start, port, tmp_path, site, record, title):
    """With a record of five rows; with the whole shipped record as a heavy test."""
    home = f"http://127.0.0.1:{port}/"
    server = start(site)
    said, status, page = read_when_up(server, home)
    assert (status, title in page) == (200, True)
    said += stop(server)
    assert f"treatytracker is at {home}  (admin: {home}admin/)" in said
    assert "shown only this once" in said
    assert stat.S_IMODE((tmp_path / "db.sqlite3").stat().st_mode) == 0o600


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("site", "record", "title"), RECORDS)
def test_a_second_start_loses_nothing(start, port, settings, site, record, title):
    """With a record of five rows; with the whole shipped record as a heavy test."""
    settings.FIXTURE_DIRS = [record]
    call_command("start", "--no-serve", stdout=Terminal())
    before = contents(connection)
    server = start(site, address())
    said, status, _ = read_when_up(server, f"http://127.0.0.1:{port}/admin/login/")
    assert status == 200
    said += stop(server)
    assert "password" not in said
    assert "Loading" not in said
    assert difference(before, contents(connection)) == ""


def test_a_taken_port_names_another_and_changes_nothing(start, port, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()
        server = start()
        said = server.communicate()[0]
    assert server.returncode == 1
    assert f"Port {port} is already in use. Choose another: make run PORT=8123" in said
    assert not (tmp_path / "db.sqlite3").exists()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_the_printed_password_opens_the_admin(small, db):
    call_command("start", "--no-serve", stdout=(screen := Terminal()))
    password = re.search(r"password: +(\S+)", screen.getvalue())[1]
    administrator = authenticate(username="admin", password=password)
    assert administrator.is_superuser
    validate_password(password, administrator)


def test_no_password_is_written_into_the_log_of_a_server(small, db, capsys):
    call_command("start", "--no-serve")
    said = capsys.readouterr().out
    assert "password" not in said
    assert "manage.py createsuperuser" in said
    assert not get_user_model().objects.exists()


def test_an_administrator_is_made_only_where_there_is_none(small, admin_user):
    call_command("start", "--no-serve", stdout=(screen := Terminal()))
    assert "password" not in screen.getvalue()
    assert get_user_model().objects.count() == 1


def test_r27_two_first_starts_take_turns_on_one_machine(small, db, settings, monkeypatch):
    done = []

    @contextmanager
    def turn(folder):
        done.append(f"alone in {folder.name}")
        yield
        done.append("ended")

    monkeypatch.setattr(start_command, "alone", turn)
    monkeypatch.setattr(start_command, "call_command", lambda name, **more: done.append(name))
    call_command("start", "--no-serve", stdout=io.StringIO())
    assert done == [f"alone in {settings.VAR_DIR.name}", "migrate", "clearsessions", "loaddata", "ended"]


def test_a_start_without_the_shipped_record_is_for_a_collection_of_ones_own(small, db, settings, monkeypatch):
    done = []
    monkeypatch.setattr(start_command, "call_command", lambda name, **more: done.append(name))
    call_command("start", "--no-serve", "--empty", stdout=io.StringIO())
    assert done == ["migrate", "clearsessions"]


def test_make_run_hands_on_that_it_is_to_be_empty():
    assert made("run", "EMPTY=1").rstrip().endswith("--empty")
    assert "--empty" not in made("run")


def made(*asked: str) -> str:
    """What make would do, asked as by hand: within another make it would say so, too."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    said = subprocess.run(["make", "-n", *asked], cwd=ROOT, env=own, capture_output=True, text=True, check=True).stdout
    assert "manage.py start" in said
    return said


LEFT = {"cut off": b'{"paths": {"a.css"', "empty": b"", "none": None}


@pytest.mark.parametrize("left", LEFT.values(), ids=LEFT)
def test_r27_static_files_of_a_collection_that_was_cut_off_are_collected_anew(small, db, settings, tmp_path, left):
    settings.PRODUCTION, settings.STATIC_ROOT = True, tmp_path
    (tmp_path / "admin").mkdir()
    (tmp_path / "admin" / "half.0123456789ab.css").write_text("body {")
    if left is not None:
        (tmp_path / "staticfiles.json").write_bytes(left)
    call_command("start", "--no-serve", stdout=io.StringIO())
    assert list(tmp_path.iterdir()) == []


def test_static_files_that_were_collected_whole_are_kept(small, db, settings, tmp_path):
    settings.PRODUCTION, settings.STATIC_ROOT = True, tmp_path
    (tmp_path / "staticfiles.json").write_text('{"paths": {}, "version": "1.1"}')
    (tmp_path / "whole.css").touch()
    call_command("start", "--no-serve", stdout=io.StringIO())
    assert len(list(tmp_path.iterdir())) == 2


# Killed with a part of the rows written, and with all of them, about when they are committed.
ANYWHERE = [random.Random(kill).randint(1, 3200) for kill in range(40)]
KILLED = [(SMALL[1], 3), (SMALL[1], 5)] + [pytest.param(WHOLE[1], row, marks=pytest.mark.heavy) for row in ANYWHERE]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("record", "row"), KILLED)
def test_a_first_start_that_was_killed_is_finished_by_the_next(record, row):
    kill_while_loading(Program(start_there, record), row)
    assert Program(start_there, record).end()[-1] == "done"
    assert list(folders.differences(record)) == []
    rows = [model for model in apps.get_models() if issubclass(model, Row)]
    assert {model: model.objects.count() for model in rows} == {model: model.history.count() for model in rows}
    assert not get_user_model().objects.exists()


def kill_while_loading(program, rows):
    for _ in range(rows):
        said = program.hears()
        assert said == "row", said
    program.kill()
