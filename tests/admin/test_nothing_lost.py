"""Wherever something is typed in the admin, it is shown again whatever happens: a table of places and events."""

from hashlib import sha256
from html import unescape

import pytest
from django.contrib.auth import get_user_model
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import OperationalError
from django.test import Client

from clauses.admin.forms import typed
from clauses.editing import proposals, texts
from clauses.editing.edits import change
from clauses.models import Action

from ..support.files.packages import package_bytes
from ..support.pages.accounts import PASSWORD
from ..support.pages.forms import change_address
from ..support.pages.import_pages import RESTORE, upload
from ..support.pages.typed_places import (
    FOR_NO_ROW,
    NEVER_IN_THE_WAY,
    NEVER_REFUSED,
    PLACES,
    WORDS,
    Typed,
    comment_to_many,
    name_of_a_filter,
    pasted_text,
    reason_of_a_merge,
    review_comment,
)
from ..support.pages.typed_text import fields_of, session_ends, signs_in
from ..support.rows.factories import ActionFactory, AgreementFactory, CitationFactory
from ..support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def each_place(but=()):
    places = [place for place in PLACES if place not in but]
    return pytest.mark.parametrize("place", places, ids=lambda place: place.__name__)


@pytest.fixture
def ada(db):
    """A browser in which Ada is signed in, who may do everything."""
    user = get_user_model().objects.create_superuser("ada", password=PASSWORD)
    browser = Client()
    browser.force_login(user)
    browser.user = user
    return browser


def sends(browser, typed_in, follow=False, **more):
    data = typed_in.data | {"typed_by": typed.stamp(browser.user)} | more
    return browser.post(typed_in.address, data, follow=follow)


def is_shown(response) -> bool:
    return WORDS in unescape(response.content.decode())


def is_kept_in(fields) -> bool:
    return any(WORDS in unescape(text) for text in fields.values())


@each_place()
def test_the_session_is_over(ada, place):
    typed_in = place(ada)
    session_ends(ada)
    page = sends(ada, typed_in)
    back = signs_in(ada, page)
    assert is_shown(back)
    assert is_kept_in(fields_of(back))


@each_place()
def test_the_database_is_away(ada, place, monkeypatch):
    typed_in = place(ada)
    ada.raise_request_exception = False

    def fails(*args, **kwargs):
        raise OperationalError("database is locked, or the connection is closed")

    with monkeypatch.context() as away:
        away.setattr("django.db.backends.utils.CursorWrapper.execute", fails)
        answer = sends(ada, typed_in)
    assert answer.status_code == 503
    assert is_shown(answer)
    assert is_kept_in(fields_of(answer))


@each_place()
def test_the_site_is_worked_on(ada, place, settings, tmp_path):
    typed_in = place(ada)
    get_user_model().objects.filter(pk=ada.user.pk).update(is_superuser=False)
    settings.MAINTENANCE_FILE = tmp_path / "maintenance"
    call_command("maintenance", "on", verbosity=0)
    answer = sends(ada, typed_in)
    assert answer.status_code == 503
    assert "We are working on the site" in answer.content.decode()
    assert is_kept_in(fields_of(answer))


@each_place()
def test_the_form_is_older_than_the_sign_in(ada, place):
    typed_in = place(ada)
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(ada.user)
    browser.user = ada.user
    answer = sends(browser, typed_in)
    assert answer.status_code == 403
    assert is_kept_in(fields_of(answer))


@each_place()
def test_the_right_to_it_was_taken_away(ada, place):
    typed_in = place(ada)
    get_user_model().objects.filter(pk=ada.user.pk).update(is_superuser=False)
    answer = sends(ada, typed_in)
    if typed_in.address.startswith("/admin/saved-filters/"):
        assert answer.status_code == 404  # a list that one may not see
    else:
        assert answer.status_code == 403
    assert is_shown(answer)


@each_place(FOR_NO_ROW)
def test_what_it_is_for_is_gone(ada, place):
    typed_in = place(ada)
    address = typed_in.address.replace(f"/{typed_in.gone.pk}/", "/999999/")
    assert address != typed_in.address
    typed_in.address = address
    answer = sends(ada, typed_in)
    assert answer.status_code == 404
    assert is_shown(answer)
    assert "Send it as it is" not in answer.content.decode()


