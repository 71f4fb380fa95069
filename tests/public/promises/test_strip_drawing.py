"""The bar and the strip as a drawing: it stands alone, and has a square for each promise."""

from xml.etree import ElementTree

import pytest

from ...support.pages.reading import body
from ...support.rows.factories import ClauseFactory, CommitmentFactory, DomainFactory
from ...support.rows.promises import bearing

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
SVG = "{http://www.w3.org/2000/svg}"
SHUSHA = "/agreements/shusha-declaration-2021-06-15/"


def drawn(client, address: str) -> ElementTree.Element:
    response = client.get(address)
    assert response["Content-Type"] == "image/svg+xml"
    return ElementTree.fromstring(body(response))


def names(drawing) -> list[str]:
    return [one.findtext(f"{SVG}title") for one in drawing.iter(f"{SVG}g") if one.find(f"{SVG}title") is not None]


@pytest.mark.parametrize("address", ["/strip.svg", f"{SHUSHA}strip.svg"])
def test_the_shipped_promises_have_a_square_each_with_its_name(client, wider, address):
    drawing = drawn(client, address)
    assert len(names(drawing)) == 33
    assert "O6 Hold regular joint meetings of the two security councils: related steps only" in names(drawing)
    words = " ".join(drawing.itertext())
    assert "Of 33 promises, 18 have follow-ups reported" in " ".join(words.split())
    assert "CC BY 4.0." in words


def test_it_is_as_known_on_a_day(client):
    promise = CommitmentFactory(title="Help each other")
    bearing(promise, published="2022-03-01")
    assert names(drawn(client, "/strip.svg"))[0].endswith("1 reported")
    assert names(drawn(client, "/strip.svg?known_on=2022-02-01")) == []


def test_of_many_promises_there_is_a_square_for_each_domain_and_state_with_its_number(client):
    domain = DomainFactory(label="Trade")
    CommitmentFactory.create_batch(61, clause=ClauseFactory(), domains=[domain])
    assert names(drawn(client, "/strip.svg")) == ["Trade: 61 have nothing reported"]


def test_it_takes_no_question_and_shows_no_agreement_that_is_not_public(client):
    assert client.get("/strip.svg?state=reported").status_code == 400
    assert client.get("/agreements/nothing/strip.svg").status_code == 404
