"""A database that does not answer, or cannot store anything: 503 for a while, and what was typed comes back."""

import errno
from html import unescape

import pytest
from django.db import IntegrityError, OperationalError, connection

from clauses.models import Domain
from treatytracker.requests.unavailable import is_unavailable

from ...support.pages.policy import holds_the_policy
from ...support.pages.typed_text import ADD, NOTE, SHOWN, fields_of, with_note

pytestmark = pytest.mark.pages

SIGNS = [
    OperationalError("database is locked"),
    OperationalError("database or disk is full"),
    OperationalError("attempt to write a readonly database"),
    OperationalError("unable to open database file"),
    OSError(errno.ENOSPC, "No space left on device"),
]


@pytest.mark.parametrize("error", SIGNS, ids=str)
def test_a_save_that_the_database_does_not_take_is_answered_with_what_was_typed(admin_client, error, monkeypatch):
    sent = with_note(admin_client)
    with monkeypatch.context() as broken:
        broken.setattr(Domain, "save", raising(error))
        answer = admin_client.post(ADD, sent)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert SHOWN in answer.text
    holds_the_policy(answer)
    again = fields_of(answer)
    assert unescape(again["scope_note"]).splitlines() == NOTE.splitlines()
    assert admin_client.post(ADD, again).status_code == 302
    assert Domain.objects.get(slug="typed").scope_note.splitlines() == NOTE.splitlines()


def raising(error):
    def fails(*args, **kwargs):
        raise error

    return fails


@pytest.mark.sqlite
@pytest.mark.django_db(transaction=True)
def test_a_lock_that_lasts_is_answered_with_what_was_typed_and_saved_once_it_ends(admin_client):
    sent, other = with_note(admin_client), connection.copy()
    with connection.cursor() as ours, other.cursor() as theirs:
        ours.execute("PRAGMA busy_timeout = 0")
        theirs.execute("BEGIN IMMEDIATE")
        answer = admin_client.post(ADD, sent)
        theirs.execute("ROLLBACK")
    other.close()
    assert (answer.status_code, SHOWN in answer.text) == (503, True)
    assert admin_client.post(ADD, fields_of(answer)).status_code == 302
    assert Domain.objects.get(slug="typed").scope_note.splitlines() == NOTE.splitlines()
    connection.close()


def test_a_database_that_is_away_is_a_503_for_readers_and_editors(admin_client, client, monkeypatch):
    sent = with_note(admin_client)
    client.raise_request_exception = admin_client.raise_request_exception = False
    broken = raising(OperationalError("unable to open database file, or the connection is closed"))
    with monkeypatch.context() as away:
        away.setattr("django.db.backends.utils.CursorWrapper.execute", broken)
        read, opened, answer = client.get("/actions/"), admin_client.get(ADD), admin_client.post(ADD, sent)
    assert [each.status_code for each in (read, opened, answer)] == [503, 503, 503]
    assert SHOWN in answer.text
    assert "Send it again" not in read.text + opened.text


def test_a_session_that_cannot_be_stored_is_a_503_too(admin_client, monkeypatch):
    sent = with_note(admin_client)
    admin_client.raise_request_exception = False
    broken = raising(OperationalError("database or disk is full: connection"))
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.save", broken)
    answer = admin_client.post(ADD, sent)
    assert (answer.status_code, SHOWN in answer.text) == (503, True)


@pytest.mark.parametrize(
    "error", [ValueError("database is locked"), IntegrityError("UNIQUE"), OSError(errno.ENOENT, "gone")], ids=str
)
def test_an_error_of_ours_stays_one(error):
    assert not is_unavailable(error)


def test_an_error_that_the_database_led_to_counts_as_its(db):
    error = ValueError("cannot")
    error.__cause__ = OperationalError("database is locked")
    assert is_unavailable(error)
