"""The settings: a bad one stops the start with its remedy, and production says every header that protects a reader."""

import os
import re
import runpy
import stat
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from clauses.checks import check_proxies, check_sqlite
from tests.support.site.paths import ROOT
from treatytracker.secret import local_secret

STRONG = "kX3v-9Qm2_zR7tLw8YpB4nHc6JdS1gFaTuEoVbNiMxKqWyZr5DhPs"
PRODUCTION = {"TREATYTRACKER_PRODUCTION": "true", "SECRET_KEY": STRONG, "ALLOWED_HOSTS": "treaties.example.org"}
READ = {*PRODUCTION, "DEBUG", "CSRF_TRUSTED_ORIGINS", "CONTACT_ADDRESS", "DATABASE_URL"} | {
    "TRUSTED_PROXIES",
    "LOCK_MINUTES",
    "SESSION_HOURS",
    "REQUIRE_TWO_STEP_SIGN_IN",
}


@pytest.fixture
def settings_of(monkeypatch):
    """settings_of(DEBUG="true"): the settings that a start in this environment has."""

    def read(**environment):
        for name in READ:
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delitem(sys.modules, "treatytracker.settings", raising=False)  # runpy warns of it
        return runpy.run_module("treatytracker.settings")

    return read


BAD = {
    "production that is neither yes nor no": ({"TREATYTRACKER_PRODUCTION": "perhaps"}, "Write true or false"),
    "debug that is neither yes nor no": ({"DEBUG": "maybe"}, "Write true or false"),
    "debug in production": (PRODUCTION | {"DEBUG": "true"}, "Unset it"),
    "no secret": (PRODUCTION | {"SECRET_KEY": ""}, "SECRET_KEY is missing"),
    "a short secret": (PRODUCTION | {"SECRET_KEY": "short"}, "secrets.token_urlsafe"),
    "a secret of one letter": (PRODUCTION | {"SECRET_KEY": "a" * 80}, "too weak"),
    "Django's own example of a secret": (PRODUCTION | {"SECRET_KEY": f"django-insecure-{STRONG}"}, "too weak"),
    "no host": (PRODUCTION | {"ALLOWED_HOSTS": ""}, "name the hosts"),
    "any host": (PRODUCTION | {"ALLOWED_HOSTS": "*"}, "name the hosts"),
    "an address for a host": (PRODUCTION | {"ALLOWED_HOSTS": "https://t.example.org/"}, "Write host names only"),
    "a host with its port": ({"ALLOWED_HOSTS": "t.example.org:8000"}, "Write host names only"),
    "a pattern of hosts": ({"ALLOWED_HOSTS": "*.example.org"}, "Write host names only"),
    "an origin without https": ({"CSRF_TRUSTED_ORIGINS": "t.example.org"}, "Write https:// and the host name"),
    "an origin with a path": ({"CSRF_TRUSTED_ORIGINS": "https://t.example.org/"}, "Write https:// and the host name"),
    "a contact that is no address": ({"CONTACT_ADDRESS": "the editors"}, "write an e-mail or a web address"),
    "a contact that is a script": ({"CONTACT_ADDRESS": "javascript:alert(1)"}, "write an e-mail or a web address"),
    "an empty database address": ({"DATABASE_URL": ""}, "DATABASE_URL cannot be read. Write postgres://"),
    "a port that is no number": ({"DATABASE_URL": "postgres://h:abc/n"}, "DATABASE_URL cannot be read. Write"),
    "an address without a database": ({"DATABASE_URL": "postgres://u@h"}, "names no database"),
    "a database of no known kind": ({"DATABASE_URL": "nothing://x"}, "Write postgres://"),
    "proxies that are no number": ({"TRUSTED_PROXIES": "nginx"}, "how many proxies"),
    "fewer proxies than none": ({"TRUSTED_PROXIES": "-1"}, "how many proxies"),
    "a lock without a time": ({"LOCK_MINUTES": "0"}, "Write a number of minutes"),
    "a second step that is neither yes nor no": ({"REQUIRE_TWO_STEP_SIGN_IN": "perhaps"}, "Write true or false"),
    "a session without a time": ({"SESSION_HOURS": "0"}, "Write a number of hours"),
    "a database that is not supported": ({"DATABASE_URL": "mysql://u:p@h/n"}, "SQLite and on PostgreSQL"),
}


@pytest.mark.parametrize(("environment", "remedy"), BAD.values(), ids=BAD)
def test_a_bad_setting_stops_the_start_with_its_remedy(settings_of, environment, remedy):
    with pytest.raises(ImproperlyConfigured) as stopped:
        settings_of(**environment)
    assert remedy in str(stopped.value)
    assert STRONG not in str(stopped.value)


def test_postgresql_without_its_driver_names_what_installs_it(settings_of, monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ImproperlyConfigured, match=r"make serve.*pip install --require-hashes -r requirements-server"):
        settings_of(DATABASE_URL="postgres://u:p@h/n")


def test_hosts_and_origins_may_stand_with_spaces_between(settings_of):
    found = settings_of(
        ALLOWED_HOSTS="a.example.org, .example.com, [::1]",
        CSRF_TRUSTED_ORIGINS="https://a.example.org:8443, https://*.example.com",
    )
    assert found["ALLOWED_HOSTS"] == ["a.example.org", ".example.com", "[::1]"]
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://a.example.org:8443", "https://*.example.com"]


