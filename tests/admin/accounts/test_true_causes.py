"""A link or a page that is no longer good says why, and what to do now."""

import re

import pytest
from django.core import signing
from django.test import Client

from clauses.admin.accounts import sign_in as steps
from clauses.admin.forms import typed

from ...support.pages.accounts import CODE, LOGIN, sign_in
from ...support.rows.people import person

GONE = "This invitation is not valid (any more)"


@pytest.fixture
def link(db):
    """An invitation for an editor, as the page of a manager shows it."""
    account = person("editor", "eve").user
    page = person("manager", "max").post(f"/admin/auth/user/{account.pk}/invitation/").text
    return re.search(r"http://testserver(/admin/invitation/[^<\s]+)", page)[1]


# --- An invitation of which not all was copied


@pytest.mark.parametrize("rest", ["", "MQ", "MQ/", "{key}/", "{key}/{token}/more/", "{key}/{token}/%3E", "/", "//x/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_address_that_is_not_whole_or_is_more_says_so_and_asks_nobody_to_sign_in(link, rest, method):
    key, token = link.split("/")[-3:-1]
    answer = getattr(Client(), method)(f"/admin/invitation/{rest.format(key=key, token=token)}")
    assert answer.status_code == 404
    assert GONE in answer.text
    assert "or not all of its address was copied. Ask whoever manages the accounts" in answer.text
    assert "no-store" in answer.headers["Cache-Control"]
    assert Client().get(link).status_code == 302  # it is as good as before


def test_a_link_without_its_last_slash_is_the_link(link):
    assert Client().get(link.removesuffix("/")).headers["Location"] == link


def test_the_log_has_no_word_of_a_link_that_is_not_whole(link, caplog):
    with caplog.at_level("INFO"):
        Client().get(f"{link}more")
    assert "/admin/invitation/TOKEN" in caplog.text
    assert link.split("/")[-2] not in caplog.text


# --- A code for which nobody waits any more


def test_whoever_gives_the_code_too_late_is_told_why_the_password_is_asked_again(ada, codes, monkeypatch):
    client = Client()
    sign_in(client)
    now = steps.time.time()
    monkeypatch.setattr(steps.time, "time", lambda: now + steps.PATIENCE + 5)
    for answer in (client.get(CODE, follow=True), client.post(CODE, {"code": codes[0]}, follow=True)):
        assert answer.redirect_chain == [(LOGIN, 302)]
        assert "more than ten minutes have passed since your password" in answer.text


def test_whoever_gave_no_password_is_told_that_it_comes_first(db):
    assert "Sign in with your name and password first" in Client().get(CODE, follow=True).text


# --- What was typed before the session ended


def test_what_was_typed_more_than_a_day_before_the_sign_in_is_said_to_be_lost(ada, monkeypatch):
    kept = typed.Typed("/admin/clauses/action/1/comment/", [("text", "Look here")], ada.pk, is_less=False)
    sent = {"username": "ada", "password": "a-long-password-of-the-test", "next": "/admin/", "typed": str(kept)}
    now = signing.time.time()
    assert "Look here" in Client().post(LOGIN, sent, follow=True).text
    monkeypatch.setattr(signing.time, "time", lambda: now + typed.PATIENCE + 5)
    answer = Client().post(LOGIN, sent, follow=True)
    assert "is not kept: the page for signing in was open for more than a day" in answer.text
    assert "Look here" not in answer.text
