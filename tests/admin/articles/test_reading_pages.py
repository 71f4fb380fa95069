"""Reading an article in the admin: who may, what is shown, and which passage is meant."""

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext

from clauses.admin.articles import suggested
from clauses.admin.articles.marks import NO_PLACE, NOT_TOLD_APART
from clauses.articles.quotations import Article
from clauses.models import Citation, Source, SourceText

from ...support.pages.bundles import bundle_address, press
from ...support.pages.reading import plain_words
from ...support.rows.articles import TEXT, cited, place, reading_address, refused, version
from ...support.rows.factories import ActionFactory, CitationFactory, ClauseFactory, SourceFactory, SourceTextFactory
from ...support.rows.people import person

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture(autouse=True)
def no_rules(monkeypatch):
    """Nothing is proposed here: the rules take time, and have tests of their own."""
    monkeypatch.setattr(suggested, "suggest", lambda *args, **options: [])
    monkeypatch.setattr(suggested, "candidates_for", lambda *args, **options: [])


# --- Who may


@pytest.mark.parametrize(("role", "status"), [("viewer", 403), ("editor", 200), ("reviewer", 200), ("manager", 200)])
def test_the_text_is_read_by_those_who_may_cite_it(article, role, status):
    response = person(role).get(reading_address(article))
    assert response.status_code == status
    assert ("Both sides will hold" in plain_words(response)) == (status == 200)


@pytest.mark.parametrize("missing", ["view_sourcetext", "add_citation", "view_source"])
def test_each_of_the_permissions_is_needed(client, article, django_user_model, missing):
    user = django_user_model.objects.create_user("some", is_staff=True)
    needed = {"view_sourcetext", "add_citation", "view_source"} - {missing}
    user.user_permissions.set(Permission.objects.filter(codename__in=needed))
    client.force_login(user)
    assert client.get(reading_address(article)).status_code == 403


def test_whoever_is_not_signed_in_is_asked_to(client, article):
    assert client.get(reading_address(article)).status_code == 302


def test_the_page_of_the_source_leads_there_for_those_who_may(article):
    here = f"/admin/clauses/source/{article.pk}/change/"
    assert reading_address(article) in person("editor").get(here).content.decode()
    assert reading_address(article) not in person("viewer").get(here).content.decode()


def test_without_a_text_the_page_says_where_to_store_one(ada):
    response = ada.get(reading_address(SourceFactory()))
    assert "No text of this source is stored" in plain_words(response)
    assert ada.get(response.context["store_address"]).status_code == 200


def test_no_source_is_not_found(ada):
    assert ada.get("/admin/clauses/source/999999/read/").status_code == 404


# --- What is shown


def test_paragraphs_have_the_numbers_that_citations_count(ada, article):
    lines = ada.get(reading_address(article)).context["lines"]
    texts = ["".join(stretch.text for stretch in line.stretches) for line in lines]
    assert (texts, [line.number for line in lines]) == (list(Article(TEXT).paragraphs), [1, 2, 3, 4])


def test_what_is_cited_is_marked_with_its_state_in_words(ada, article):
    draft = CitationFactory(source=article, quote="hold regular drills", locator=2, state="draft", number=7)
    response = ada.get(reading_address(article))
    own = f"/admin/clauses/citation/{draft.pk}/change/"
    assert f'<mark class="cited"><a href="{own}">hold regular drills</a></mark>' in response.content.decode()
    assert f"Action “{draft.action}”: no. 7 (draft, supports)" in plain_words(response)


def test_citations_that_overlap_are_cut_where_they_begin_and_end(ada, article):
    one = CitationFactory(source=article, quote="Both sides will hold", locator=2)
    other = CitationFactory(source=article, quote="will hold regular drills", locator=2)
    stretches = [(each.text, each.href) for each in ada.get(reading_address(article)).context["lines"][1].stretches][:3]
    here = "/admin/clauses/citation/{}/change/".format
    assert stretches == [("Both sides ", here(one.pk)), ("will hold", "#cited-2"), (" regular drills", here(other.pk))]


def test_a_citation_whose_words_are_not_in_the_text_is_listed_apart(ada, article):
    CitationFactory(source=article, quote="never said", locator=2, number=8)
    assert [each.row.number for each in ada.get(reading_address(article)).context["lost"]] == [8]


def test_as_many_queries_for_many_paragraphs_and_citations_as_for_one(ada, article):
    many = SourceTextFactory(text=TEXT * 8).source
    for source, count in ((article, 2), (many, 30)):
        for number in range(1, count + 1):
            target = {"clause": ClauseFactory()} if number % 2 else {}
            CitationFactory(source=source, quote="regular drills", locator=2, number=number, **target)
    counts = []
    for source in (article, article, many):
        with CaptureQueriesContext(connection) as queries:
            assert ada.get(reading_address(source)).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]


# --- Which passage is meant


def test_a_place_opens_the_form_with_its_words(ada, article):
    response = ada.get(reading_address(article), place(article, 2, "hold regular drills"))
    assert response.context["asked"].words == "hold regular drills"
    assert '<mark class="open">hold regular drills</mark>' in response.content.decode()