@each_place(NEVER_REFUSED)
def test_it_is_refused(ada, place):
    typed_in = place(ada)
    answer = sends(ada, typed_in, follow=True, **typed_in.refused)
    assert answer.status_code == 200
    assert is_shown(answer)


@each_place(NEVER_IN_THE_WAY)
def test_another_one_was_quicker(ada, place):
    typed_in = place(ada)
    if place is pasted_text:
        typed_in.data["shown"] = sha256(texts.read(typed_in.data["text"]).encode()).hexdigest()
    typed_in.conflict()
    answer = sends(ada, typed_in, follow=True)
    assert answer.status_code == 200
    assert is_shown(answer)


# --- What comes back stands in its field, once, and for its author alone


@pytest.mark.parametrize("place", [review_comment, comment_to_many, name_of_a_filter, reason_of_a_merge])
def test_what_was_refused_stands_in_its_field_and_is_sent_again_from_there(ada, place):
    typed_in = place(ada)
    if place is name_of_a_filter:
        typed_in.conflict()
        answer = sends(ada, typed_in, follow=True)
    else:
        answer = sends(ada, typed_in, follow=True, **typed_in.refused)
    if place is reason_of_a_merge:
        answer = ada.get(typed_in.address, typed_in.query)
    assert is_kept_in(fields_of(answer))
    assert "What you typed was not taken" not in answer.content.decode()


def test_a_text_that_was_taken_is_kept_no_more(ada):
    typed_in = review_comment(ada)
    sends(ada, typed_in, follow=True, step="dance")
    row = Action.objects.get(title=typed_in.gone.title)
    assert not is_shown(ada.get(change_address(row)))
    sends(ada, typed_in, step="dance")
    assert sends(ada, typed_in).status_code == 302
    page = ada.get(change_address(row))
    assert not is_kept_in(fields_of(page))


def test_a_text_without_a_field_stands_at_the_end_of_the_page_once(ada):
    typed_in = name_of_a_filter(ada)
    answer = sends(ada, typed_in, follow=True, query="")
    assert "What you typed was not taken" in answer.content.decode()
    assert not is_shown(ada.get("/admin/clauses/action/"))


def test_a_text_is_on_the_page_that_it_was_typed_for_alone(ada):
    typed_in = review_comment(ada)
    sends(ada, typed_in, step="dance")
    other = AgreementFactory(state="draft")
    assert not is_shown(ada.get(change_address(other)))
    assert is_shown(ada.get(change_address(typed_in.gone)))


def test_another_account_in_the_same_browser_gets_nothing_of_it(ada):
    typed_in = review_comment(ada)
    sends(ada, typed_in, step="dance")
    ada.post("/admin/logout/")
    ada.force_login(get_user_model().objects.create_superuser("bob"))
    assert not is_shown(ada.get(change_address(typed_in.gone)))
    assert not any(WORDS in str(session.get_decoded()) for session in Session.objects.all())


def test_a_form_that_was_made_for_nobody_is_refused_without_its_text(ada):
    typed_in = review_comment(ada)
    get_user_model().objects.filter(pk=ada.user.pk).update(is_superuser=False)
    for stamp in ("", "forged", typed.stamp(person("superuser", "root").user)):
        answer = ada.post(typed_in.address, typed_in.data | {"typed_by": stamp})
        assert (answer.status_code, is_shown(answer)) == (403, False)


def test_a_merge_that_a_proposal_stands_in_the_way_of_keeps_its_reason_for_later(ada):
    typed_in = reason_of_a_merge(ada)
    citation = CitationFactory()
    citation.speaker_id = typed_in.query["other"]
    proposal = proposals.propose(citation, [change(citation)], user=person("editor", "eve").user, reason="")
    answer = sends(ada, typed_in)
    assert not is_kept_in(fields_of(answer))
    assert is_shown(answer)
    proposals.decline(proposal, user=person("reviewer", "cem").user, seen=1, answer="No")
    ada.get(typed_in.address)
    assert is_kept_in(fields_of(ada.get(typed_in.address, typed_in.query)))


def test_why_a_package_is_restored_is_in_the_preview_of_the_next_upload(ada):
    action = CitationFactory(action=ActionFactory()).action
    content = package_bytes()
    action.state, action.withdrawn_reason = "withdrawn", "It never took place"
    action.save()
    sends(ada, Typed(RESTORE, {"token": "used already", "why": WORDS}))
    assert is_kept_in(fields_of(upload(ada, content)))
