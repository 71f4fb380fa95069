"""The logs: what was asked for and how it ended, without a word on who asked and on what is in the database."""

import json
import logging
import os
import re
import subprocess
import sys

import pytest
from django.db import IntegrityError
from django.test import Client

from tests.support.site.paths import ROOT
from treatytracker.logs import JSONLines, configuration

pytestmark = pytest.mark.walk

SECRETS = ["ada-lovelace", "192.0.2.7", "canary", "a-cookie", "Browser of Ada"]


@pytest.fixture
def lines(caplog):
    """lines(): what was logged, as a server writes it."""
    caplog.set_level(logging.INFO)
    caplog.handler.setFormatter(JSONLines())
    return lambda: [json.loads(line) for line in caplog.text.splitlines()]


@pytest.mark.django_db
def test_each_request_is_one_line_without_its_question(client, lines):
    client.get("/nothing-there/şuşa?q=canary")
    [line] = lines()
    assert line.pop("time").endswith("+00:00")
    assert line.pop("milliseconds") >= 0
    assert len(line.pop("number")) == 32
    assert line.pop("message").startswith("GET /nothing-there/%C5%9Fu%C5%9Fa 404, ")
    assert line == {
        "level": "INFO",
        "logger": "treatytracker.logs",
        "method": "GET",
        "path": "/nothing-there/%C5%9Fu%C5%9Fa",
        "status": 404,
    }


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["root", "axes", "django"])
def test_nothing_that_a_visitor_is_or_says_is_logged(name, lines, caplog):
    caplog.set_level(logging.INFO, name)
    client = Client(REMOTE_ADDR="192.0.2.7", headers={"user-agent": "Browser of Ada", "cookie": "other=a-cookie"})
    for _ in range(6):
        client.post("/admin/login/?next=/canary", {"username": "ada-lovelace", "password": "canary"})
    client.get("/?q=canary")
    said = json.dumps(lines())
    assert "A sign-in was refused after too many wrong passwords" in said
    assert [secret for secret in SECRETS if secret in said] == []


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/admin/invitation/MQ/{}/", "/admin/bulk/work/{}/"])
def test_the_word_that_opens_something_is_not_logged(client, lines, address):
    client.get(address.format("canary-in-a-link"))
    assert [line["path"] for line in lines()] == [address.format("TOKEN")]
    assert "canary" not in json.dumps(lines())


def fail(*args, **kwargs):
    """As a page would whose row PostgreSQL refuses."""
    try:
        raise ValueError("canary")
    except ValueError as cause:
        raise IntegrityError("Key (slug)=(canary) already exists.") from cause


@pytest.fixture
def broken(client, monkeypatch):
    monkeypatch.setattr("django.contrib.admin.sites.AdminSite.each_context", fail)
    client.raise_request_exception = False
    return client


@pytest.mark.django_db
def test_an_error_is_logged_by_its_class_and_places_and_without_its_values(broken, lines):
    response = broken.get("/admin/login/?q=canary")
    error, request = lines()
    assert error["message"] == "Internal Server Error: /admin/login/"
    assert [each["class"] for each in error["errors"]] == ["django.db.utils.IntegrityError", "builtins.ValueError"]
    assert re.fullmatch(r"tests\.treatytracker\.test_logs:\d+ fail", error["errors"][0]["places"][-1])
    assert "canary" not in json.dumps([error, request])
    assert error["number"] == request["number"] == response.headers["X-Request-ID"]


@pytest.mark.django_db
def test_the_page_of_an_error_gives_the_number_under_which_it_is_logged(broken):
    response = broken.get("/admin/login/")
    assert response.status_code == 500
    assert f"<code>{response.headers['X-Request-ID']}</code>" in response.text
    assert "canary" not in response.text


@pytest.mark.django_db
def test_where_no_page_can_be_made_the_number_is_told_in_plain_words(broken, monkeypatch):
    monkeypatch.setattr("treatytracker.logs.render", fail)
    response = broken.get("/admin/login/")
    assert response.status_code == 500
    assert response.text == f"The site made an error. Its number: {response.headers['X-Request-ID']}"


@pytest.mark.django_db
def test_every_request_has_a_number_of_its_own_that_no_visitor_chooses(client):
    numbers = {client.get("/healthz", headers={"x-request-id": "chosen"}).headers["X-Request-ID"] for _ in range(3)}
    assert len(numbers) == 3
    assert "chosen" not in numbers


@pytest.mark.django_db
def test_the_watch_over_the_health_of_the_site_does_not_fill_the_log(client, lines):
    client.get("/healthz")
    assert lines() == []


def test_a_line_stays_a_line_whatever_the_address_holds(client, lines, db):
    client.get("/a%0A{}%22b")
    assert len(lines()) == 1


@pytest.mark.parametrize("said", ["Invalid request from ip=192.0.2.7: broken", "Error handling request /?q=canary"])
def test_what_gunicorn_says_of_visitors_is_left_out(said):
    line = JSONLines().format(logging.LogRecord("gunicorn.error", logging.WARNING, "", 0, said, (), None))
    assert [secret for secret in SECRETS if secret in line] == []


def test_the_log_of_gunicorn_that_names_every_visitor_is_off():
    assert configuration(production=True)["loggers"]["gunicorn.access"]["handlers"] == []


SAY = "import django; django.setup(); import logging; logging.getLogger('clauses').warning('Şuşa: %s', 1)"


@pytest.mark.parametrize(
    ("production", "expected"), [("true", '"message": "\\u015eu\\u015fa: 1"'), ("false", "Şuşa: 1")]
)
def test_a_server_writes_json_and_a_persons_machine_plain_text(tmp_path, production, expected):
    environment = os.environ | {
        "TREATYTRACKER_PRODUCTION": production,
        "DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3",
        "SECRET_KEY": "kX3v-9Qm2_zR7tLw8YpB4nHc6JdS1gFaTuEoVbNiMxKqWyZr5DhPs",
        "ALLOWED_HOSTS": "treaties.example.org",
        "DJANGO_SETTINGS_MODULE": "treatytracker.settings",
    }
    root = ROOT
    command = [sys.executable, "-c", SAY]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, encoding="utf-8", check=True)
    assert expected in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "header", ["x-forwarded-for", "forwarded", "x-forwarded-proto", "x-real-ip", "via", "cf-connecting-ip"]
)
def test_a_web_server_in_front_that_no_setting_speaks_of_is_warned_of_once(lines, settings, header):
    def warned(client, **headers):
        before = len(lines())
        for _ in range(3):
            client.get("/healthz", headers=headers)
        return [line["message"] for line in lines()[before:]]

    behind = {header: "for=192.0.2.7;canary"}
    client = Client()
    assert warned(client) == []
    [said] = warned(client, **behind)
    assert "Set TRUSTED_PROXIES to the number" in said
    assert not {"192.0.2.7", "canary"} & set(re.split(r"[=;\s]", said))
    settings.TRUSTED_PROXIES = 1
    assert warned(Client(), **behind) == []
