"""What is taken of an article, and what it would change, before anything is kept."""

import pytest

from clauses.models import Action

from ...support.pages.reading import plain_words
from ...support.rows.articles import place, reading_address, refused, sent, version
from ...support.rows.factories import (
    ActionFactory,
    CommitmentFactory,
    SourceTextFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.mark.parametrize(
    ("asked", "taken"),
    [
        ("old regular dri", "hold regular drills"),
        ("egular", "regular"),
        ("year", "year"),
        ("year.", "year."),
        ("s every ye", "drills every year"),
    ],
)
def test_a_passage_is_of_whole_words(ada, article, asked, taken):
    assert ada.get(reading_address(article), place(article, 2, asked)).context["asked"].words == taken


def test_in_a_script_without_spaces_nothing_is_widened(ada):
    source = SourceTextFactory(text="両国の大臣が会談した。" * 10).source
    query = {"paragraph": 1, "start": 2, "end": 6, "text": version(source)}
    assert len(ada.get(reading_address(source), query).context["asked"].words) == 4


def test_the_errors_of_a_new_record_are_not_those_of_no_record(ada, article):
    assert "about" not in refused(ada, article, 2, "drills", "new-action")


# --- What it would change


def looked_at(client, source, about, **values):
    data = sent(source, 2, "regular drills", about, **values) | {"step": "look"}
    return client.post(reading_address(source), data)


def test_what_a_passage_would_change_is_shown_before_and_nothing_is_kept(ada, article):
    action = ActionFactory(title="Drills of both sides", status="planned")
    response = looked_at(ada, article, f"action-{action.pk}", field="status", value="completed", note="Typed before")
    said = plain_words(response)
    assert "What it would change of “Drills of both sides”" in said
    assert "Status planned nothing completed" in said
    assert response.context["form"]["note"].value() == "Typed before"
    assert not article.citations.exists()
    assert Action.objects.get(pk=action.pk).status == "planned"


def test_the_script_is_told_no_more_than_that(ada, article):
    action = ActionFactory(title="Drills of both sides")
    page = looked_at(ada, article, "action", action=action.pk, field="date", value="2024", part="effect")
    assert "With this passage they would say" in plain_words(page)
    assert "<html" not in page.content.decode()


def test_beside_the_choice_of_an_action_stands_what_is_recorded_now(ada, article):
    action = ActionFactory(title="Drills of both sides", status="ongoing")
    page = ada.get(reading_address(article), place(article, 2, "drills") | {"about": f"action-{action.pk}"})
    assert "What is recorded now of “Drills of both sides”" in plain_words(page)


def test_of_a_commitment_nothing_changes(ada, article):
    promise = CommitmentFactory(title="To drill")
    said = plain_words(looked_at(ada, article, f"commitment-{promise.pk}"))
    assert "Nothing that is recorded of “To drill” changes: one more passage stands behind it." in said


@pytest.mark.parametrize("about", ["", "action", "action-99999", "new-action", "x", "action-\0"])
def test_of_no_record_nothing_is_said(ada, article, about):
    page = looked_at(ada, article, about, action="9" * 30, code="\0", field="status", part="effect")
    assert page.status_code == 200
    assert not page.content.strip()
