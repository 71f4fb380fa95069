"""Taking back what was just kept while an article was read."""

import pytest

from clauses.models import Action, Actor, Citation, Place

from ...support.pages.reading import plain_words
from ...support.rows.articles import TEXT, cited, reading_address, sent
from ...support.rows.drill import NEW, post
from ...support.rows.factories import (
    ActionFactory,
    CommitmentFactory,
    SourceTextFactory,
)
from ...support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def undone(client, source, citation):
    return client.post(reading_address(source), {"step": "undo", "citation": citation.pk or 0}, follow=True)


def test_what_was_kept_is_taken_back_and_the_history_says_so(ada, article):
    citation = cited(ada, article, 2, "regular drills", f"action-{ActionFactory().pk}")
    assert "Undone: citation no. 1 is deleted." in plain_words(undone(ada, article, citation))
    assert not article.citations.exists()
    last = Citation.history.filter(id=citation.pk).latest("history_date", "history_id")
    assert (last.history_type, last.history_user, last.history_change_reason) == (
        "-",
        ada.user,
        "Undone while the article was read",
    )
    assert Action.objects.count() == 1


def test_the_record_that_was_made_for_it_goes_along(ada, drill):
    names = {
        "new-actor_name": "Joint staff",
        "new-actor_kind": "body",
        "new-place_name": "Old Fort",
        "new-place_kind": "other",
    }
    post(ada, drill, **NEW, **names)
    said = plain_words(undone(ada, drill, drill.citations.get()))
    assert "and “Drill near Hilltown”, which was made for it" in said
    assert not Action.objects.filter(title="Drill near Hilltown").exists()
    assert not Actor.objects.filter(name="Joint staff").exists()
    assert not Place.objects.filter(name="Old Fort").exists()
    assert Place.objects.filter(name="Hilltown").exists()


@pytest.mark.parametrize("use", ["cited", "changed", "linked", "named"])
def test_a_record_that_was_made_for_it_stays_where_something_else_uses_it(ada, drill, use):
    names = {"new-place_name": "Old Fort", "new-place_kind": "other"}
    post(ada, drill, **NEW, **names)
    citation, action = drill.citations.get(), Action.objects.get(title="Drill near Hilltown")
    fort = Place.objects.get(name="Old Fort")
    if use == "cited":
        Citation.objects.create(source=drill, number=9, action=action)
    elif use == "changed":
        action.description = "More is known."
        action.save()
    elif use == "linked":
        action.bearings.create(commitment=CommitmentFactory(), basis="inferred_by_analyst")
    else:
        Citation.objects.create(source=drill, number=9, action=ActionFactory(), field="place", value=fort.slug)
    undone(ada, drill, citation)
    assert not Citation.objects.filter(pk=citation.pk).exists()
    assert Action.objects.filter(pk=action.pk).exists() == (use != "named")
    assert Place.objects.filter(pk=fort.pk).exists()


@pytest.mark.parametrize("what", ["changed", "sent", "of another", "gone"])
def test_only_an_untouched_draft_of_ones_own_is_taken_back(ada, article, what):
    citation = cited(ada, article, 2, "regular drills", f"action-{ActionFactory().pk}")
    who = person("editor", "bela") if what == "of another" else ada
    if what == "changed":
        citation.note = "More"
        citation.save()
    elif what == "sent":
        Citation.objects.filter(pk=citation.pk).update(state="in_review")
    elif what == "gone":
        citation.delete()
    assert "Nothing was undone." in plain_words(undone(who, article, citation))
    assert article.citations.exists() == (what != "gone")


@pytest.mark.parametrize("number", ["", "x", "9" * 30, "\0", "-1"])
def test_what_is_no_citation_is_not_taken_back(ada, article, number):
    page = ada.post(reading_address(article), {"step": "undo", "citation": number}, follow=True)
    assert "Nothing was undone." in plain_words(page)


def test_a_citation_of_another_source_is_not_taken_back_here(ada, article):
    other = SourceTextFactory(text=TEXT).source
    citation = cited(ada, other, 2, "regular drills", f"action-{ActionFactory().pk}")
    undone(ada, article, citation)
    assert other.citations.exists()


def test_undo_stands_in_the_message_and_only_while_it_can_be_done(ada, article):
    data = sent(article, 2, "regular drills", f"action-{ActionFactory().pk}")
    page = ada.post(reading_address(article), data, follow=True)
    assert 'value="undo"' in page.content.decode()
    here = page.redirect_chain[0][0]
    assert 'value="undo"' not in ada.get(here).content.decode()
    assert person("editor", "bela").get(here).context["undo"] is None
