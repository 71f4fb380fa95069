"""The page of the search: what it shows of each record, how it took the question, and the way on from nothing."""

from html import unescape

import pytest

from tests.support.pages.reading import page
from tests.support.rows.factories import (
    ActionFactory,
    CitationFactory,
    CommitmentFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def search(client, text: str, **more) -> str:
    response = client.get("/search/", {"q": text, **more})
    assert response.status_code == 200, text
    return unescape(response.content.decode())


def test_a_record_is_shown_with_its_kind_and_the_words_that_were_asked_for_marked(client):
    action = ActionFactory(title="Quaggas graze in Baku", description="Seen by drivers of zebras.", date="2024-05-02")
    html = search(client, "quagga")
    assert f'<a href="{action.get_absolute_url()}"><mark>Quaggas</mark> graze in Baku</a>' in html
    assert "2 May 2024" in html
    seen = '<span class="snippet">Seen by drivers of <mark>zebras</mark>.</span>'
    assert f"description: {seen}" in search(client, "zebra")


def test_the_kinds_are_counted_and_lead_to_those_of_one_kind_and_to_their_list(client):
    ActionFactory.create_batch(2, title="The quagga drill")
    PlaceFactory(name="Quagga")
    html = search(client, "quagga")
    assert "3 records" in html
    assert '<a href="?q=quagga&kind=action">Actions <span class="n">2</span></a>' in html
    html = search(client, "quagga", kind="action")
    assert "2 records of 3" in html
    assert "/actions/?q=quagga" in html
    assert client.get("/actions/", {"q": "quagga"}).context["page"].paginator.count == 2


def test_what_was_looked_for_beside_the_words_is_said(client):
    PlaceFactory(name="Quaggaville", other_names="Zebratown")
    assert "Also looked for as: Zebratown." in search(client, "quaggaville")
    html = search(client, "ratified 2021-06 -gas")
    assert "For “ratified” records also say “approval by parliament”; both were looked for." in html
    assert "Records that may be of June 2021, as far as their dates are known." in html
    assert "Without “gas”." in html


def test_the_state_of_a_promise_stands_beside_it(client):
    CommitmentFactory(title="Keep quaggas")
    assert '<span class="became' in search(client, "quaggas")


def test_from_nothing_the_nearest_spelling_fewer_words_and_beginnings_lead_on(client):
    ActionFactory(title="The quagga pipeline")
    html = search(client, "pipline")
    assert "No public record answers this." in html
    assert '<a href="?q=pipeline">pipeline</a> <span class="n">1</span>' in html
    assert "The first for “pipeline”" in html
    html = search(client, "quagga basketball")
    assert 'With fewer words: <a href="?q=quagga">quagga</a> <span class="n">1</span>' in html


@pytest.mark.parametrize("text", ["quag", "qua"])
def test_for_a_few_letters_the_page_offers_what_begins_so_as_the_field_does_while_one_types(client, text):
    action = ActionFactory(title="Quaggas graze in Baku")
    DomainFactory(label="Quays")
    html = search(client, text)
    assert "Begins so:" in html
    assert f'<a href="{action.get_absolute_url()}">Quaggas graze in Baku</a> <span class="n">action</span>' in html
    assert '<a href="/search/?q=Quaggas">Quaggas</a> <span class="n">1 record</span>' in html


def test_what_stands_in_the_list_of_results_is_not_offered_beside_it(client):
    near, far = ActionFactory(title="Gas is sold"), ActionFactory(title="Gases are sold")
    further = ActionFactory(title="Gasoline is sold")
    offered = search(client, "gas").partition("Also begins so:")[2].partition('<ol class="rows hits">')[0]
    assert further.title in offered
    assert near.title not in offered
    assert far.title not in offered


def test_of_one_kind_the_facets_of_its_list_are_counted_and_lead_there(client):
    for kind, number in (("visit", 2), ("meeting", 1)):
        ActionFactory.create_batch(number, title="The quagga drill", type=kind)
    ActionFactory(title="Another thing", type="visit")
    html = search(client, "quagga", kind="action")
    assert '<a href="/actions/?q=quagga&type=visit">visit</a> <span class="n">2</span>' in html
    assert '<a href="/actions/?q=quagga&type=meeting">meeting</a> <span class="n">1</span>' in html
    assert client.get("/actions/", {"q": "quagga", "type": "visit"}).context["page"].paginator.count == 2
    assert 'id="narrow"' not in search(client, "quagga")
    assert 'id="narrow"' not in search(client, "another", kind="action")


def test_a_facet_shows_the_five_commonest_values_and_leads_to_the_others(client):
    for number in range(7):
        ActionFactory(title="The quagga drill", date=f"{2010 + number}-05-02")
    html = search(client, "quagga", kind="action").partition('id="narrow"')[2]
    assert html.count("&year=") == 5
    assert '<a href="/actions/?q=quagga#narrow">' in html


def test_facets_do_not_make_a_page_of_a_long_question_heavy(client):
    words = " ".join(["кваггами"] * 20)
    ActionFactory.create_batch(2, title=words)
    response = client.get("/search/", {"q": words, "kind": "action"})
    assert 'id="narrow"' not in response.content.decode()
    assert len(response.content) < 100_000


def test_what_is_not_public_is_neither_found_nor_offered_nor_counted(client):
    ActionFactory(title="The quagga drill", state="draft")
    html = search(client, "quagga")
    assert "No public record answers this." in html
    assert "<mark>" not in search(client, "quagg")


def test_on_a_past_day_only_what_was_known_and_written_by_then_is_found(client):
    action = ActionFactory(title="The quagga drill", description="Later it had zebras.")
    for day in ("2021-10-05", "2023-01-01"):
        CitationFactory(action=action, source=SourceFactory(published=day))
    assert action.title in page(client, "/search/?q=drill&known_on=2022-01-01").replace(" ", " ")
    assert "No public record" in search(client, "zebras", known_on="2022-01-01")
    assert "No public record" in search(client, "quagga", known_on="2021-01-01")
    assert "description" in search(client, "zebras", known_on="2023-06-01")


@pytest.mark.parametrize("question", [{"q": "a", "kind": "banana"}, {"q": "a", "page": "2"}, {"q": "x" * 201}])
def test_what_the_search_does_not_take_is_refused(client, question):
    assert client.get("/search/", question).status_code == 400


def test_marks_alone_ask_for_nothing(client):
    assert "No word is asked for, only marks." in search(client, "–?!")


def test_of_two_words_that_are_spelled_wrong_each_is_offered_where_no_record_holds_both(client):
    PlaceFactory(name="Shusha")
    ActionFactory(title="A university opens")
    html = search(client, "Shuhsa univercity")
    assert '<a href="?q=shusha">' in html
    assert '<a href="?q=university">' in html


def test_what_is_asked_already_is_not_offered(client):
    ActionFactory(title="A drill", date="2022-05")
    assert "begins so" not in search(client, "drills since 2022")
