"""The server in front of the application: what a visitor's headers may say, and what its log repeats of them."""

import logging

import pytest
from gunicorn.config import Config
from gunicorn.http import wsgi
from gunicorn.http.errors import ParseException
from gunicorn.http.parser import RequestParser

from treatytracker import serving
from treatytracker.logs import JSONLines, PlainText

CANARIES = ["canary", "192.0.2.7", "hunter2"]


@pytest.fixture
def asked():
    """asked(lines): the environment of the application for a request with these lines, from the web server in front."""
    config = Config()
    for name, value in vars(serving).items():
        if name in config.settings and name != "logconfig_dict":
            config.set(name, value)

    def ask(*lines):
        content = "".join(f"{line}\r\n" for line in (*lines, "")).encode("latin-1")
        request = next(RequestParser(config, iter([content]), ("127.0.0.1", 4711)))
        return wsgi.create(request, None, ("127.0.0.1", 4711), ("127.0.0.1", 8000), config)[1]

    return ask


@pytest.mark.parametrize("name", ["SCRIPT_NAME", "script_name", "Script-Name"])
def test_no_visitor_names_the_root_of_the_site(asked, name):
    found = asked("GET /admin/ HTTP/1.1", "Host: treaties.example.org", f"{name}: /admin")
    assert (found["SCRIPT_NAME"], found["PATH_INFO"]) == ("", "/admin/")


@pytest.mark.parametrize("name", ["PATH_INFO", "REMOTE_USER", "Remote-User", "X_FORWARDED_FOR", "HTTP_HOST"])
def test_no_header_is_taken_for_what_the_server_itself_says(asked, name):
    found = asked("GET /admin/ HTTP/1.1", "Host: treaties.example.org", "X-Forwarded-For: 192.0.2.9", f"{name}: canary")
    taken = {key for key, value in found.items() if value == "canary"}
    assert taken <= {"HTTP_REMOTE_USER"}
    assert found["HTTP_X_FORWARDED_FOR"] == "192.0.2.9"
    assert found["PATH_INFO"] == "/admin/"


def test_there_are_more_threads_than_passwords_at_once(settings):
    assert serving.threads > settings.PASSWORDS_AT_ONCE + 1


BROKEN = {
    "a first line that is none": ["canary hunter2"],
    "a method that is none": ["c@nary-hunter2-canary-canary /canary HTTP/1.1"],
    "a version that is none": ["GET /canary HTTP/hunter2"],
    "a header that is none": ["GET / HTTP/1.1", "canary hunter2"],
    "a header with a space": ["GET / HTTP/1.1", "canary hunter2: x"],
    "a header that goes on": ["GET / HTTP/1.1", "X-Name: x", " canary hunter2"],
    "a coding that is none": ["POST / HTTP/1.1", "Transfer-Encoding: canary-hunter2"],
    "an expectation": ["POST / HTTP/1.1", "Expect: canary-hunter2"],
    "a long line": ["GET /canary-hunter2" + "x" * 9000 + " HTTP/1.1"],
}


def written(name, message, *args, error=None, level=logging.WARNING):
    """What both forms of the log say."""
    info = (type(error), error, None) if error else None
    record = logging.LogRecord(name, level, "", 0, message, args, info)
    return [form.format(record) for form in (JSONLines(), PlainText())]


def repeats(lines):
    return [word for word in (*CANARIES, "\x1b", "\u202e") for line in lines if word in line]


@pytest.mark.parametrize("lines", BROKEN.values(), ids=BROKEN)
def test_nothing_that_was_typed_into_a_broken_request_is_logged(asked, lines):
    with pytest.raises(ParseException) as refused:
        asked(*lines)
    # in the words of gunicorn's workers
    found = written("gunicorn.error", f"Invalid request from ip=192.0.2.7: {refused.value}")
    assert repeats(found) == []
    assert "A request was refused: " in found[0]
    assert len(found[1].splitlines()) == 1


SAID = {
    "a host": ("django.security.DisallowedHost", "Invalid HTTP_HOST header: 'canary.example'. You may need …", ()),
    "a suspicious path": ("django.security.SuspiciousFileOperation", "Joined path (canary) is outside", ()),
    "an origin": (
        "django.security.csrf",
        "Forbidden (%s): %s",
        ("Origin checking failed - https://canary.example does not match any trusted origins.", "/hunter2"),
    ),
    "a broken answer": ("gunicorn.http.wsgi", "WSGI app sent body bytes (method=%s status=%s)", ("canary", 204)),
    "an error of a worker": ("gunicorn.error", "Error handling request %s %s", ("CANARY hunter2", "/canary?hunter2")),
    "an error of Django's server": ("django.server", '"%s" %s %s', ("GET /canary?hunter2 HTTP/1.1", "500", "1")),
    "control characters": ("django.request", "Internal Server Error: %s", ("/\x1b[2J\r\nERROR \u202e",)),
}


@pytest.mark.parametrize(("name", "message", "args"), SAID.values(), ids=SAID)
def test_what_a_library_says_of_a_request_repeats_nothing_of_it(name, message, args):
    found = written(name, message, *args, error=ValueError("canary") if "security" in name else None)
    assert repeats(found) == []
    assert [len(line.splitlines()) for line in found] == [1, 1]


def test_why_a_form_was_refused_is_told_in_words_that_are_known():
    found = written("django.security.csrf", "Forbidden (%s): %s", "CSRF cookie not set.", "/admin/login/")
    assert "A form was refused: CSRF cookie not set." in found[0]


def test_what_gunicorn_says_of_itself_is_logged():
    assert "Booting worker with pid: 42" in written("gunicorn.error", "Booting worker with pid: %s", 42)[0]


@pytest.mark.django_db
def test_a_host_that_is_not_ours_and_a_method_that_is_none_are_not_logged(client, caplog):
    caplog.set_level(logging.INFO)
    for form in (JSONLines(), PlainText()):
        caplog.clear()
        caplog.handler.setFormatter(form)
        assert client.get("/", headers={"host": "canary.example"}).status_code == 400
        assert client.generic("HUNTER2", "/").status_code == 405
        assert "canary" not in caplog.text
        assert "HUNTER2" not in caplog.text
        assert "DisallowedHost" in caplog.text
