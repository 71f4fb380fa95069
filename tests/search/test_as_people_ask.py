"""Whole sentences, endings, short days and other ways in which readers ask."""

import pytest

from clauses.search.days import period_in
from clauses.search.find import find
from clauses.search.most_words import most_words
from clauses.search.question import read
from tests.support.rows.factories import ActionFactory, PlaceFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def records(text: str) -> list[int]:
    return [hit.record for hit in find(text, 5).hits]


@pytest.mark.parametrize(
    "sentence",
    ["Did quaggas graze in Baku?", "When have the quaggas been grazing?", "Where is it that quaggas graze", "quaggas"],
)
def test_the_small_words_of_a_question_do_not_count(sentence):
    action = ActionFactory(title="Quaggas graze near Baku")
    assert records(sentence) == [action.pk]


@pytest.mark.parametrize("text", ["is", "of the"])
def test_small_words_alone_are_looked_for(text):
    assert read(text).words == tuple(text.split())


@pytest.mark.parametrize("typed", ["Quaggayev'in", "Quaggayev’s", "quaggayev'den"])
def test_an_ending_behind_an_apostrophe_may_be_another_one(typed):
    action = ActionFactory(title="Quaggayev speaks")
    place = PlaceFactory(name="Old town", other_names="Quaggayev")
    assert records(typed) == [place.pk, action.pk]


def test_a_word_with_an_apostrophe_is_still_found_as_it_is_written():
    action = ActionFactory(title="The quaggas' d'Arcy ride, O'Quagga's")
    assert records("d'arcy") == [action.pk]
    assert records("O'Quagga's") == [action.pk]


@pytest.mark.parametrize("text", ["132 sq km", "132 square kilometres", "132km2", "132 km²"])
def test_a_figure_with_a_unit_of_two_words_is_one(text):
    action = ActionFactory(title="Clearance", description="On 132 km² of land.")
    assert records(text) == [action.pk]


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("15.6.21", "2021-06-15"),
        ("15/06/21", "2021-06-15"),
        ("before 2021", "../2020-12-31"),
        ("until 2021", "../2021-12-31"),
        ("after 15 june 2021", "2021-06-16/.."),
        ("since 15 june 2021", "2021-06-15/.."),
        ("32.6.21", None),
        ("1.2.3", None),
    ],
)
def test_days_are_read_as_people_write_them(text, period):
    found, _ = period_in(text)
    assert (found.edtf if found else None) == period


def test_of_a_sentence_that_nothing_answers_as_many_words_as_some_record_holds_are_offered():
    ActionFactory(title="Joint quaggas graze and zebras watch")
    ActionFactory(title="Lonely okapis")
    (offer,) = most_words(read("okapis and joint quaggas watch zebras drilling pyramids"))
    assert (offer.text, offer.count) == ("joint quaggas watch zebras", 1)
    assert most_words(read("pyramids drilling")) == []
    assert most_words(read("quaggas")) == []


def test_the_page_offers_them_and_says_what_a_word_to_leave_out_lacks(client):
    ActionFactory(title="Joint quaggas graze")
    html = client.get("/search/", {"q": "okapis drilling quaggas graze"}).content.decode()
    assert 'With fewer words: <a href="?q=quaggas%20graze">quaggas graze</a> <span class="n">1</span>' in html
    html = client.get("/search/", {"q": "-gas"}).content.decode()
    assert "Only words to leave out are asked for. Add one that is to be found." in html
