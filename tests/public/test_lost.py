"""An address of nothing: what it may have meant, from the address alone."""

import re
from html import unescape

import pytest

from ..support.pages.reading import plain_words
from ..support.rows.factories import ActionFactory, CitationFactory, SourceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def searched(response) -> str:
    """What the search of the page is filled with."""
    return unescape(re.search(r'name="q" maxlength="200" value="([^"]*)"', response.content.decode())[1])


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/actions/joint-drill-2021-06/", "joint drill"),
        ("/agreements/shusha_declaration/promises/nothing/", "nothing"),
        ("/nothing/", "nothing"),
        ("/actions/", ""),
        ("/a-b-of/Drill.html", "Drill html"),
        ("/x/%3Cscript%3Ealert(1)%3C/script%3E/", "script"),
        ('/x/"onfocus="alert/', "onfocus alert"),
        ("/x/Şuşa-visit/", "visit"),
        ("/x/" + "word-" * 40, "word word word word word"),
        ("/x/" + "a" * 400, ""),
    ],
)
def test_its_search_is_filled_with_the_words_of_the_last_part(client, address, words):
    response = client.get(f"/nowhere{address}")
    assert response.status_code == 404
    assert searched(response) == (words or ("actions" if address == "/actions/" else ""))
    assert "<script>alert" not in response.content.decode()


@pytest.mark.parametrize(
    ("address", "noun", "href"),
    [
        ("/actions/none-such/", "an action", "/actions/"),
        ("/agreements/none-such/clauses/o1/", "an agreement", "/agreements/"),
        ("/years/1066/", "a year of which something is recorded", "/years/"),
    ],
)
def test_it_says_of_what_the_address_would_be_and_leads_to_the_list(client, address, noun, href):
    response = client.get(address)
    assert f"It would be that of {noun}." in plain_words(response)
    assert f'<a href="{href}">All ' in response.content.decode()


def test_an_address_like_that_of_no_record_leads_to_the_lists(client):
    response = client.get("/nowhere/at-all/")
    assert "It would be" not in plain_words(response)
    assert '<a href="/agreements/">agreements</a>' in response.content.decode()


def test_it_asks_no_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/nowhere/joint-drill/").status_code == 404


def test_of_a_day_before_anything_was_known_it_leads_to_what_was_known_by_then(client):
    action = ActionFactory()
    CitationFactory(action=action, source=SourceFactory(published="2022-03-01"))
    response = client.get(f"{action.get_absolute_url()}?known_on=2021-12-31")
    assert response.status_code == 404
    assert (
        '<a href="/actions/?known_on=2021-12-31">All actions that were known by then</a>' in response.content.decode()
    )


def test_a_question_that_is_refused_leads_to_the_page_without_it(client):
    response = client.get("/actions/?tpye=visit")
    assert response.status_code == 400
    assert '<a href="/actions/">open the page without any question</a>' in response.content.decode()
