"""Citing a passage of an article in the admin: what is stored, a record made for it, and others who work meanwhile."""

from functools import partial

import pytest

from clauses.admin.articles.form import NOTHING_CHOSEN
from clauses.admin.articles.marks import GONE, NO_PLACE, REPLACED
from clauses.articles.quotations import Article
from clauses.models import Action

from ...support.pages.reading import plain_words
from ...support.rows.articles import TEXT, cited, place, reading_address, refused, replaced, sent
from ...support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    ClauseFactory,
    SourceFactory,
    SourceTextFactory,
)
from ...support.rows.people import person
from ...support.site.races import both_at_once

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_a_passage_becomes_a_draft_with_its_context_and_paragraph(ada, article):
    action = ActionFactory()
    citation = cited(ada, article, 2, "hold regular drills", f"action-{action.pk}", field="status", value="planned")
    assert (citation.action, citation.state, citation.number) == (action, "draft", 1)
    assert (citation.quote, citation.locator) == ("hold regular drills", 2)
    assert (citation.prefix, citation.suffix) == ("Both sides will", "every year. They")
    assert (citation.field, citation.value) == ("status", "planned")


def test_the_quotation_is_locked_to_its_place_from_the_start(ada, article):
    citation = cited(ada, article, 3, "The ministers met in Baku", f"action-{ActionFactory().pk}")
    start = Article(TEXT).paragraphs[2].index(citation.quote)
    check = citation.check_in_text
    assert (check.lock, check.paragraph, check.start) == ("locked", 3, start)


def test_the_history_says_who_read_it_where(ada, article):
    citation = cited(ada, article, 2, "regular drills", f"action-{ActionFactory().pk}")
    saved = citation.history.get()
    assert (saved.history_user, saved.history_change_reason) == (ada.user, "Read in the article, paragraph 2")


def test_the_context_tells_the_passage_from_others_like_it(ada, article):
    citation = cited(ada, article, 3, "The ministers met in Baku", f"action-{ActionFactory().pk}")
    found = Article(TEXT).locate(citation.quote, citation.prefix, citation.suffix)
    assert found.place.paragraph == 3


def test_context_and_quotation_are_not_taken_from_what_is_sent(ada, article):
    words = "regular drills"
    citation = cited(ada, article, 2, words, f"action-{ActionFactory().pk}", prefix="forged", locator="9", number="50")
    assert (citation.prefix, citation.locator, citation.number) == ("sides will hold", 2, 1)


def test_a_quotation_that_is_not_what_stands_at_its_place_is_refused(ada, article):
    errors = refused(ada, article, 2, "regular drills", f"action-{ActionFactory().pk}", quote="irregular drills")
    assert errors["quote"] == [NO_PLACE]


@pytest.mark.parametrize("target", ["agreement", "clause", "action"])
def test_a_record_is_chosen_by_its_code_where_there_is_no_script(ada, article, target):
    made = {"agreement": AgreementFactory, "clause": ClauseFactory, "action": ActionFactory}[target]()
    assert cited(ada, article, 2, "regular drills", target, code=made.code).target == made


def test_a_record_is_chosen_by_typing(ada, article):
    action = ActionFactory()
    assert cited(ada, article, 2, "regular drills", "action", action=action.pk).target == action


def test_only_the_record_of_the_chosen_kind_counts(ada, article):
    action, clause = ActionFactory(), ClauseFactory()
    citation = cited(ada, article, 2, "regular drills", "clause", action=action.pk, clause=clause.pk)
    assert (citation.clause, citation.action) == (clause, None)


@pytest.mark.parametrize("about", ["", "action", "nonsense", "actor-1"])
def test_a_passage_supports_a_record(ada, article, about):
    assert refused(ada, article, 2, "regular drills", about)["about"] == [NOTHING_CHOSEN]


def test_a_code_that_leads_nowhere_and_a_record_that_is_gone_are_said(ada, article):
    assert "No action has the code “x/y”" in refused(ada, article, 2, "drills", "action", code="x/y")["about"][0]
    assert "There is no such action" in refused(ada, article, 2, "drills", "action-99999")["about"][0]


def test_the_checks_of_a_citation_stand_beside_their_fields(ada, article):
    about = f"action-{ActionFactory().pk}"
    values = {"field": "area_cleared", "value": "many", "unit": "acres", "as_of": "last week"}
    errors = refused(ada, article, 2, "drills", about, **values)
    assert {"value", "as_of"} <= set(errors)
    assert refused(ada, article, 2, "drills", about, origin=article.pk)["origin"] == [
        "An article does not credit itself."
    ]


def test_speaker_and_origin_are_chosen_by_code_where_there_is_no_script(ada, article):
    actor, other, about = ActorFactory(), SourceFactory(), f"action-{ActionFactory().pk}"
    citation = cited(ada, article, 2, "drills", about, speaker_code=actor.slug, origin_code=other.slug)
    assert (citation.speaker, citation.origin) == (actor, other)
    errors = (
        ada.post(reading_address(article), sent(article, 2, "drills", about, speaker_code="nobody"))
        .context["form"]
        .errors
    )
    assert "No actor has the code “nobody”" in errors["speaker"][0]


def test_the_same_statement_is_not_stored_twice(ada, article):
    data = sent(article, 2, "regular drills", f"action-{ActionFactory().pk}")
    assert ada.post(reading_address(article), data).status_code == 302
    response = person("editor", "bela").post(reading_address(article), data)
    assert "Citation no. 1 says exactly this already" in plain_words(response)
    assert ada.post(reading_address(article), data | {"field": "status", "value": "planned"}).status_code == 302


