"""Who met whom: each number is that of the meetings that it leads to."""

import re
from html import unescape

import pytest

from ...support.pages.page_costs import LARGEST, queries
from ...support.pages.reading import csv_rows, html_of, page
from ...support.rows.factories import ActionFactory, ActionParticipantFactory, ActorFactory, AgreementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
CELL = re.compile(r'<a class="dot[^"]*" href="([^"]+)">(\d+)<')


def state(name: str):
    return ActorFactory(name=name, slug=name.lower(), kind="state")


def meet(*actors, **columns):
    action = ActionFactory(**{"type": "meeting", "status": "completed", **columns})
    for actor in actors:
        ActionParticipantFactory(action=action, actor=actor)
    return action


def test_the_sentence_for_nobody_two_and_more(client):
    assert "No meeting of two states or organisations is recorded." in page(client, "/meetings/")
    one, two, three = map(state, ("Bohemia", "Moravia", "Silesia"))
    meet(one, two)
    assert "Bohemia and Moravia are reported to have met once." in page(client, "/meetings/")
    meet(one, two, three, type="visit")
    words = page(client, "/meetings/")
    assert "Bohemia and Moravia are reported to have met twice; no two more often." in words
    assert "3 states and organisations took part in 2 meetings, visits and calls." in words


def test_an_office_counts_as_its_state_and_once(client):
    one, two = state("Bohemia"), state("Moravia")
    offices = [ActorFactory(kind="office", country=one, name="Zqoffice") for _ in range(2)]
    meet(*offices, one, two)
    html = html_of(client, "/meetings/")
    assert CELL.findall(html) == [("/meetings/?actor=bohemia&amp;actor=moravia", "1")]
    assert "Zqoffice" not in html


def test_an_organ_of_a_state_that_is_not_public_stands_for_itself(client):
    hidden = ActorFactory(kind="state", name="Zqhidden", state="draft")
    meet(ActorFactory(kind="body", country=hidden, name="The body"), state("Moravia"))
    html = html_of(client, "/meetings/")
    assert "The body" in html
    assert "Zqhidden" not in html


@pytest.mark.parametrize(
    "columns", [{"status": "announced"}, {"status": "cancelled"}, {"type": "signature"}, {"state": "draft"}]
)
def test_what_was_only_announced_or_is_no_meeting_is_not_counted(client, columns):
    meet(state("Bohemia"), state("Moravia"), **columns)
    assert "No meeting of two states or organisations is recorded." in page(client, "/meetings/")


@pytest.mark.usefixtures("wider")
@pytest.mark.parametrize("asked", ["", "&known_on=2022-12-31", "&agreement=shusha-declaration-2021-06-15"])
def test_each_number_of_the_shipped_record_is_that_of_its_list_and_its_file(client, asked):
    cells = [(unescape(href), int(number)) for href, number in CELL.findall(html_of(client, f"/meetings/?{asked[1:]}"))]
    assert len(cells) > 2
    for href, number in cells[:6]:
        html = html_of(client, href)
        assert f" of <b>{number}</b>" in html
        assert html.count('<p class="what">') == number
        assert len(csv_rows(client.get(href.replace("/meetings/", "/meetings.csv")))) == number


def test_other_questions_are_refused(client):
    meet(state("Bohemia"), state("Moravia"))
    state("Silesia")
    for asked in ("actor=bohemia", "actor=bohemia&actor=bohemia", "actor=bohemia&actor=silesia", "x=1", "page=1"):
        assert client.get(f"/meetings/?{asked}").status_code == 400, asked
        assert client.get(f"/meetings.csv?{asked}").status_code == 400, asked
    assert client.get("/meetings/?actor=bohemia&actor=moravia&page=2").status_code == 400


def test_many_actors_make_a_small_page_of_as_many_queries(client):
    agreement = AgreementFactory()
    meet(*(state(f"State{number}") for number in range(3)), agreement=agreement)
    few = queries(client, "/meetings/")
    for number in range(30):
        meet(*(state(f"Other{number}-{side}") for side in range(3)), agreement=agreement)
    assert queries(client, "/meetings/") <= few
    assert len(html_of(client, "/meetings/").encode()) < LARGEST
    assert "81 more, with fewer meetings, are in the file." in page(client, "/meetings/")
