"""Which databases the environment names; what cannot be right stops the start with its remedy."""

import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured

from treatytracker.databases import SIGNS_OF_LIFE, read_databases

PRIMARY, REPLICA = "postgres://u:secret@one:5432/n", "postgres://u:secret@two/n"


@pytest.fixture
def databases_of(monkeypatch):
    """databases_of(primary, replicas): those of a site with this environment."""
    driver = SimpleNamespace(__spec__="as if it were installed, as it is not everywhere")
    monkeypatch.setitem(sys.modules, "psycopg", driver)

    def read(primary, replicas=None):
        for name, value in (("DATABASE_URL", primary), ("DATABASE_REPLICA_URLS", replicas)):
            monkeypatch.delenv(name, raising=False)
            if value is not None:
                monkeypatch.setenv(name, value)
        return read_databases(Path("/nowhere/db.sqlite3"))

    return read


BAD = {
    "of SQLite": ("sqlite:////tmp/x.sqlite3", REPLICA, "an SQLite database has no replicas. Name a PostgreSQL"),
    "of no database that is named": (None, REPLICA, "an SQLite database has no replicas"),
    "without a shape": (PRIMARY, "two", "DATABASE_REPLICA_URLS, address 1 cannot be read. Write postgres://"),
    "with a port that is no number": (PRIMARY, f"{REPLICA}, postgres://u@h:abc/n", "address 2 cannot be read"),
    "that is SQLite": (PRIMARY, "sqlite:////tmp/x.sqlite3", "address 1: this is no PostgreSQL database"),
    "without a name": (PRIMARY, "postgres://u:secret@two", "address 1: this is no PostgreSQL database"),
    "that is the primary": (PRIMARY, "postgres://other@one/n", "address 1: this is the database of DATABASE_URL"),
    "named twice": (PRIMARY, f"{REPLICA},{REPLICA}", "address 2: this is the database of DATABASE_URL, or named twice"),
}


@pytest.mark.parametrize(("primary", "replicas", "remedy"), BAD.values(), ids=BAD)
def test_a_replica_that_cannot_be_right_stops_the_start_and_no_password_is_repeated(
    databases_of, primary, replicas, remedy
):
    with pytest.raises(ImproperlyConfigured) as stopped:
        databases_of(primary, replicas)
    assert remedy in str(stopped.value)
    assert "secret" not in str(stopped.value)


@pytest.mark.parametrize("replicas", [None, "", " , "])
def test_without_replicas_there_is_one_database_with_the_options_that_it_was_given(databases_of, replicas):
    found = databases_of(f"{PRIMARY}?sslmode=require", replicas)
    assert {name: one["OPTIONS"] for name, one in found.items()} == {
        "default": {"sslmode": "require", "options": "-c jit=off"}
    }


def test_replicas_are_numbered_and_every_database_says_soon_that_it_is_gone(databases_of):
    found = databases_of(PRIMARY, f"{REPLICA}?connect_timeout=9 , postgres://v@three:5433/n?host=/run/x")
    assert [*found] == ["default", "replica1", "replica2"]
    assert found["replica1"]["OPTIONS"] == SIGNS_OF_LIFE | {"connect_timeout": 9, "options": "-c jit=off"}
    assert found["default"]["OPTIONS"]["connect_timeout"] == SIGNS_OF_LIFE["connect_timeout"]
    assert (found["replica2"]["HOST"], found["replica2"]["USER"]) == ("three", "v")
    assert all(one["CONN_HEALTH_CHECKS"] for one in found.values())
