"""/healthz: one word for each part of the site, for whoever asks and however."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from ...support.pages.policy import HEADERS

WELL = {"process": "ok", "database": "ok", "migrations": "ok"}


@pytest.mark.django_db
def test_a_site_that_can_work_says_so(client, django_assert_max_num_queries):
    client.get("/healthz")
    with django_assert_max_num_queries(2):
        response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, WELL)
    assert response.headers["Cache-Control"] == "no-store"
    assert client.head("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_database_that_was_not_brought_up_to_date_is_said(client):
    MigrationRecorder(connection).record_unapplied("sessions", "0001_initial")
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (503, WELL | {"migrations": "pending"})


def test_a_database_that_does_not_answer_is_said_in_one_word(client, monkeypatch):
    def refuse(self):
        raise OperationalError("connection to server at db.example.org, user treaties, failed")

    monkeypatch.setattr(MigrationRecorder, "applied_migrations", refuse)
    response = client.get("/healthz")
    assert response.status_code == 503
    assert response.json() == {"process": "ok", "database": "unreachable", "migrations": "unknown"}
    assert "example.org" not in response.text


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["10.0.0.5:8000", "anything.example"])
def test_a_balancer_asks_by_any_name_and_without_https(settings, host):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_REDIRECT_EXEMPT = True, ["^healthz$"]
    response = Client().get("/healthz", headers={"host": host})
    assert response.status_code == 200
    assert host not in response.text + str(response.headers)


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch", "options"])
def test_health_is_only_read(client, method):
    response = getattr(client, method)("/healthz")
    assert response.status_code == 405
    assert response.headers["Allow"] == "GET, HEAD"


@pytest.mark.django_db
def test_the_answer_has_the_headers_of_every_answer(client):
    assert [name for name in HEADERS if name not in client.get("/healthz").headers] == []
