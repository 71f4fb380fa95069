"""Agreements by their own life: the year of the signature, whether they are in force, and what they are about."""

import re

import pytest

from ..support.pages.reading import csv_rows, plain_words
from ..support.rows.factories import (
    ActionFactory,
    AgreementFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    DomainFactory,
    SourceFactory,
)

pytestmark = pytest.mark.django_db


def pact(slug: str, **steps: str):
    """An agreement with completed steps of its life, each with its day."""
    agreement = AgreementFactory(slug=slug, title=slug.capitalize())
    for kind, day in steps.items():
        ActionFactory(agreement=agreement, relation="life_cycle", type=kind, status="completed", date=day)
    return agreement


def found(client, question: str) -> list[str]:
    return sorted(row["slug"] for row in csv_rows(client.get(f"/data/agreements.csv?{question}")))


@pytest.fixture
def five():
    pact("running", signature="1994-02-09", entry_into_force="1995")
    pact("ended", signature="1994-05-02", entry_into_force="1995", termination="2001-01-01")
    pact("signed", signature="2021-06-15")
    pact("undated", signature="")
    announced = pact("bare")
    ActionFactory(agreement=announced, relation="life_cycle", type="entry_into_force", status="announced")
    ActionFactory(agreement=announced, relation="life_cycle", type="signature", date="1994", state="draft")
    ActionFactory(agreement=announced, relation="follow_up", type="signature", status="completed", date="1994")


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize(
    ("question", "slugs"),
    [
        ("signed=1994", ["ended", "running"]),
        ("signed=1994&signed=2021", ["ended", "running", "signed"]),
        ("signed=none", ["bare", "undated"]),
        ("signed=none&signed=2021", ["bare", "signed", "undated"]),
        ("force=in_force", ["running"]),
        ("force=ended", ["ended"]),
        ("force=none", ["bare", "signed", "undated"]),
        ("force=ended&force=in_force", ["ended", "running"]),
        ("signed=1994&force=in_force", ["running"]),
        ("signed=1950", []),
    ],
)
def test_they_are_found_by_what_took_place(client, question, slugs):
    assert found(client, question) == slugs


@pytest.mark.usefixtures("five")
def test_each_number_is_that_of_the_list_it_leads_to(client):
    html = client.get("/agreements/").content.decode()
    links = re.findall(r'href="\?((?:signed|force)=\w+)"[^>]*>.*?<span class="n">(\d+)', html, re.DOTALL)
    assert len(links) == 3 + 3
    for question, number in links:
        assert len(found(client, question)) == int(number), question


def test_on_a_past_day_only_what_was_known_counts(client):
    agreement = pact("running", signature="1994-02-09")
    step = ActionFactory(
        agreement=agreement, relation="life_cycle", type="entry_into_force", status="completed", date="1995"
    )
    for about in ({"agreement": agreement}, {"action": agreement.actions.first()}):
        CitationFactory(source=SourceFactory(published="1994-03-01"), **about)
    for field, value in (("status", "completed"), ("date", "1995")):
        CitationFactory(action=step, field=field, value=value, source=SourceFactory(published="1996-01-01"))
    assert found(client, "force=in_force&known_on=1997-01-01") == ["running"]
    assert found(client, "force=in_force&known_on=1995-06-01") == []
    assert found(client, "force=none&known_on=1995-06-01") == ["running"]


def test_by_the_domain_of_its_promises_over_what_is_public_only(client):
    domain = DomainFactory(slug="help")
    for slug, state in (("open", "published"), ("hidden", "draft")):
        clause = ClauseFactory(agreement=AgreementFactory(slug=slug))
        CommitmentFactory(clause=clause, state=state).domains.add(domain)
    assert found(client, "domain=help") == ["open"]


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("signed=soon", "“soon” is no year. Write it with four digits: 2021, or none for what has no year."),
        ("force=maybe", "“maybe” is none of its values: in_force, ended, none."),
        ("domain=nothing", "There is no domain with the code “nothing”."),
    ],
)
def test_what_cannot_be_asked_is_refused_with_what_can(client, question, said):
    answer = client.get(f"/agreements/?{question}")
    assert answer.status_code == 400
    assert said in plain_words(answer)
