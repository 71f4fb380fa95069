"""A replica for tests in one process: another connection, to a copy of the database on SQLite, to the same one else."""

from copy import deepcopy

import pytest
from django.db import connection, connections

from treatytracker.requests import replicas

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
