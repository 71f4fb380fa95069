"""What every test stands on: the shipped fixtures, no network, and no skips where CI forbids them.

Every test that touches the database starts with the dataset of the five articles loaded; a module that asks for
`wider` has the wider record beside it, as a fresh install has. Each is loaded once per process. A plain test runs in a
transaction that is rolled back; after a test that commits (live server, `transactional_db`) the database is put back
from a snapshot, so that no test depends on the order of the others.
"""

import os
import sys
from ipaddress import ip_address

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: generated cases are judged by their answers, not by their seconds.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("untimed")

NO_SKIPS = os.environ.get("TREATYTRACKER_NO_SKIPS") == "1"


class NetworkError(RuntimeError):
    """A test tried to leave this machine; nothing here is ever fetched from the net."""


def is_here(host):
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return True
    try:
        return ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        return False


def stay_here(event, args):
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in ("socket.connect", "socket.sendto") and isinstance(args[1], tuple):
        host = args[1][0]
    else:
        return
    if not is_here(host):
        raise NetworkError(f"a test tried to reach {host}")


# An audit hook sees every socket of the process, whichever library opens it.
sys.addaudithook(stay_here)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    return refuse_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector):
    return refuse_skip((yield))


def refuse_skip(report):
    if NO_SKIPS and report.skipped and not hasattr(report, "wasxfail"):
        reason = report.longrepr[-1] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped where nothing may be: {reason}"
    return report


def pytest_collection_modifyitems(config, items):
    """Sets aside the tests for the other database; CI runs both, so there they are not even skips."""
    from django.db import connection

    other = "sqlite" if connection.vendor == "postgresql" else "postgresql"
    elsewhere = [item for item in items if item.get_closest_marker(other)]
    if NO_SKIPS:
        items[:] = [item for item in items if item not in elsewhere]
        config.hook.pytest_deselected(items=elsewhere)
        return
    skip = pytest.mark.skip(reason=f"holds on {other} only; DATABASE_URL says {connection.vendor}")
    for item in elsewhere:
        item.add_marker(skip)


class SQLiteSnapshot:
    def __init__(self, connection, name):
        self.connection = connection
        self.path = connection.settings_dict["NAME"]
        self.kept = f"{self.path}.{name}"
        self.copy(self.path, self.kept)

    def restore(self):
        self.connection.close()
        self.copy(self.kept, self.path)

    def drop(self):
        """The folder is temporary."""

    def copy(self, source, target):
        opened = [self.connection.Database.connect(name, timeout=20) for name in (source, target)]
        try:
            opened[0].backup(opened[1])
        finally:
            for database in opened:
                database.close()


class PostgreSQLSnapshot:
    def __init__(self, connection, name):
        self.connection = connection
        self.name = name
        connection.close()
        connection.creation.clone_test_db(name, verbosity=0, autoclobber=True)

    def restore(self):
        self.connection.close()
        quote = self.connection.ops.quote_name
        here = quote(self.connection.settings_dict["NAME"])
        kept = quote(self.connection.creation.get_test_db_clone_settings(self.name)["NAME"])
        with self.connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {here} WITH (FORCE)")
            cursor.execute(f"CREATE DATABASE {here} TEMPLATE {kept}")

    def drop(self):
        self.connection.creation.destroy_test_db(suffix=self.name, verbosity=0)


class Shipped:
    """The states of the database that tests start from, by the folders of fixtures that are in it."""

    def __init__(self):
        self.taken = {}
        self.current = None

    def load(self, folder):
        """The database with the fixtures of `folder` added; from now on tests start from it."""
        from django.core.management import call_command
        from django.db import connection

        if folder in self.taken:
            self.go_back_to(folder)
            return
        call_command("loaddata", folder, verbosity=0)
        kind = {"sqlite": SQLiteSnapshot, "postgresql": PostgreSQLSnapshot}[connection.vendor]
        self.taken[folder] = kind(connection, folder)
        self.current = folder

    def go_back_to(self, folder):
        self.current = folder
        self.taken[folder].restore()

    def drop(self):
        for snapshot in self.taken.values():
            snapshot.drop()


@pytest.fixture(scope="session", autouse=True)
def no_collected_files(tmp_path_factory):
    """Static files come from the source, not from what `make serve` collected; no maintenance switch is on."""
    from django.conf import settings

    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.MAINTENANCE_FILE = tmp_path_factory.mktemp("switch") / "maintenance"


@pytest.fixture(scope="session", autouse=True)
def quick_passwords():
    """The hash of a site with one round instead of a million, which every account of every test would cost."""
    from django.contrib.auth.hashers import PBKDF2PasswordHasher

    PBKDF2PasswordHasher.iterations = 1


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """SQLite in a file, as on a site: in memory, the live server's threads would share one connection."""
    from django.conf import settings

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    from django.test import TransactionTestCase

    states = Shipped()
    with django_db_blocker.unblock():
        states.load("five_articles")
    # Django would empty every table here, which takes what migrations wrote too and costs more than a copy.
    TransactionTestCase._fixture_teardown = lambda case: states.go_back_to(states.current)
    yield states
    with django_db_blocker.unblock():
        states.drop()


@pytest.fixture
def shipped(db):
    """The dataset of the five articles, by name, for a test that asks for it in so many words."""


@pytest.fixture(scope="module")
def wider(django_db_setup, django_db_blocker):
    """The wider record beside the five articles, for a whole module."""
    with django_db_blocker.unblock():
        django_db_setup.load("wider_record")
    yield
    with django_db_blocker.unblock():
        django_db_setup.go_back_to("five_articles")
