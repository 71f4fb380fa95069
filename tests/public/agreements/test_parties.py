"""What each party did in the life of an agreement, act by act."""

import pytest

from ...support.pages.page_costs import LARGEST, queries
from ...support.pages.reading import csv_rows, html_of, page
from ...support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    AgreementPartyFactory,
)
from ...support.rows.filling import bulk

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def pact():
    return AgreementFactory(slug="pact", title="Pact of the Zebra")


def party(pact, name, **columns):
    actor = ActorFactory(name=name, slug=name.lower(), kind="state")
    AgreementPartyFactory(agreement=pact, actor=actor, **columns)
    return actor


def act(pact, kind, *actors, **columns):
    columns = {"date": "2021-06-15", "status": "completed", "relation": "life_cycle"} | columns
    action = ActionFactory(agreement=pact, type=kind, **columns)
    for actor in actors:
        ActionParticipantFactory(action=action, actor=actor)
    return action


def words(markup: str) -> str:
    return " ".join("".join(part.partition(">")[2] for part in markup.split("<")).split())


def file_of(client, slug="pact"):
    return [(row["party"], row["act"], row["date"]) for row in csv_rows(client.get(f"/agreements/{slug}/parties.csv"))]


def test_each_party_has_a_row_and_each_kind_of_act_a_column(client, pact):
    one, other = party(pact, "Oneland"), party(pact, "Otherland")
    act(pact, "signature", one, other)
    act(pact, "accession", other, date="2022-01-05")
    html = html_of(client, "/agreements/pact/parties/")
    assert [words(cell) for cell in html.partition("<thead>")[2].partition("</thead>")[0].split("</th>")[:-1]] == [
        "Party",
        "Signature",
        "Accession",
    ]
    lines = [words(row) for row in html.partition("<tbody>")[2].partition("</tbody>")[0].split("</tr>")[:-1]]
    assert lines == ["Oneland 15 June 2021 –", "Otherland 15 June 2021 5 January 2022"]
    assert "2 parties are recorded. Reported: signature by 2 and accession by 1." in page(
        client, "/agreements/pact/parties/"
    )


def test_what_an_organ_did_stands_in_the_row_of_its_state(client, pact):
    one = party(pact, "Oneland")
    act(pact, "parliamentary_approval", ActorFactory(country=one, kind="body", slug="one-parliament"))
    assert file_of(client) == [("oneland", "parliamentary_approval", "2021-06-15")]


def test_who_acted_and_is_not_recorded_as_a_party_comes_after_them_and_acts_of_nobody_last(client, pact):
    party(pact, "Oneland")
    act(pact, "withdrawal", ActorFactory(name="Awayland", slug="awayland", kind="state"))
    act(pact, "entry_into_force", date="2023")
    assert file_of(client) == [
        ("oneland", "", ""),
        ("awayland", "withdrawal", "2021-06-15"),
        ("", "entry_into_force", "2023"),
    ]
    shown = page(client, "/agreements/pact/parties/")
    assert "Awayland not recorded as a party" in shown
    assert "No party named" in shown


def test_what_was_only_announced_is_shown_as_such_and_not_counted(client, pact):
    act(pact, "ratification", party(pact, "Oneland"), status="announced", date="")
    shown = page(client, "/agreements/pact/parties/")
    assert "1 party is recorded. No act of a single one is reported." in shown
    assert "announced" in shown


def test_drafts_talks_and_follow_ups_are_no_acts_of_a_party(client, pact):
    one = party(pact, "Oneland")
    act(pact, "signature", one, state="draft")
    act(pact, "meeting", one)
    act(pact, "accession", one, relation="follow_up")
    assert file_of(client) == [("oneland", "", "")]


def test_many_acts_of_one_kind_are_some_and_a_link_to_all(client, pact):
    one = party(pact, "Oneland")
    for number in range(5):
        act(pact, "objection", one, date=f"2021-06-0{number + 1}")
    html = html_of(client, "/agreements/pact/parties/")
    assert html.count("June 2021") == 3
    address = "/actions/?agreement=pact&type=objection&actor=oneland"
    assert address.replace("&", "&amp;") in html
    assert "5 actions match" in page(client, address)


def test_two_hundred_and_ninety_parties_are_pages_within_bounds(client, pact):
    def add(count: int, first: int) -> None:
        slugs = [f"land-{number:03}" for number in range(first, first + count)]
        actors = bulk(ActorFactory, count, slug=slugs, name=slugs, kind="state")
        bulk(AgreementPartyFactory, count, agreement=pact, actor=actors, role="party")
        for kind in ("signature", "ratification"):
            acts = bulk(
                ActionFactory,
                count,
                agreement=pact,
                type=kind,
                relation="life_cycle",
                status="completed",
                date="2020-01-02",
                slug=[f"{kind}-of-{slug}" for slug in slugs],
            )
            bulk(ActionParticipantFactory, count, action=acts, actor=actors, role="participant")

    add(2, 0)
    few = queries(client, "/agreements/pact/parties/")
    add(288, 2)
    assert queries(client, "/agreements/pact/parties/") <= few
    assert len(html_of(client, "/agreements/pact/parties/").encode()) < LARGEST
    assert "signature by 290 and ratification by 290" in page(client, "/agreements/pact/parties/")
    assert "Page 5 of 5" in page(client, "/agreements/pact/parties/?page=5")
    assert len(file_of(client)) == 580
    assert "278 more" in page(client, "/agreements/pact/")


def test_other_questions_and_agreements_are_refused(client, pact):
    for address in ("parties/?x=1", "parties/?page=2", "parties.csv?page=1"):
        assert client.get(f"/agreements/pact/{address}").status_code == 400, address
    AgreementFactory(slug="secret", state="draft")
    for address in ("parties/", "parties.csv"):
        assert client.get(f"/agreements/secret/{address}").status_code == 404, address


@pytest.mark.usefixtures("wider")
def test_the_declaration_was_approved_by_both(client):
    found = file_of(client, "shusha-declaration-2021-06-15")
    assert ("azerbaijan", "parliamentary_approval", "2022-02-01") in found
    assert ("turkiye", "parliamentary_approval", "2022-02-03") in found
    assert found[-1] == ("", "entry_into_force", "[2021-06-15..2022-06-15]")