def test_production_has_cookies_of_this_host_alone(settings_of):
    found = settings_of(**PRODUCTION)
    for kind in ("SESSION", "CSRF"):
        assert found[f"{kind}_COOKIE_NAME"].startswith("__Host-")
        assert found[f"{kind}_COOKIE_SECURE"] is found[f"{kind}_COOKIE_HTTPONLY"] is True
        assert found[f"{kind}_COOKIE_SAMESITE"] == "Lax"
        assert f"{kind}_COOKIE_DOMAIN" not in found
    assert found["KNOWN_PLACE_COOKIE"].startswith("__Host-")


def test_a_local_start_has_plain_cookies_and_no_debug(settings_of):
    found = settings_of()
    assert "SESSION_COOKIE_NAME" not in found
    assert found["DEBUG"] is found["PRODUCTION"] is False
    assert found["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]


def test_sqlite_writes_safely(settings_of, tmp_path):
    options = settings_of(DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3")["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] == 20
    assert "journal_mode=WAL" in options["init_command"]
    assert "synchronous=FULL" in options["init_command"]


def test_postgresql_checks_its_connections_and_compiles_no_question(settings_of, monkeypatch):
    driver = SimpleNamespace(__spec__="as if it were installed, as it is not everywhere")
    monkeypatch.setitem(sys.modules, "psycopg", driver)
    for asked, given in (("", ""), ("?options=-c%20work_mem=8MB&sslmode=require", " -c work_mem=8MB")):
        database = settings_of(DATABASE_URL=f"postgres://u:p@h:5432/n{asked}")["DATABASES"]["default"]
        assert database["CONN_HEALTH_CHECKS"] is True
        assert database["OPTIONS"].pop("options") == f"-c jit=off{given}"
        assert database["OPTIONS"] == ({"sslmode": "require"} if asked else {})


def test_a_local_secret_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "var" / "secret-key"
    secret = local_secret(path)
    assert local_secret(path) == secret == path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert len(secret) >= 50


def test_a_folder_that_cannot_be_written_stops_the_start_with_its_remedy(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(ImproperlyConfigured, match=r"var cannot be made: .* Let yourself write in"):
        local_secret(tmp_path / "file" / "var" / "secret-key")
    with pytest.raises(ImproperlyConfigured, match=r"k cannot be made: .* Let yourself write in"):
        local_secret(tmp_path / ("k" * 300))


def test_the_deployment_check_has_nothing_to_say_of_production(tmp_path):
    """But for the SQLite of this machine, which a site check of ours speaks of."""
    environment = {name: value for name, value in os.environ.items() if name not in READ}
    environment |= PRODUCTION | {"DATABASE_URL": f"sqlite:///{tmp_path}/db.sqlite3", "TRUSTED_PROXIES": "1"}
    del environment["DJANGO_SETTINGS_MODULE"]
    command = [sys.executable, "manage.py", "check", "--deploy"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert set(re.findall(r"\(([a-z]+\.[A-Z]\d+)\)", done.stdout + done.stderr)) <= {"clauses.W001"}


def test_the_deployment_check_asks_for_the_number_of_web_servers_in_front(settings):
    settings.SECURE_SSL_REDIRECT, settings.TRUSTED_PROXIES = True, 0
    [warning] = check_proxies(None)
    assert (warning.id, "X-Forwarded-For" in warning.hint) == ("clauses.W010", True)
    settings.TRUSTED_PROXIES = 1
    assert list(check_proxies(None)) == []


def test_an_old_sqlite_in_wal_mode_is_warned_of(settings, monkeypatch):
    from django.db import connections

    monkeypatch.setitem(connections["default"].settings_dict, "OPTIONS", {"init_command": "PRAGMA journal_mode=WAL;"})
    monkeypatch.setattr(connections["default"], "vendor", "sqlite")
    database = type("Database", (), {"sqlite_version": "3.40.1", "sqlite_version_info": (3, 40, 1)})
    monkeypatch.setattr(connections["default"], "Database", database)
    [warning] = check_sqlite(None)
    assert warning.id == "clauses.W001"
    assert "pysqlite3" in warning.hint
    database.sqlite_version_info = settings.SAFE_SQLITE
    assert list(check_sqlite(None)) == []


HEADERS = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains; preload",
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


@pytest.fixture
def production(settings, settings_of):
    """The settings of production for this test's requests."""
    for name, value in settings_of(**PRODUCTION).items():
        if re.match("SECURE_|SESSION_COOKIE|CSRF_COOKIE|X_FRAME|ALLOWED_HOSTS", name):
            setattr(settings, name, value)
    return settings


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "value"), HEADERS.items())
def test_production_says_each_header(production, name, value):
    response = Client().get("/admin/login/", secure=True, headers={"host": "treaties.example.org"})
    assert response.headers[name] == value


@pytest.mark.django_db
def test_production_tells_whoever_asks_inside_the_machine_how_it_is(production):
    assert Client().get("/healthz", headers={"host": "10.0.0.5"}).status_code == 200


@pytest.mark.django_db
def test_production_says_its_policy_and_sets_no_readable_cookie(production):
    response = Client().get("/admin/login/", secure=True, headers={"host": "treaties.example.org"})
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    for cookie in response.cookies.values():
        assert cookie.key.startswith("__Host-")
        assert cookie["secure"]
        assert cookie["httponly"]
        assert cookie["path"] == "/"
        assert not cookie["domain"]


def test_production_answers_in_https_only_and_to_its_own_name(production):
    assert Client().get("/admin/login/", headers={"host": "treaties.example.org"}).status_code == 301
    assert Client().get("/admin/login/", secure=True, headers={"host": "evil.example"}).status_code == 400


def test_static_files_say_the_headers_too(client):
    response = client.get("/static/treatytracker/admin.css")
    assert b".state" in b"".join(response.streaming_content)
    assert response.status_code == 200
    assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in response.headers
