"""The review: who may take which step, and what it asks of a record."""

import pytest

from clauses.models import Action, Comment

from ...support.pages.forms import change_address, filled, saved
from ...support.pages.reading import text
from ...support.pages.review import run, sent, states, step
from ...support.rows.factories import ActionFactory, ActionParticipantFactory, CitationFactory, SourceFactory
from ...support.rows.people import person, written_by

# --- Who may do what


def test_an_editor_sends_to_review_and_a_reviewer_publishes_what_somebody_else_wrote(db):
    editor, reviewer = person("editor"), person("reviewer")
    action = written_by(editor, ActionFactory(state="draft"))
    citation = written_by(editor, CitationFactory(action=action, state="draft"))
    step(editor, action, "sent")
    assert states(action, citation) == ["in_review", "in_review"]
    step(reviewer, action, "published", "Well done")
    assert states(action, citation) == ["published", "published"]
    said = Comment.objects.about(action).order_by("created").values_list("kind", "author__username", "text")
    assert list(said) == [("sent", "editor", ""), ("published", "reviewer", "Well done")]


def test_an_editor_publishes_nothing(db):
    editor = person("editor")
    action = ActionFactory(state="in_review")
    CitationFactory(action=action)
    assert "Only a reviewer may do this" in text(step(editor, action, "published", follow=True))
    run(editor, "publish", [action])
    assert states(action) == ["in_review"]


@pytest.mark.parametrize("role", ["viewer", "manager"])
def test_neither_viewers_nor_managers_publish(role, db):
    action = ActionFactory(state="in_review")
    CitationFactory(action=action)
    step(person(role), action, "published")
    assert states(action) == ["in_review"]


def test_nobody_publishes_what_they_wrote_themselves(db):
    reviewer = person("reviewer")
    action = written_by(reviewer, ActionFactory(state="in_review"))
    CitationFactory(action=action)
    assert "You wrote in it: another reviewer has to publish it." in text(
        step(reviewer, action, "published", follow=True)
    )
    run(reviewer, "publish", [action])
    assert states(action) == ["in_review"]


def test_a_row_that_belongs_to_a_record_makes_its_writer_a_writer_of_the_record(db):
    reviewer = person("reviewer")
    action = ActionFactory(state="in_review")
    CitationFactory(action=action)
    written_by(reviewer, ActionParticipantFactory(action=action))
    step(reviewer, action, "published")
    assert states(action) == ["in_review"]


def test_a_superuser_may_do_both_alone_and_the_history_says_so(db):
    alone = person("superuser")
    action = written_by(alone, ActionFactory(state="in_review"))
    CitationFactory(action=action)
    step(alone, action, "published")
    assert states(action) == ["published"]
    assert action.history.first().history_change_reason.endswith("(by its own author, a superuser)")


def test_what_was_returned_is_a_draft_again_with_what_is_to_be_mended(db):
    editor, reviewer = person("editor"), person("reviewer")
    action = written_by(editor, ActionFactory(state="in_review"))
    assert "Say why" in text(step(reviewer, action, "returned", follow=True))
    step(reviewer, action, "returned", "The day is missing.")
    assert states(action) == ["draft"]
    assert Comment.objects.about(action).get(is_open=True).text == "The day is missing."
    assert "The day is missing." in text(editor.get(change_address(action)))
    step(editor, action, "sent")
    assert not Comment.objects.about(action).filter(is_open=True).exists()


def test_an_author_takes_back_what_waits(db):
    editor, other = person("editor"), person("editor", "other")
    action = written_by(editor, ActionFactory(state="in_review"))
    step(other, action, "returned", "mine now")
    assert states(action) == ["in_review"]
    step(editor, action, "returned", "not finished")
    assert states(action) == ["draft"]


def test_nobody_writes_in_what_waits_for_a_reviewer(db):
    action = ActionFactory(state="in_review")
    for role in ("editor", "reviewer", "manager"):
        client = person(role)
        assert "adminform" in client.get(change_address(action)).context
        assert client.post(change_address(action), {"title": "Mine"}).status_code == 403


