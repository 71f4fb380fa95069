"""The sheet of a promise: what is owed, one sentence for each state, and no more rows than fit."""

import pytest

from clauses.public.briefs.pages import MOST_REPORTED

from ...support.pages.reading import page
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
    assert "1 follow-up is reported as begun or done: 1 March 2022. 1 reported Promised" in words
    assert "Owed by Borduria, Ruritania, to each other Carried out by Army" in words.replace(" ,", ",")
    assert "1 March 2022 Help arrives completed" in words
    assert "Announced, and not reported as done: Help to come" in words
    assert "one judged it on 1 May 2023" in words


def test_what_is_owed_to_another_is_two_lines(client, promise):
    CommitmentActorFactory(commitment=promise, actor=ActorFactory(name="Ruritania"), role="obligor")
    CommitmentActorFactory(commitment=promise, actor=ActorFactory(name="Borduria"), role="beneficiary")
    assert "Owed by Ruritania Owed to Borduria" in page(client, brief_of(promise))


def reports(promise, *statuses, **more) -> None:
    for number, status in enumerate(statuses):
        bearing(promise, status=status, date=f"2022-0{number + 1}-01", **more)


@pytest.mark.parametrize(
    ("columns", "statuses", "said"),
    [
        ({}, (), "No follow-up is reported."),
        (
            {"recurrence": "contingent", "conditional": True, "condition": "War."},
            (),
            "It is due only under a condition",
        ),
        ({}, ("planned",), "1 follow-up is announced, and none is reported as begun or done."),
        ({}, ("planned", "planned"), "2 follow-ups are announced, and none"),
        ({}, ("unknown",), "1 follow-up is recorded, without a word on how far it got."),
        ({}, ("unknown", "unknown"), "2 follow-ups are recorded, without a word on how far they got."),
        ({}, ("completed", "completed"), "2 follow-ups are reported as begun or done, the newest: 1 February 2022."),
        (
            {"not_seen": "It.", "itself_not_seen": True},
            ("completed",),
            "What was promised has not itself been seen; 1 related step is reported as begun or done: 1 January 2022.",
        ),
        (
            {"not_seen": "It.", "itself_not_seen": True},
            ("planned",),
            "What was promised has not itself been seen; 1 related step is recorded, and none as begun or done.",
        ),
    ],
)
def test_the_answer_is_one_sentence_for_each_state(client, pact, columns, statuses, said):
    promise = CommitmentFactory(clause=ClauseFactory(agreement=pact), **columns)
    reports(promise, *statuses)
    assert said in page(client, brief_of(promise))


def test_the_answer_says_when_an_undated_deed_was_first_reported(client, promise):
    bearing(promise, date="", published="2022-03-02")
    assert "begun or done: undated, first reported 2 March 2022." in page(client, brief_of(promise))


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