def test_a_passage_of_a_published_record_is_a_draft_beside_it(ada, article):
    action = ActionFactory()
    version_before = action.version
    assert cited(ada, article, 2, "drills", f"action-{action.pk}").state == "draft"
    assert Action.objects.get(pk=action.pk).version == version_before
    assert not action.citations.published().exists()


def test_after_a_passage_the_reading_goes_on_at_the_next_paragraph(ada, article):
    data = sent(article, 2, "drills", f"action-{ActionFactory().pk}")
    page = ada.post(reading_address(article), data, follow=True)
    assert [line.number for line in page.context["lines"] if line.is_here] == [3]
    data = sent(article, 4, "words", f"action-{ActionFactory().pk}")
    assert (
        '<h2 id="drafts" tabindex="-1" autofocus>'
        in ada.post(reading_address(article), data, follow=True).content.decode()
    )


def test_a_button_that_is_none_does_nothing(ada, article):
    response = ada.post(reading_address(article), {"step": "dance"}, follow=True)
    assert "choose one of the buttons" in plain_words(response)


# --- A new record for the passage


def made(client, article, target, **values):
    """Off to the form of a new record, which is saved; the page on which its editor is then."""
    data = sent(article, 2, "drills", "", note="Typed before", value="2021", field="date") | {"make": target}
    data.pop("step")
    there = client.post(reading_address(article), data)
    assert there.status_code == 302
    form = client.get(there.url).context["adminform"].form
    data = {field.html_name: field.value() for field in form if field.value() is not None} | values
    for inline in client.get(there.url).context["inline_admin_formsets"]:
        data |= {field.html_name: field.value() for field in inline.formset.management_form}
    return client.post(there.url, data, follow=True)


def test_a_new_record_leads_back_to_the_passage_and_is_chosen(ada, article):
    values = {"slug": "new-drill", "title": "New drill", "type": "joint_exercise", "relation": "follow_up"}
    page = made(ada, article, "action", **values)
    action = Action.objects.get(slug="new-drill")
    form = page.context["form"]
    assert (page.context["asked"].words, form.chosen) == ("drills", f"action-{action.pk}")
    assert (form["note"].value(), form["field"].value(), form["value"].value()) == ("Typed before", "date", "2021")
    assert page.context["candidates"][0].state == "draft"


def test_a_name_of_a_published_agreement_waits_for_its_reviewer_first(ada, article):
    agreement = AgreementFactory()
    page = made(ada, article, "name", agreement=agreement.pk, slug="new-name", name="Pact of drills", kind="reported")
    assert "can be cited once a reviewer has applied the proposal" in plain_words(page)
    assert page.context["form"]["note"].value() == "Typed before"


def test_what_waits_holds_no_word_of_the_article(ada, article):
    data = sent(article, 2, "regular drills", "") | {"make": "action"}
    ada.post(reading_address(article), data)
    assert "drills" not in str(dict(ada.session))


# --- Two at once, and a text that is replaced


def test_two_who_cite_at_once_get_numbers_of_their_own(transactional_db):
    source, about = SourceTextFactory(text=TEXT).source, f"action-{ActionFactory().pk}"
    one, other = (person("editor", name) for name in ("one", "two"))
    for mine, yours in (("Both", "sides"), ("will", "hold"), ("regular", "drills")):
        first, second = (sent(source, 2, words, about) for words in (mine, yours))
        answers = both_at_once(
            partial(one.post, reading_address(source), first), partial(other.post, reading_address(source), second)
        )
        assert [answer.status_code for answer in answers] == [302, 302]
    assert sorted(source.citations.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_text_that_is_replaced_meanwhile_is_said_and_nothing_is_lost(ada, article):
    data = sent(article, 2, "regular drills", f"action-{ActionFactory().pk}", note="Typed before")
    replaced(article, "Something new stands here.\n" + TEXT.removeprefix("Title\n"))
    response = ada.post(reading_address(article), data)
    assert f"{REPLACED} The words stand in paragraph 3 now" in plain_words(response)
    assert response.context["form"]["note"].value() == "Typed before"
    assert not article.citations.exists()
    again = data | place(article, 2, "regular drills") | {"paragraph": 3}
    assert ada.post(reading_address(article), again).status_code == 302
    assert article.citations.get().locator == 3


def test_words_that_the_new_text_lacks_are_marked_anew_with_what_was_typed(ada, article):
    data = sent(article, 2, "regular drills", f"action-{ActionFactory().pk}", note="Typed before")
    replaced(article, "All is new. There are irregular drilling days.")
    response = ada.post(reading_address(article), data)
    assert GONE.format(REPLACED) in plain_words(response)
    found = ada.post(reading_address(article), {"step": "find", "find-words": "drilling days", "kept": "1"})
    page = ada.get(found.url)
    assert (page.context["asked"].words, page.context["form"]["note"].value()) == ("drilling days", "Typed before")


def test_an_address_of_another_version_of_the_text_opens_nothing(ada, article):
    query = place(article, 2, "regular drills")
    replaced(article, TEXT.replace("Both", "All"))
    response = ada.get(reading_address(article), query)
    assert REPLACED in plain_words(response)
    assert response.context["form"] is None
