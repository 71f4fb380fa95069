"""A record goes to review, and to the public, with all that it rests on, in one step."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.models import Action, Citation, Comment

from ...support.pages.bundles import boxes, bundle_address, name_of, press, ticked
from ...support.pages.policy import holds_the_policy
from ...support.pages.reading import plain_words, text
from ...support.pages.review import states
from ...support.rows.bundles import draft, talks
from ...support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    CitationFactory,
    CommitmentFactory,
    SourceFactory,
)
from ...support.rows.people import person, written_by

pytestmark = pytest.mark.django_db


def test_one_button_sends_a_record_with_source_and_citations_and_one_publishes_all_of_it():
    editor, reviewer = person("editor"), person("reviewer")
    rows = talks(editor)
    action = rows[1]
    assert "Send to review…" in text(editor.get(f"/admin/clauses/action/{action.pk}/change/"))
    assert "4 records were sent to review." in text(press(editor, action, "send", text="Have a look"))
    assert states(*rows) == ["in_review"] * 4
    assert "4 records were published." in text(press(reviewer, action, "publish"))
    assert states(*rows) == ["published"] * 4
    moments = {row.history.first().history_date for row in rows}
    assert len(moments) == 1, "one step"
    said = Comment.objects.order_by("pk").values_list("table", "kind", "author__username", "text")
    sent, published = ("sent", "editor", "Have a look"), ("published", "reviewer", "")
    assert list(said) == [(table, *each) for each in (sent, published) for table in ("source", "action")]
    assert reviewer.get(f"/actions/{action.slug}/").status_code == 200


def test_the_page_says_what_goes_along_and_that_nothing_is_missing():
    editor = person("editor")
    action = talks(editor)[1]
    page = editor.get(bundle_address(action))
    holds_the_policy(page)
    words = plain_words(page)
    assert "4 records (1 source, 1 action and 2 citations) go to review together." in words
    assert "Nothing is missing." in words
    assert ticked(editor, action) == set(boxes(editor, action))


def test_each_missing_thing_has_the_link_that_mends_it():
    editor = person("editor")
    action = draft(ActionFactory, title="Talks")
    ActionParticipantFactory(action=action, actor=draft(ActorFactory, name="Host"))
    page = text(editor.get(bundle_address(action)))
    add = f'<a href="/admin/clauses/citation/add/?action={action.pk}&amp;bundle=action-{action.pk}">Add a citation</a>'
    assert f"“Talks”: Nothing is cited for it. {add}" in page
    source = draft(SourceFactory, title="")
    citation = draft(CitationFactory, action=action, source=source, stance="mentions")
    page = text(editor.get(bundle_address(action)))
    assert "only mentions it." in page
    back = f"?bundle=action-{action.pk}"
    write = f'<a href="/admin/clauses/source/{source.pk}/change/{back}#id_title">Write the title</a>'
    assert f"has no title yet. {write}" in page
    type(source).objects.filter(pk=source.pk).update(state="withdrawn", withdrawn_reason="Wrong.")
    Citation.objects.update(stance="supports")
    link = f'<a href="/admin/clauses/citation/{citation.pk}/change/{back}">Choose another source</a>'
    assert link in text(editor.get(bundle_address(action)))


def test_a_new_citation_from_there_names_the_record_already():
    editor = person("editor")
    action = draft(ActionFactory, title="Talks")
    form = editor.get(f"/admin/clauses/citation/add/?action={action.pk}")
    assert form.context["adminform"].form["action"].value() == str(action.pk)


def test_what_is_not_ticked_stays():
    editor = person("editor")
    source, action, first, second = talks(editor)
    press(editor, action, "send", only=[source, action, first])
    assert states(source, action, first, second) == ["in_review"] * 3 + ["draft"]


def test_what_was_changed_or_added_after_the_page_was_opened_is_not_moved_unseen():
    reviewer = person("reviewer")
    source, action, first, second = talks(person("editor"), "in_review")
    opened = boxes(reviewer, action)
    second.quote = "quite other words"
    second.save()
    late = CitationFactory(action=action, source=source, state="in_review", number=3)
    page = text(press(reviewer, action, "publish", boxed=opened))
    assert "“Report no. 2” was changed by somebody else after this page was opened" in page
    assert states(source, action, first, second, late) == ["published"] * 3 + ["in_review"] * 2


def test_a_row_of_a_record_that_was_changed_after_the_page_was_opened_keeps_the_record_back():
    reviewer = person("reviewer")
    rows = talks(person("editor"), "in_review")
    participant = ActionParticipantFactory(action=rows[1])
    opened = boxes(reviewer, rows[1])
    participant.role = "host"
    participant.save()
    page = text(press(reviewer, rows[1], "publish", boxed=opened))
    assert "“Talks” was changed by somebody else after this page was opened" in page
    assert states(*rows) == ["published", "in_review", "in_review", "in_review"]


def test_nobody_publishes_their_own_work_and_what_rests_on_it_stays_with_the_cause():
    reviewer = person("reviewer")
    source, action, first, second = talks(person("editor"), "in_review")
    written_by(reviewer, source)
    other = CitationFactory(action=action, state="in_review", number=9, source=SourceFactory(title="Public"))
    assert ticked(reviewer, action) == {name_of(row) for row in (action, first, second, other)}
    page = text(press(reviewer, action, "publish"))
    assert "“Report” stays as it was: You wrote in it: another reviewer has to publish it." in page
    why = "Its source “Report” is in review and does not go along: publish it first."
    assert f"“Report no. 1” stays as it was: {why}" in page
    assert states(source, action, first, second, other) == [
        "in_review",
        "published",
        "in_review",
        "in_review",
        "published",
    ]


def test_where_nothing_else_supports_it_the_record_stays_too():
    reviewer = person("reviewer")
    source, action, *citations = talks(person("editor"), "in_review")
    written_by(reviewer, source)
    page = text(press(reviewer, action, "publish"))
    assert "“Talks” stays as it was: No published citation supports “Talks”." in page
    own = "You wrote the source of citation no. 1 of “Report” yourself: another reviewer has to publish it."
    assert own in page
    assert states(source, action, *citations) == ["in_review"] * 4


def test_a_superuser_publishes_their_own_and_the_history_says_so():
    alone = person("superuser")
    rows = talks(alone, "in_review")
    press(alone, rows[1], "publish")
    assert states(*rows) == ["published"] * 4
    assert all("by its own author" in row.history.first().history_change_reason for row in rows)


def test_a_reviewer_returns_a_part_with_the_reason_and_its_author_is_told():
    reviewer, editor = person("reviewer"), person("editor")
    source, action, first, second = talks(editor, "in_review")
    assert "Say why" in text(press(reviewer, action, "return", only=[second]))
    assert states(second) == ["in_review"]
    press(reviewer, action, "return", only=[action, second], text="Name the city")
    assert states(source, action, first, second) == ["in_review", "draft", "in_review", "draft"]
    assert Comment.objects.about(action).get().is_open
    assert "Name the city" in text(editor.get(f"/admin/clauses/action/{action.pk}/change/"))


def test_an_author_takes_back_what_is_theirs_and_nothing_else():
    editor = person("editor")
    source, action, first, second = talks(editor, "in_review")
    written_by(person("editor", "other"), second)
    page = text(press(editor, action, "return"))
    assert "Only a reviewer, or somebody who wrote in it, may do this." in page
    assert states(source, action, first, second) == ["draft", "draft", "draft", "in_review"]
    assert not Comment.objects.filter(is_open=True).exists()


def test_what_breaks_a_rule_of_its_own_stays_and_the_rest_goes():
    editor = person("editor")
    promise = draft(CommitmentFactory, editor, title="Half written")
    citation = draft(CitationFactory, editor, commitment=promise)
    type(promise).objects.filter(pk=promise.pk).update(conditional=True)
    page = text(press(editor, promise, "send"))
    assert "“Half written” stays as it was: Say what the condition is." in page
    assert states(promise, citation) == ["draft", "in_review"]


def test_what_is_left_is_shown_after_a_part_went():
    reviewer = person("reviewer")
    _, action, _, second = talks(person("editor"), "in_review")
    page = plain_words(press(reviewer, action, "return", only=[second], text="Not in the article"))
    assert "1 citation goes to review." in page
    assert "3 records (1 source, 1 action and 1 citation) wait for a reviewer." in page


def test_what_was_public_before_shows_old_and_new():
    reviewer = person("reviewer")
    action = ActionFactory(title="Talks in Baku")
    CitationFactory(action=action)
    row = ActionParticipantFactory(action=action, actor=ActorFactory(name="Host"))
    action.state, action.withdrawn_reason = "withdrawn", "Wrong."
    action.save()
    action.state, action.withdrawn_reason, action.title = "in_review", "", "Talks in Shusha"
    action.save()
    row.role = "host"
    row.save()
    page = text(reviewer.get(bundle_address(action)))
    assert '<del class="was">Talks in Baku</del> → <ins class="becomes">Talks in Shusha</ins>' in page
    assert '<del class="was">Host, participant</del> → <ins class="becomes">Host, host</ins>' in page


def test_a_large_bundle_is_shown_in_as_many_queries_as_a_small_one_and_goes_at_once():
    editor, reviewer = person("editor"), person("reviewer")
    source = draft(SourceFactory, editor, title="Report")

    def add(numbers):
        for number in numbers:
            action = draft(ActionFactory, editor, agreement=None, relation="context", title=f"Talks {number}")
            draft(CitationFactory, editor, action=action, source=source, number=number)

    def queries(client):
        with CaptureQueriesContext(connection) as captured:
            assert client.get(bundle_address(source)).status_code == 200
        return len(captured)

    add(range(1, 3))
    queries(editor)  # what is asked only once
    few = queries(editor)
    add(range(3, 30))
    assert queries(editor) == few
    press(editor, source, "send")
    assert queries(reviewer) < 2 * few
    press(reviewer, source, "publish")
    assert Action.objects.filter(state="published").count() == 29


def test_a_public_source_leads_to_the_drafts_that_rest_on_it():
    editor, source = person("editor"), SourceFactory()
    form = f"/admin/clauses/source/{source.pk}/change/"
    assert "Send to review…" not in text(editor.get(form))
    draft(CitationFactory, editor, source=source)
    assert f'<a href="{bundle_address(source)}">Send to review…</a>' in text(editor.get(form))
