"""/healthz says in one word how the replicas are, to a superuser of each; the site does its work without them."""

import pytest
from django.test import Client

from treatytracker.replicas.watching import watch

from ...support.rows.people import person

pytestmark = pytest.mark.django_db(transaction=True)
WELL = {"process": "ok", "database": "ok", "migrations": "ok"}
STATES = {
    "ok": {"replica1": "ok", "replica2": "ok"},
    "some": {"replica1": "ok", "replica2": "lagging"},
    "none": {"replica1": "unreachable", "replica2": "lagging"},
}


@pytest.fixture
def told(settings, monkeypatch):
    """told(states, client): the status and the answer, where the replicas are in these states."""
    settings.REPLICAS = ["replica1", "replica2"]

    def ask(states, client):
        monkeypatch.setattr(watch, "look", lambda: monkeypatch.setattr(watch, "states", states))
        response = client.get("/healthz")
        return response.status_code, response.json()

    return ask


@pytest.mark.parametrize(("word", "states"), STATES.items())
def test_one_word_is_for_everybody_and_changes_no_status(told, word, states):
    for client in (Client(), person("manager"), Client(headers={"cookie": "sessionid=made-up"})):
        assert told(states, client) == (200, WELL | {"replicas": word})


def test_a_superuser_is_told_of_each(told):
    states = STATES["some"]
    assert told(states, person("superuser")) == (200, WELL | {"replicas": states})


def test_one_that_was_never_looked_at_is_not_said_to_be_well(told):
    assert told({}, person("superuser"))[1]["replicas"] == {"replica1": "unknown", "replica2": "unknown"}
    assert told({}, Client())[1]["replicas"] == "none"


def test_without_replicas_nothing_is_said_of_them(client, settings):
    assert settings.REPLICAS == []
    assert client.get("/healthz").json() == WELL
