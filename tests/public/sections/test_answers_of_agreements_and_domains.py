"""The first sentences of agreements and domains, rule by rule."""

import pytest

from ...support.pages.reading import page
from ...support.rows.factories import (
    ActionFactory,
    ActionParticipantFactory,
    ActorFactory,
    AgreementFactory,
    BearingFactory,
    CitationFactory,
    CommitmentFactory,
    DomainFactory,
    SourceFactory,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


@pytest.fixture
def pact():
    return AgreementFactory(slug="pact", title="Pact on mutual help")


def step(pact, kind: str, date: str, *actors: str, **more):
    action = ActionFactory(agreement=pact, type=kind, relation="life_cycle", date=date, **more)
    for name in actors:
        ActionParticipantFactory(action=action, actor=ActorFactory(name=name, kind="body"))
    CitationFactory(action=action, source=SourceFactory(published="2022-03-01"))
    return action


def told(client, query="") -> str:
    words = page(client, f"/agreements/pact/{query}").partition(" CSV ")[2]
    return words.replace(" .", ".").replace(" ,", ",")


def test_it_says_when_an_agreement_was_signed_approved_and_in_force_and_by_whom(client, pact):
    step(pact, "signature", "2021-06-15")
    step(pact, "parliamentary_approval", "2022-02-01", "Upper House")
    step(pact, "parliamentary_approval", "2022-02-03", "Lower House")
    step(pact, "entry_into_force", "2022-03")
    assert told(client).startswith(
        "Signed on 15 June 2021 and approved by the Upper House on 1 February 2022 and the Lower House on 3 February"
        " 2022. It took effect in March 2022."
    )


def test_an_approval_by_parliament_is_no_ratification(client, pact):
    step(pact, "parliamentary_approval", "2022-02-01", "Upper House")
    assert told(client).startswith("Approved by the Upper House on 1 February 2022.")
    assert "atified" not in told(client)


@pytest.mark.parametrize("status", ["announced", "planned", "cancelled", "unknown"])
def test_a_step_that_is_not_reported_as_done_is_not_said(client, pact, status):
    step(pact, "signature", "2021-06-15", status=status)
    assert "Signed" not in told(client)


def test_that_sources_differ_on_the_date_of_a_step_is_said(client, pact):
    action = step(pact, "signature", "2021-06-15")
    for value in ("2021-06-15", "2021-06-16"):
        CitationFactory(action=action, field="date", value=value)
    assert told(client).startswith("Signed on 15 June 2021 (sources differ on the date).")


def test_an_actor_who_is_not_public_is_not_named(client, pact):
    action = step(pact, "parliamentary_approval", "2022-02-01")
    ActionParticipantFactory(action=action, actor=ActorFactory(name="Zqcanary", state="draft"))
    assert told(client).startswith("Approved by a parliament on 1 February 2022.")


def test_on_a_past_day_it_says_how_things_stood(client, pact):
    CitationFactory(agreement=pact, source=SourceFactory(published="2021-06-16"))
    signed = step(pact, "signature", "2021-06-15")
    for field, value in (("date", "2021-06-15"), ("status", "completed")):
        CitationFactory(action=signed, field=field, value=value, source=SourceFactory(published="2021-06-16"))
    step(pact, "entry_into_force", "2022-03")
    words = page(client, "/agreements/pact/?known_on=2021-12-31")
    assert "As known by 31 December 2021: signed on 15 June 2021." in words
    assert "took effect" not in words


def test_a_step_without_a_day_is_said_without_one_and_once(client, pact):
    step(pact, "signature", "")
    for _ in range(2):
        step(pact, "parliamentary_approval", "")
    assert told(client).startswith("Signed and approved by a parliament.")


def test_a_domain_names_its_promise_and_the_newest_deed(client, pact):
    domain = DomainFactory(slug="help")
    promise = CommitmentFactory(title="Help each other", clause__agreement=pact, domains=[domain])
    assert "Promised: Help each other . No follow-ups are reported as begun or done." in page(client, "/domains/help/")
    BearingFactory(commitment=promise, action__title="Help arrives", action__date="2022-03-01")
    words = page(client, "/domains/help/")
    assert "One follow-up is reported as begun or done on 1 March 2022: Help arrives ." in words
    BearingFactory(commitment=promise, action__title="More help", action__date="2023")
    words = page(client, "/domains/help/")
    assert "Two follow-ups are reported as begun or done, the newest in 2023: More help ." in words


def test_of_many_promises_a_domain_says_how_many(client, pact):
    domain = DomainFactory(slug="help")
    CommitmentFactory.create_batch(3, clause__agreement=pact, domains=[domain])
    CommitmentFactory(clause__agreement=pact, domains=[domain], modality="declaratory")
    assert "Three promises fall in this domain." in page(client, "/domains/help/")


def test_a_domain_without_promises_says_so(client):
    DomainFactory(slug="help")
    assert "No promise in it is recorded." in page(client, "/domains/help/")
