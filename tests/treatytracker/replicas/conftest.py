"""A replica for tests in one process, and a real one.

The first is another connection, to a copy of the database on SQLite, to the same one else. The real one is a server of
PostgreSQL that follows another, with two servers of the site before them.
"""

from copy import deepcopy

import pytest
from django.db import connection, connections

from treatytracker.requests import replicas

from ...conftest import DATABASES
from ...support.site.processes import address
from ...support.site.replication import NAME, PASSWORD, primary_and_replica, serving, told, until

REPLICA = "replica1"


class Watched:
    """What is known of the replicas, as the test says."""

    def __init__(self):
        self.fit, self.since, self.left_out = [REPLICA], [], []

    def usable(self, since=0):
        self.since.append(since)
        return self.fit

    def leave_out(self, alias, error):
        self.left_out.append(alias)
        connections[alias].close()


@pytest.fixture
def replica(settings, tmp_path, monkeypatch):
    """Its connection, with the site set up to ask it; `replica.watched` says what is known of it."""
    found = deepcopy(connection.settings_dict)
    if connection.vendor == "sqlite":
        found["NAME"] = str(tmp_path / "replica.sqlite3")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [found["NAME"]])
    connections.settings[REPLICA] = found
    settings.REPLICAS = [REPLICA]
    settings.DATABASE_ROUTERS = ["treatytracker.replicas.asked.Readers"]
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, "treatytracker.requests.replicas.ask_replicas"]
    opened = connections[REPLICA]
    opened.watched = Watched()
    # Django lets a test connect to what was there when its class was made.
    monkeypatch.setattr(opened, "ensure_connection", lambda: opened.connection or opened.connect())
    monkeypatch.setattr(replicas, "watch", opened.watched)
    yield opened
    opened.close()
    del connections[REPLICA]
    del connections.settings[REPLICA]


@pytest.fixture(scope="package")
def servers(request, django_db_setup, django_db_blocker):
    """Both, with the dataset of the five articles and an account."""
    made = request.config.stash[DATABASES]
    before = made.current
    made.use("five_articles")
    with django_db_blocker.unblock():
        from django.contrib.auth.hashers import make_password

        password = make_password(PASSWORD)
        source = address()
    made.use(before)
    with primary_and_replica() as (primary, replica):
        primary.load(source)
        primary.ask(
            "INSERT INTO auth_user (username, password, is_superuser, is_staff, is_active, first_name, last_name,"
            f" email, date_joined) VALUES ('{NAME}', '{password}', true, true, true, '', '', '', now())"
        )
        yield primary, replica


@pytest.fixture(scope="package")
def patient(servers):
    """A server of the site to which the replica never lags: it may for an hour."""
    with serving(*servers, DATABASE_REPLICA_MAX_LAG="3600") as site:
        yield site


@pytest.fixture(scope="package")
def strict(servers):
    """Another one, for which the replica has to have all that there was when it was looked at."""
    with serving(*servers, DATABASE_REPLICA_MAX_LAG="0") as site:
        yield site


@pytest.fixture
def all_is_well(patient, strict):
    """Each test begins with a replica that both sites ask."""
    until(lambda: told(patient) == told(strict) == "ok")
