"""The sheet of a promise: what is owed, what became of it, and no more rows than fit."""

import re
from html import unescape

import pytest

from clauses.public.briefs.pages import MOST_REPORTED

from ...support.pages.reading import html_of, page
from ...support.rows.factories import (
    ActorFactory,
    AgreementFactory,
    AssessmentFactory,
    ClauseFactory,
    CommitmentActorFactory,
    CommitmentFactory,
    SeriesFactory,
)
from ...support.rows.promises import bearing

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def brief_of(row) -> str:
    return f"{row.get_absolute_url()}brief/"


@pytest.fixture
def pact():
    return AgreementFactory(slug="pact", title="Pact on mutual help")


@pytest.fixture
def promise(pact):
    clause = ClauseFactory(agreement=pact, label="O1")
    return CommitmentFactory(slug="help", clause=clause, title="Help each other")


def test_a_brief_of_a_promise_says_what_is_owed_what_is_reported_and_by_whom(client, promise):
    for name in ("Ruritania", "Borduria"):
        actor = ActorFactory(name=name)
        for role in ("obligor", "beneficiary"):
            CommitmentActorFactory(commitment=promise, actor=actor, role=role)
    CommitmentActorFactory(commitment=promise, actor=ActorFactory(name="Army"), role="implementer")
    bearing(promise, title="Help arrives", date="2022-03-01", published="2022-03-02")
    bearing(promise, title="Help to come", status="planned", date="2023")
    AssessmentFactory(commitment=promise, assessed_on="2023-05-01", is_sample=False)
    words = page(client, brief_of(promise))
    assert "One follow-up is reported as begun or done" in words
    assert words.index("One follow-up") < words.index("1 reported Promised")
    assert "Owed by Borduria, Ruritania, to each other Carried out by Army" in words.replace(" ,", ",")
    assert "1 March 2022 Help arrives completed" in words
    assert "Announced, and not reported as done: Help to come" in words
    assert "one judged it on 1 May 2023" in words


def test_what_is_owed_to_another_is_two_lines(client, promise):
    CommitmentActorFactory(commitment=promise, actor=ActorFactory(name="Ruritania"), role="obligor")
    CommitmentActorFactory(commitment=promise, actor=ActorFactory(name="Borduria"), role="beneficiary")
    assert "Owed by Ruritania Owed to Borduria" in page(client, brief_of(promise))


@pytest.mark.parametrize("statuses", [(), ("planned",), ("unknown", "unknown"), ("completed", "completed")])
def test_it_begins_with_the_sentences_of_the_page(client, promise, statuses):
    for number, status in enumerate(statuses):
        bearing(promise, status=status, date=f"2022-0{number + 1}-01")
    answer = re.search(r'<p class="answer">(.*?)</p>', html_of(client, promise.get_absolute_url()), re.DOTALL)[1]
    words = " ".join(unescape(re.sub(r"<[^>]+>", "", answer)).split())
    assert words in page(client, brief_of(promise))


def test_more_deeds_than_fit_are_counted_and_the_editions_of_a_series_are_one_row(client, promise):
    series = SeriesFactory(title="Yearly help")
    for number in range(3):
        bearing(promise, series=series, date=f"2024-0{number + 1}-01")
    for number in range(MOST_REPORTED + 1):
        bearing(promise, title=f"Help {number}", date=f"2023-01-{number + 1:02}")
    words = page(client, brief_of(promise))
    assert "Reported the newest; 2 more on the page of the promise" in words
    assert "Yearly help: 3 editions, the newest" in words
    assert f"Help {MOST_REPORTED}" in words
    assert "Help 1 " not in words
