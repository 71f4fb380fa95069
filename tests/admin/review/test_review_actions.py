"""Bulk actions on the review state: each row is checked, saved and recorded by itself."""

import pytest
from django.contrib.auth.models import Permission

from clauses.models import Action, Bearing, Commitment

from ...support.pages.review import run
from ...support.rows.factories import ActionFactory, CitationFactory, CommitmentFactory

WORDS = {"send_to_review": "in_review", "publish": "published", "back_to_draft": "draft"}


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
    said = {"in_review": "sent to review.", "published": "published.", "draft": "set back: they are drafts again."}
    assert f"2 actions were {said[state]}" in response.content.decode()


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
