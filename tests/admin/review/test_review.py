"""Bulk actions on the review state: each row is checked, saved and recorded by itself."""

import re

import pytest
from django.contrib.auth.models import Permission

from clauses.editing.review import NotAllowedError, move
from clauses.models import Action, Bearing, Comment, Commitment

from ...support.factories import (
    ActionFactory,
    ActionParticipantFactory,
    CitationFactory,
    CommitmentFactory,
    SourceFactory,
)
from ...support.forms import change_address, filled, saved
from ...support.people import person, written_by
from ...support.reading import text
from ...support.review import sent, states, step

WORDS = {"send_to_review": "in_review", "publish": "published", "back_to_draft": "draft"}


def run(client, action, rows):
    return client.post(f"/admin/clauses/{type(rows[0])._meta.model_name}/", sent(rows, action), follow=True)


@pytest.mark.parametrize(("action", "state"), WORDS.items())
def test_rows_are_moved_one_by_one_with_their_history(admin_client, action, state):
    start = "draft" if state != "draft" else "published"
    rows = ActionFactory.create_batch(2, state=start)
    for row in rows:
        CitationFactory(action=row)
    response = run(admin_client, action, rows)
    assert {row.state for row in Action.objects.filter(pk__in=[row.pk for row in rows])} == {state}
    for row in rows:
        step = row.history.first()
        assert (step.history_type, step.history_user.username, step.state) == ("~", "admin", state)
        assert step.history_change_reason
    assert "2 actions set to" in response.content.decode()


def test_a_row_that_breaks_a_rule_stays_as_it_was_and_is_named(admin_client):
    good = CommitmentFactory(state="draft")
    bad = CommitmentFactory(state="draft", title="Half written")
    CitationFactory(commitment=good)
    CitationFactory(commitment=bad)
    Commitment.objects.filter(pk=bad.pk).update(conditional=True)
    response = run(admin_client, "publish", [good, bad])
    assert set(Commitment.objects.filter(pk__in=[good.pk, bad.pk]).values_list("title", "state")) == {
        (good.title, "published"),
        ("Half written", "draft"),
    }
    assert "“Half written” stays as it was: Say what the condition is." in response.content.decode()


def test_a_row_that_is_there_already_gets_no_second_line_of_history(admin_client):
    row = ActionFactory(state="published")
    before = row.history.count()
    run(admin_client, "publish", [row])
    assert row.history.count() == before


def test_who_may_only_look_is_offered_no_action(client, django_user_model):
    viewer = django_user_model.objects.create_user("viewer", is_staff=True)
    viewer.user_permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(viewer)
    row = ActionFactory(state="draft")
    run(client, "publish", [row])
    assert Action.objects.get(pk=row.pk).state == "draft"


def test_rows_without_a_state_have_no_such_actions(admin_client, shipped):
    assert Bearing.objects.exists()
    html = admin_client.get("/admin/clauses/bearing/").content.decode()
    assert 'value="publish"' not in html


def test_the_state_is_shown_by_word_and_shape(admin_client, shipped):
    ActionFactory(state="draft")
    html = admin_client.get("/admin/clauses/action/").content.decode()
    assert '<span class="state state-draft"><span aria-hidden="true">○</span> draft</span>' in html
    assert '<span aria-hidden="true">●</span> published' in html


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


def test_a_step_that_somebody_else_took_meanwhile_is_not_taken_twice(db):
    reviewer = person("reviewer")
    action = ActionFactory(state="in_review")
    CitationFactory(action=action)
    seen = action.version
    action.save()
    assert "was changed by somebody else" in text(step(reviewer, action, "published", seen=seen, follow=True))
    assert states(action) == ["in_review"]


def test_a_list_publishes_only_what_it_showed(db):
    reviewer = person("reviewer")
    shown, changed, unseen = ActionFactory.create_batch(3, state="in_review")
    for action in (shown, changed, unseen):
        CitationFactory(action=action)
    data = sent([shown, changed, unseen], "publish")
    data[f"seen-{changed.pk}"] = changed.version - 1
    del data[f"seen-{unseen.pk}"]
    page = text(reviewer.post("/admin/clauses/action/", data, follow=True))
    assert states(shown, changed, unseen) == ["published", "in_review", "in_review"]
    assert "was changed by somebody else after this page was opened" in page
    assert "was not on the page that you saw" in page


def seen_on(client, row, address="", name="seen") -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', text(client.get(address or change_address(row))))
    return found[1]


@pytest.mark.parametrize(
    ("name", "state", "role"), [("published", "in_review", "reviewer"), ("sent", "draft", "editor")]
)
def test_r2_no_citation_goes_along_that_was_changed_after_the_page_was_opened(db, name, state, role):
    client = person(role)
    action = ActionFactory(state=state)
    citation = CitationFactory(action=action, state=state)
    seen = seen_on(client, action)
    citation.quote = "quite other words"
    citation.save()
    shown = text(step(client, action, name, seen=seen, follow=True))
    assert "was changed by somebody else after this page was opened" in shown
    assert states(action, citation) == [state, state]
    step(client, action, name, seen=seen_on(client, action))
    assert states(action, citation) == [{"published": "published", "sent": "in_review"}[name]] * 2


def test_r2_no_citation_goes_along_that_was_added_after_the_page_was_opened(db):
    reviewer = person("reviewer")
    action = ActionFactory(state="in_review")
    CitationFactory(action=action, state="in_review")
    seen = seen_on(reviewer, action)
    added = CitationFactory(action=action, state="in_review")
    step(reviewer, action, "published", seen=seen)
    assert states(action, added) == ["in_review", "in_review"]


def test_r2_a_list_publishes_no_citation_in_other_words_than_it_was_opened_with(db):
    reviewer = person("reviewer")
    action = ActionFactory(state="in_review")
    citation = CitationFactory(action=action, state="in_review")
    seen = seen_on(reviewer, action, "/admin/clauses/action/", f"seen-{action.pk}")
    citation.quote = "quite other words"
    citation.save()
    data = {"action": "publish", "_selected_action": [action.pk], f"seen-{action.pk}": seen}
    reviewer.post("/admin/clauses/action/", data)
    assert states(action, citation) == ["in_review", "in_review"]


def test_r3_a_record_that_was_loaded_before_somebody_changed_it_is_not_moved(db):
    stale = ActionFactory(state="draft")
    CitationFactory(action=stale)
    fresh = Action.objects.get(pk=stale.pk)
    fresh.title = "Written meanwhile"
    fresh.save()
    with pytest.raises(NotAllowedError, match="was changed by somebody else"):
        move(person("superuser").user, stale, "published")
    assert Action.objects.get(pk=stale.pk).title == "Written meanwhile"


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
