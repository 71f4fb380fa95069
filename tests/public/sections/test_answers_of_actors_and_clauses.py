"""The first sentences of the pages of an actor and of a clause."""

import pytest

from clauses.public.sections.answers import as_text

from ...support.pages.reading import html_of
from ...support.rows.factories import (
    ActionParticipantFactory,
    ActorFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentActorFactory,
    CommitmentFactory,
    SourceFactory,
)
from ...support.rows.promises import bearing

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def answer(client, row, query="") -> str:
    html = html_of(client, row.get_absolute_url() + query)
    return as_text(html.partition('<p class="answer">')[2].partition("</p>")[0])


def test_an_actor_is_said_to_be_what_it_is_with_all_that_is_recorded_of_it(client):
    state = ActorFactory(name="United One", kind="state")
    actor = ActorFactory(kind="body", country=state)
    assert answer(client, actor) == (
        "An organ or armed force of the United One. No promise, action or source of its own is recorded."
    )
    ActionParticipantFactory(actor=actor)
    assert answer(client, actor) == "An organ or armed force of the United One; it took part in one action."
    promise = CommitmentFactory()
    for role in ("obligor", "beneficiary"):
        CommitmentActorFactory(actor=actor, commitment=promise, role=role)
    CommitmentActorFactory(actor=actor)
    CitationFactory(speaker=actor)
    CitationFactory(speaker=actor)
    SourceFactory(publisher=actor)
    assert answer(client, actor) == (
        "An organ or armed force of the United One; it owes two promises, is owed one promise, took part in one "
        "action, is named as the speaker of two passages and published one source."
    )
    type(state).objects.filter(pk=state.pk).update(state="draft")
    assert answer(client, actor).startswith("An organ or armed force; it owes")


def test_statements_that_set_no_duty_are_no_promises_of_an_actor(client):
    actor = ActorFactory(kind="state")
    for modality in ("obligation", "declaratory"):
        CommitmentActorFactory(actor=actor, commitment=CommitmentFactory(modality=modality))
    assert answer(client, actor) == ("A state; it owes one promise and has a part in one statement that sets no duty.")


def test_a_clause_says_how_many_promises_it_holds_and_what_became_of_them(client):
    clause = ClauseFactory()
    assert answer(client, clause) == "Nobody has looked for promises in this text yet."
    first = CommitmentFactory(clause=clause)
    CitationFactory(commitment=first, source=SourceFactory(published="2021-06-16"))
    assert answer(client, clause) == "It holds one promise, which has nothing reported."
    CommitmentFactory(clause=clause)
    assert answer(client, clause) == "It holds two promises: both have nothing reported."
    bearing(first, "2022-03-01")
    third = CommitmentFactory(clause=clause)
    bearing(third, "2022-03-01", status="planned")
    CommitmentFactory(clause=clause, modality="declaratory")
    assert answer(client, clause) == (
        "It holds three promises: one has follow-ups reported, one was announced only and one has nothing reported. "
        "It also holds one statement that sets no duty."
    )


def test_a_clause_of_parts_says_how_many_these_hold(client):
    clause = ClauseFactory()
    part = ClauseFactory(agreement=clause.agreement, parent=clause)
    CommitmentFactory(clause=part)
    assert answer(client, clause) == "Its parts hold one commitment."
    CommitmentFactory(clause=clause, modality="declaratory")
    CommitmentFactory(clause=part)
    assert answer(client, clause) == ("It holds one statement that sets no duty. Its parts also hold two commitments.")


def test_a_past_day_is_named(client):
    clause = ClauseFactory()
    first = CommitmentFactory(clause=clause)
    CitationFactory(commitment=first, source=SourceFactory(published="2021-06-16"))
    bearing(first, "2022-03-01")
    assert answer(client, clause, "?known_on=2021-12-31") == (
        "It holds one promise, which, as known by 31 December 2021, has nothing reported."
    )
