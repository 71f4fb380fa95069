"""Bulk actions on the review state: each row is checked, saved and recorded by itself."""

import pytest
from django.contrib.auth.models import Permission

from clauses.models import Action, Bearing, Commitment

from .factories import ActionFactory, CitationFactory, CommitmentFactory
from .test_admin_forms import refusal, saved, text

WORDS = {"send_to_review": "in_review", "publish": "published", "back_to_draft": "draft"}


def run(client, action, rows):
    model = type(rows[0])._meta.model_name
    data = {"action": action, "_selected_action": [row.pk for row in rows]}
    return client.post(f"/admin/clauses/{model}/", data, follow=True)


@pytest.mark.parametrize(("action", "state"), WORDS.items())
def test_rows_are_moved_one_by_one_with_their_history(admin_client, shipped, action, state):
    start = "draft" if state != "draft" else "published"
    rows = ActionFactory.create_batch(2, state=start)
    response = run(admin_client, action, rows)
    assert {row.state for row in Action.objects.filter(pk__in=[row.pk for row in rows])} == {state}
    for row in rows:
        step = row.history.first()
        assert (step.history_type, step.history_user.username, step.state) == ("~", "admin", state)
        assert step.history_change_reason
    assert "2 actions set to" in response.content.decode()


def test_a_row_that_breaks_a_rule_stays_as_it_was_and_is_named(admin_client, shipped):
    good = CommitmentFactory(state="draft")
    bad = CommitmentFactory(state="draft", title="Half written")
    Commitment.objects.filter(pk=bad.pk).update(conditional=True)
    response = run(admin_client, "publish", [good, bad])
    assert set(Commitment.objects.filter(pk__in=[good.pk, bad.pk]).values_list("title", "state")) == {
        (good.title, "published"),
        ("Half written", "draft"),
    }
    assert "“Half written” stays as it was: Say what the condition is." in response.content.decode()


def test_a_row_that_is_there_already_gets_no_second_line_of_history(admin_client, shipped):
    row = ActionFactory(state="published")
    before = row.history.count()
    run(admin_client, "publish", [row])
    assert row.history.count() == before


def test_who_may_only_look_is_offered_no_action(client, django_user_model, shipped):
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


@pytest.fixture
def writer(client, django_user_model, shipped):
    """writer("change"): a client with these permissions on actions and citations."""

    def enter(*names):
        user = django_user_model.objects.create_user("writer", is_staff=True)
        codes = [f"{name}_{model}" for name in ("view", *names) for model in ("action", "citation")]
        user.user_permissions.set(Permission.objects.filter(codename__in=codes))
        client.force_login(user)
        return client

    return enter


@pytest.mark.parametrize("names", [("add",), ("change",)])
def test_to_publish_in_the_list_needs_to_add_and_to_change(writer, names):
    row = ActionFactory(state="draft")
    run(writer(*names), "publish", [row])
    assert Action.objects.get(pk=row.pk).state == "draft"


def test_who_may_add_and_change_may_publish(writer):
    client = writer("add", "change")
    listed, typed = ActionFactory.create_batch(2, state="draft")
    run(client, "publish", [listed])
    saved(client, typed, state="published")
    assert set(Action.objects.filter(pk__in=[listed.pk, typed.pk]).values_list("state", flat=True)) == {"published"}


def test_to_publish_in_the_form_needs_to_add_and_to_change(writer):
    client = writer("change")
    row = ActionFactory(state="draft")
    citation = CitationFactory(action=row, state="draft")
    assert "To publish needs" in text(refusal(client, row, state="published"))
    assert "To publish needs" in text(refusal(client, row, **{"citations-0-state": "published"}))
    assert "To publish needs" in text(refusal(client, citation, state="published"))
    assert saved(client, row, state="in_review").state == "in_review"


def test_who_may_only_change_mends_what_is_published(writer):
    client = writer("change")
    row = ActionFactory(state="published")
    assert saved(client, row, title="Mended").title == "Mended"


def test_who_may_only_add_adds_drafts(writer):
    client = writer("add")
    data = {"slug": "new-one", "title": "New", "type": "meeting", "status": "completed", "relation": "context"}
    data |= {f"{name}-{count}_FORMS": 0 for name in ("citations",) for count in ("TOTAL", "INITIAL")}
    assert "To publish needs" in text(client.post("/admin/clauses/action/add/", data | {"state": "published"}))
    assert client.post("/admin/clauses/action/add/", data | {"state": "draft"}).status_code == 302
    assert Action.objects.get(slug="new-one").state == "draft"