def test_what_is_withdrawn_says_why_to_readers(db):
    reviewer = person("reviewer")
    action = ActionFactory()
    CitationFactory(action=action)
    assert "Say why" in text(step(reviewer, action, "withdrawn", follow=True))
    step(reviewer, action, "withdrawn", "It never took place.")
    action.refresh_from_db()
    assert (action.state, action.withdrawn_reason) == ("withdrawn", "It never took place.")
    step(reviewer, action, "reopened")
    action.refresh_from_db()
    assert (action.state, action.withdrawn_reason) == ("draft", "")


def test_a_record_without_a_published_citation_is_not_published_and_the_form_says_so(db):
    reviewer = person("reviewer")
    action = ActionFactory(state="in_review")
    missing = f"No published citation supports “{action}”"
    assert missing in text(reviewer.get(change_address(action)))
    assert missing in text(step(reviewer, action, "published", follow=True))
    assert states(action) == ["in_review"]


def test_a_citation_of_a_source_that_is_a_draft_does_not_count(db):
    action = ActionFactory(state="in_review")
    CitationFactory(action=action, source=SourceFactory(state="draft"))
    step(person("reviewer"), action, "published")
    assert states(action) == ["in_review"]


def test_a_form_that_publishes_without_a_citation_keeps_what_was_typed_as_a_draft(admin_client):
    action = ActionFactory(state="draft")
    assert saved(admin_client, action, state="published", title="Typed").state == "draft"
    assert Action.objects.get(pk=action.pk).title == "Typed"


def test_the_last_citation_of_a_public_record_stays(db):
    reviewer = person("reviewer")
    citation = CitationFactory(action=ActionFactory())
    assert "would stand public without a citation" in text(step(reviewer, citation, "withdrawn", "wrong", follow=True))
    assert states(citation) == ["published"]


def test_not_even_a_superuser_deletes_the_last_citation_of_a_public_record(admin_client):
    action = ActionFactory()
    citation = CitationFactory(action=action)
    admin_client.post(f"/admin/clauses/citation/{citation.pk}/delete/", {"post": "yes"})
    admin_client.post("/admin/clauses/citation/", sent([citation], "delete_selected") | {"post": "yes"})
    refused = admin_client.post(change_address(action), filled(admin_client, action, **{"citations-0-DELETE": "on"}))
    assert "would stand public without a citation" in text(refused)
    assert states(citation) == ["published"]


def test_the_last_two_citations_of_a_public_record_do_not_go_together(admin_client):
    action = ActionFactory()
    both = CitationFactory.create_batch(2, action=action)
    page = admin_client.post("/admin/clauses/citation/", sent(both, "delete_selected"))
    assert f"“{action}” would stand public without a citation" in text(page)
    admin_client.post("/admin/clauses/citation/", sent(both, "delete_selected") | {"post": "yes"})
    assert states(*both) == ["published", "published"]
    admin_client.post("/admin/clauses/citation/", sent(both[:1], "delete_selected") | {"post": "yes"})
    assert action.citations.get() == both[1]


def test_only_editors_read_and_write_comments(db):
    editor, viewer = person("editor"), person("viewer")
    action = ActionFactory()
    step(editor, action, "remark", "Ask the embassy")
    assert "Ask the embassy" in text(editor.get(change_address(action)))
    assert "Ask the embassy" not in text(viewer.get(change_address(action)))
    step(viewer, action, "remark", "Nonsense")
    assert Comment.objects.about(action).count() == 1


def test_what_was_public_once_is_withdrawn_and_not_deleted(db):
    editor = person("editor")
    draft, public = ActionFactory(state="draft"), ActionFactory()
    own = written_by(editor, draft)
    assert editor.post(f"/admin/clauses/action/{own.pk}/delete/", {"post": "yes"}).status_code == 302
    assert editor.post(f"/admin/clauses/action/{public.pk}/delete/", {"post": "yes"}).status_code == 403
    editor.post("/admin/clauses/action/", sent([public], "delete_selected") | {"post": "yes"})
    assert list(Action.objects.filter(pk__in=[own.pk, public.pk])) == [public]


def test_saving_a_published_record_without_a_change_leaves_it_as_it_is_though_it_lacks_a_citation(db):
    action = ActionFactory()  # published, and no citation tells of it
    saved(person("editor"), action)
    action.refresh_from_db()
    assert (action.state, action.version) == ("published", 1)
