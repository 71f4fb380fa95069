"""A form that comes back with errors says at its top, once, which fields are to be mended, with a link to each."""

import re

import pytest

from ...support.pages.reading import plain_words
from ...support.rows.articles import reading_address, sent, text_address
from ...support.rows.drill import NEW, post
from ...support.rows.factories import ActionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
ADD = "/admin/clauses/source/add-article/"


def told(page):
    """The links of the one line at the top, by their words; each leads to something that is on the page."""
    text = page.content.decode()
    (line,) = re.findall(r'<p class="errornote problems" tabindex="-1" autofocus>(.*?)</p>', text)
    links = {words: href for href, words in re.findall(r'<a href="#([^"]+)">([^<]+)</a>', line)}
    assert all(f'id="{href}"' in text for href in links.values()), links
    assert line.startswith("Nothing is saved yet. ")
    return set(links)


def test_of_a_passage_each_field_is_named(ada, article):
    data = sent(article, 2, "regular drills", "", field="area_cleared", value="many")
    assert told(ada.post(reading_address(article), data)) == {"What it supports", "Value stated"}


def test_a_passage_that_cannot_be_quoted_is_named(ada, article):
    data = sent(article, 2, "regular drills", f"action-{ActionFactory().pk}") | {"quote": "other words"}
    assert told(ada.post(reading_address(article), data)) == {"The passage"}


def test_of_a_record_made_in_place_its_own_fields_are_named(ada, drill):
    page = post(ada, drill, **NEW | {"new-action-title": "", "new-action-date": "last week"})
    assert told(page) == {"Title", "Date"}
    assert page.content.decode().count("autofocus") == 1


def test_of_an_actor_made_in_place_too(ada, drill):
    assert told(post(ada, drill, **NEW, **{"new-actor_name": "Somebody"})) == {"Its kind"}


def test_a_new_record_stands_above_the_others_while_it_is_chosen(ada, drill):
    ActionFactory(title="Held near Hilltown in the joint drill")
    page = post(ada, drill, **NEW | {"new-action-title": ""}).content.decode()
    assert page.index('id="about-new-action"') < page.index('id="about-action-')


def test_both_steps_of_an_article_name_their_fields(ada):
    first = ada.post(ADD, {"url": "no address", "text": "A text of one sentence.", "step": "read"})
    assert told(first) == {"Address"}
    data = {"step": "save", "text": "A text of one sentence.", "title": "", "published": "last week", "url": ""}
    assert {"Kind", "Published"} <= told(ada.post(ADD, data))


def test_the_text_of_a_source_says_what_is_missing(ada, article):
    page = ada.post(text_address(article), {"step": "look", "text": ""}).content.decode()
    assert "Nothing is saved yet. Please mend what is said below." in page


def test_a_form_of_the_admin_names_fields_and_rows(ada):
    page = ada.post("/admin/clauses/action/add/", {"title": "", "date": "last week", "participants-TOTAL_FORMS": "x"})
    assert {"Title", "Date"} <= told(page)


def test_a_form_that_is_opened_names_nothing(ada, drill):
    for address in (ADD, "/admin/clauses/action/add/", reading_address(drill), text_address(drill)):
        assert "errornote" not in ada.get(address).content.decode()


def test_more_fields_than_are_linked_are_counted(ada):
    page = ada.post(
        "/admin/clauses/agreement/add/",
        {"parties-TOTAL_FORMS": "14", "parties-INITIAL_FORMS": "0"}
        | {f"parties-{number}-role": "nonsense" for number in range(14)},
    )
    text = page.content.decode()
    assert re.search(r"and \d+ more\.</p>", text)


# --- Which version of the text is meant


def test_an_address_without_the_version_of_the_text_opens_the_present_one_and_says_so(ada, article):
    place = {"paragraph": 2, "start": 0, "end": 10}
    page = ada.get(reading_address(article), place)
    said = plain_words(page)
    assert "It was not said which version of the text is meant: this is the present one." in said
    assert "was replaced" not in said
    assert page.context["form"] is None
    assert page.context["lines"]
    assert [each.level_tag for each in page.context["messages"]] == ["info"]


def test_a_form_without_the_version_of_the_text_says_so_and_keeps_nothing(ada, article):
    data = sent(article, 2, "regular drills", f"action-{ActionFactory().pk}") | {"text": ""}
    said = plain_words(ada.post(reading_address(article), data))
    assert "this is the present one. The words stand in paragraph 2 now" in said
    assert "was replaced" not in said
    assert not article.citations.exists()


def test_another_version_of_the_text_is_still_said(ada, article):
    page = ada.get(reading_address(article), {"paragraph": 2, "start": 0, "end": 10, "text": "0" * 16})
    assert "The text was replaced after this page was opened." in plain_words(page)
