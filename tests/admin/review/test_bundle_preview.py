"""The page of a draft as readers will see it: the public page itself, for its editors alone; nothing of it stays."""

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from clauses.editing.bundles.as_if import as_if_published
from clauses.models import Action, AsReported, Citation

from ...support.pages.policy import holds_the_policy
from ...support.pages.reading import plain_words, text
from ...support.pages.review import states
from ...support.rows.bundles import draft, talks
from ...support.rows.factories import (
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    BearingFactory,
    ClauseFactory,
    CommitmentFactory,
    PlaceFactory,
    SeriesFactory,
)
from ...support.rows.people import person

pytestmark = pytest.mark.django_db


def preview_address(root, row=None) -> str:
    of, page = (f"{each._meta.model_name}-{each.pk}" for each in (root, row or root))
    return f"/admin/bundle/as-readers-see-it/?of={of}&page={page}"


def stored() -> dict[str, list]:
    """All that any table holds, histories too."""
    tables = apps.get_app_config("clauses").get_models()
    return {table.__name__: list(table._base_manager.order_by("pk").values()) for table in tables}


def test_it_is_the_public_page_with_the_drafts_and_says_that_it_is_none():
    editor = person("editor")
    action = talks(editor)[1]
    ActionParticipantFactory(action=action, actor=draft(ActorFactory, editor, name="Ministry of Talks"))
    page = editor.get(preview_address(action))
    words = plain_words(page)
    assert page.status_code == 200
    assert "Preview: as readers will see this page once 5 records are published." in words
    assert "Ministry of Talks" in words
    assert "words of the test" in words
    holds_the_policy(page)


def test_no_cache_keeps_it_and_nothing_in_it_is_of_the_editor():
    editor = person("editor", "somebody-special")
    page = editor.get(preview_address(talks(editor)[1]))
    assert {"no-store", "private"} <= {part.strip() for part in page.headers["Cache-Control"].split(",")}
    assert "ETag" not in page.headers
    assert "somebody-special" not in text(page)
    assert "csrfmiddlewaretoken" not in text(page)


def test_after_it_all_is_stored_as_it_was_and_readers_see_nothing_of_it():
    editor, reader = person("editor"), Client()
    rows = talks(editor)
    pages = [reader.get("/actions/").content, reader.get("/sources/").content]
    before = stored()
    assert editor.get(preview_address(rows[1])).status_code == 200
    assert stored() == before
    assert states(*rows) == ["draft"] * 4
    assert reader.get(f"/actions/{rows[1].slug}/").status_code == 404
    assert [reader.get("/actions/").content, reader.get("/sources/").content] == pages


def test_a_page_that_breaks_while_it_is_drawn_leaves_nothing_either(monkeypatch):
    editor = person("editor")
    rows = talks(editor)
    before = stored()

    def broken(*args, **kwargs):
        assert Action.objects.published().exists(), "it is drawn as if it were published"
        raise RuntimeError("It breaks.")

    monkeypatch.setattr("clauses.public.records.actions.claims_of", broken)
    with pytest.raises(RuntimeError):
        editor.get(preview_address(rows[1]))
    assert stored() == before


def test_rows_as_if_published_are_those_and_no_others():
    first, second = talks(person("editor")), talks(person("editor", "other"))
    with as_if_published(first):
        assert Citation.objects.published().count() == 2
        assert list(Action.objects.published()) == [first[1]]
    assert not Citation.objects.published().exists()
    assert states(*first, *second) == ["draft"] * 8
    assert not AsReported.objects.exists()


def test_a_reviewer_sees_it_with_what_waits_and_without_what_was_not_sent():
    reviewer, editor = person("reviewer"), person("editor")
    rows = talks(editor, "in_review")
    ActionParticipantFactory(action=rows[1], actor=draft(ActorFactory, editor, name="Not sent yet"))
    words = plain_words(reviewer.get(preview_address(rows[1])))
    assert "once 4 records are published" in words
    assert "Not sent yet" not in words


def test_every_page_of_a_record_can_be_seen_so():
    editor = person("editor")
    agreement = draft(AgreementFactory, editor)
    clause = draft(ClauseFactory, editor, agreement=agreement)
    promise = draft(CommitmentFactory, editor, clause=clause)
    actor, place = draft(ActorFactory, editor), draft(PlaceFactory, editor)
    source, action, *_ = talks(editor)
    ActionParticipantFactory(action=action, actor=actor)
    BearingFactory(action=action, commitment=promise)
    action.agreement, action.series = agreement, draft(SeriesFactory, editor)
    action.save()
    action.places.add(place)
    for row in (agreement, clause, promise, actor, place, source, action):
        page = editor.get(preview_address(action, row))
        assert page.status_code == 200, row
        assert str(row) in plain_words(page) or row.label in plain_words(page)


def test_what_would_have_no_page_leads_back_and_says_why():
    editor = person("editor")
    agreement = AgreementFactory(state="withdrawn", withdrawn_reason="Wrong.")
    action = talks(editor)[1]
    action.agreement = agreement
    action.save()
    page = text(editor.get(preview_address(action), follow=True))
    assert "“Talks” would have no page for readers yet" in page
    assert "is withdrawn" in page


def test_a_record_that_does_not_go_along_is_not_shown():
    editor = person("editor")
    action, other = talks(editor)[1], talks(person("editor", "other"))[1]
    assert editor.get(preview_address(action, other)).status_code == 404


def test_it_is_drawn_for_many_records_with_as_many_queries_as_for_few():
    editor = person("editor")
    action = talks(editor)[1]

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert editor.get(preview_address(action)).status_code == 200
        return len(captured)

    ActionParticipantFactory(action=action, actor=draft(ActorFactory, editor))
    queries()
    few = queries()
    for _ in range(9):
        ActionParticipantFactory(action=action, actor=draft(ActorFactory, editor))
    assert queries() == few
