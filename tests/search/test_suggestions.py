"""What is offered while a question is typed: records by their names, then words, public ones of the day only."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.support.rows.factories import (
    ActionFactory,
    ActorFactory,
    AgreementFactory,
    AgreementNameFactory,
    CitationFactory,
    DomainFactory,
    PlaceFactory,
    SourceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def offers(client, text: str, **more) -> list[dict]:
    response = client.get("/search/suggestions/", {"q": text, **more})
    assert response.status_code == 200, text
    return response.json()["offers"]


def offered(client, text: str, **more) -> list[str]:
    return [offer["text"] for offer in offers(client, text, **more)]


def test_a_record_is_offered_by_the_beginning_of_its_name_with_its_kind_and_its_address(client):
    place = PlaceFactory(name="Quaggaville")
    first = offers(client, "quag")[0]
    assert first["text"] == "Quaggaville"
    assert first["kind"] == "place"
    assert first["href"] == place.get_absolute_url()
    assert first["why"] == ""


@pytest.mark.parametrize("typed", ["Şuş", "sus", "ŞUŞ", "Шуш", "shu"])
def test_another_name_offers_it_however_it_is_spelled_and_says_so(client, typed):
    PlaceFactory(name="Old town", other_names="Şuşa; Elsewhere")
    first = offers(client, typed)[0]
    assert (first["text"], first["why"]) == ("Old town", "also called Şuşa")


def test_a_code_offers_its_record_and_says_so(client):
    ActorFactory(name="The ministry", slug="mfa-of-quaggas", iso3="")
    first = offers(client, "mfa-of")[0]
    assert (first["text"], first["why"]) == ("The ministry", "code mfa-of-quaggas")


def test_words_follow_the_records_with_how_many_hold_them(client):
    ActionFactory.create_batch(3, title="Drivers feed quaggas")
    PlaceFactory(name="Quay")
    found = offers(client, "quag")
    assert [(one["text"], one["kind"], one["is_record"]) for one in found[-1:]] == [("quaggas", "3 records", False)]
    assert found[-1]["href"] == "/search/?q=quaggas"
    assert offers(client, "drivers feed qua")[-1]["href"] == "/search/?q=drivers+feed+quaggas"


def test_the_exact_name_comes_first_then_a_few_of_each_kind(client):
    AgreementFactory(title="Baku Statement")
    PlaceFactory.create_batch(6, name="Baku harbour")
    ActorFactory(name="Baku", iso3="")
    found = offers(client, "baku")
    assert (found[0]["text"], found[0]["kind"]) == ("Baku", "actor")
    assert "agreement" in [one["kind"] for one in found]
    assert len(found) == 8
    ActionFactory(title="Baku is visited")
    assert "Baku is visited" in offered(client, "baku")


def test_a_word_further_on_in_a_name_is_found_from_four_letters_on(client):
    ActionFactory(title="The long pipeline")
    assert "The long pipeline" not in offered(client, "pip")
    assert "The long pipeline" in offered(client, "pipe")


def test_a_day_is_offered_with_the_number_of_its_records(client):
    ActionFactory(title="A visit", date="2024-05-02")
    (only,) = offers(client, "2 May 2024")
    assert (only["text"], only["kind"]) == ("2 May 2024", "1 record")


@pytest.mark.parametrize(
    "typed", ["", "q", "-", "“", "quagga -gas", "%", "_", "qua*", "q'", "\\", "qua\U0010ffff", "\ud83d"]
)
def test_whatever_is_typed_is_answered(client, typed):
    PlaceFactory(name="Quagga")
    assert client.get("/search/suggestions/", {"q": typed.encode("utf-8", "replace")}).status_code == 200


def test_what_is_not_public_is_neither_offered_nor_counted(client):
    PlaceFactory(name="Quaggaville", state="draft")
    ActionFactory(title="The quagga drill", state="draft")
    assert offers(client, "quag") == []
    ActionFactory(title="The quagga walk")
    assert [one["kind"] for one in offers(client, "the quag")] == ["action", "1 record"]


def test_on_a_past_day_only_what_was_known_is_offered_and_leads_to_that_day(client):
    action = ActionFactory(title="Quaggas graze")
    CitationFactory(action=action, source=SourceFactory(published="2021-10-05", title="The paper"))
    assert offers(client, "quag", known_on="2021-01-01") == []
    found = offers(client, "quag", known_on="2022-01-01")
    assert [one["text"] for one in found] == ["Quaggas graze", "Quaggas"]
    assert found[0]["href"] == f"{action.get_absolute_url()}?known_on=2022-01-01"
    assert found[1]["href"] == "/search/?q=Quaggas&known_on=2022-01-01"


def test_on_a_past_day_a_name_that_came_later_offers_nothing(client):
    name = AgreementNameFactory(name="The quagga pact", agreement__title="Treaty of zebras")
    CitationFactory(agreement=name.agreement, source=SourceFactory(published="2021-10-05"))
    CitationFactory(name=name, source=SourceFactory(published="2023-01-01"))
    assert offers(client, "the quag")[0]["why"] == "also called The quagga pact"
    assert offered(client, "treaty", known_on="2022-01-01")[0] == "Treaty of zebras"
    for typed in ("the quag", "quagga", "pact"):
        assert offers(client, typed, known_on="2022-01-01") == [], typed


def test_a_foreign_title_says_its_language(client):
    SourceFactory(title="Quagga haberi", language="tr")
    assert [one["language"] for one in offers(client, "quag")] == ["tr", ""]


def test_as_many_names_cost_as_many_queries_as_few_and_none_is_read_whole(client):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(offers(client, "quag")) == 8
        return len(queries)

    for kind in (PlaceFactory, ActorFactory):
        for number in range(8):
            kind(name=f"Quagga {number}")
    DomainFactory(label="Quaggas")
    few = cost()
    for number in range(30):
        PlaceFactory(name=f"Quagga town {number}")
    assert cost() <= few
    assert few <= 40


def test_an_answer_that_has_not_changed_is_not_sent_again(client):
    PlaceFactory(name="Quagga")
    first = client.get("/search/suggestions/", {"q": "quag"})
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get("/search/suggestions/", {"q": "quag"}, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize("question", [{"q": "a", "kind": "place"}, {"page": "2"}, {"q": "x" * 201}, {"q": "a\0"}])
def test_what_it_does_not_take_is_refused(client, question):
    assert client.get("/search/suggestions/", question).status_code == 400