def test_places_count_code_points(ada, article):
    action = ActionFactory()
    assert cited(ada, article, 4, "and words", f"action-{action.pk}").quote == "and words"


@pytest.mark.parametrize(
    "query",
    [
        {"paragraph": "9", "start": "0", "end": "3"},
        {"paragraph": "1", "start": "3", "end": "3"},
        {"paragraph": "1", "start": "0", "end": "99999"},
        {"paragraph": "x", "start": "0", "end": "3"},
        {"paragraph": "1"},
        {"paragraph": "9" * 30, "start": "0", "end": "3"},
    ],
)
def test_a_place_that_is_none_is_said_to_be_none(ada, article, query):
    response = ada.get(reading_address(article), query | {"text": version(article)})
    assert NO_PLACE in plain_words(response)
    assert response.context["form"] is None


def test_words_that_stand_once_are_found(ada, article):
    response = ada.post(reading_address(article), {"step": "find", "find-words": "hold  regular\tdrills"})
    assert response.status_code == 302
    assert ada.get(response.url).context["asked"].words == "hold regular drills"
    assert "drills" not in response.url


def test_words_that_stand_nowhere_are_refused_and_stay(ada, article):
    response = ada.post(reading_address(article), {"step": "find", "find-words": "hold regular drill sergeants"})
    assert "do not stand in the text. Copy them letter for letter" in plain_words(response)
    assert 'value="hold regular drill sergeants"' in response.content.decode()


def test_words_in_another_paragraph_say_which(ada, article):
    response = ada.post(reading_address(article), {"step": "find", "find-words": "regular drills", "find-paragraph": 1})
    assert "do not stand in the text in paragraph 1, but in paragraph 2" in plain_words(response)


def test_words_that_stand_in_several_places_are_chosen_between(ada, article):
    response = ada.post(reading_address(article), {"step": "find", "find-words": "They spoke of gas"})
    assert "These words stand in 3 places. Which one is meant?" in plain_words(response)
    _, sentence, href = response.context["found"][1]
    assert sentence == "They spoke of gas in Baku."
    assert ada.get(href).context["asked"].place.paragraph == 2


def test_more_than_fifteen_words_are_refused(ada, article):
    words = " ".join(Article(TEXT).paragraphs[2].split()[:16])
    assert "at most 15 words; 16 are marked" in plain_words(
        ada.post(reading_address(article), {"step": "find", "find-words": words})
    )
    assert "at most 15 words; 16 are marked" in plain_words(ada.get(reading_address(article), place(article, 3, words)))
    assert refused(ada, article, 3, words, f"action-{ActionFactory().pk}")["quote"] == [
        "Quote at most 15 words; 16 are marked."
    ]


def test_words_that_nothing_tells_apart_are_refused(ada):
    source = SourceTextFactory(text="yes " * 80 + "yes.").source
    query = {"paragraph": 1, "start": 120, "end": 123, "text": version(source)}
    assert NOT_TOLD_APART in plain_words(ada.get(reading_address(source), query))


# --- The drafts


def test_the_drafts_are_sent_to_review_together_with_their_source(ada, article):
    citation = cited(ada, article, 2, "regular drills", f"action-{ActionFactory().pk}")
    page = ada.get(reading_address(article))
    assert [each.row.pk for each in page.context["drafts"]] == [citation.pk]
    assert f'href="{bundle_address(article)}"' in page.content.decode()
    press(ada, article, "send")
    assert Citation.objects.get(pk=citation.pk).state == "in_review"


def test_the_share_of_quoted_words_is_shown(ada, article):
    CitationFactory(source=article, quote="hold regular drills", locator=2)
    page = ada.get(reading_address(article))
    said = "3 words are quoted so far, of at most 15: one passage of 15 words, which is always allowed."
    assert said in plain_words(page)
    assert "That is too much" not in plain_words(page)
    CitationFactory(source=article, quote="The ministers met in Baku on Monday. They spoke of", locator=1)
    CitationFactory(source=article, quote="Both sides will", locator=2)
    page = ada.get(reading_address(article))
    share = page.context["share"]
    assert (share.quoted, share.most, share.is_too_much) == (16, 15, True)
    assert "That is too much" in plain_words(page)


@pytest.mark.parametrize(("words", "most"), [(1, 15), (300, 15), (320, 15), (321, 16), (400, 19), (401, 20)])
def test_a_long_article_is_quoted_for_less_than_a_twentieth(ada, words, most):
    source = SourceTextFactory(text="word " * (words - 1) + "end.").source
    page = ada.get(reading_address(source))
    assert page.context["share"].most == most
    assert ("a twentieth of the article" in plain_words(page)) == (most > 15)


# --- Private


def test_no_word_of_the_text_is_in_the_log(ada, article, caplog):
    with caplog.at_level("DEBUG"):
        ada.get(reading_address(article), place(article, 2, "regular drills"))
        ada.post(reading_address(article), {"step": "find", "find-words": "spoke of gas"})
        cited(ada, article, 2, "regular drills", f"action-{ActionFactory().pk}")
    told = " ".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    assert told
    assert "drills" not in told
    assert "gas" not in told


def test_the_sources_of_the_fixtures_have_no_text(shipped):
    assert not SourceText.objects.exists()
    assert Source.objects.exists()
