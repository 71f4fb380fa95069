"""The page of an actor leads to all that it is party to, however much that is."""

import pytest

from ...support.pages.reading import html_of, page
from ...support.rows.factories import ActorFactory, AgreementFactory, AgreementPartyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_an_actor_counts_the_agreements_that_it_is_party_to_and_leads_to_the_list_of_them(client):
    actor = ActorFactory(slug="ruritania")
    for role in ("party", "depositary"):
        AgreementPartyFactory(agreement=AgreementFactory(), actor=actor, role=role)
    AgreementPartyFactory(agreement=actor.party_to.first().agreement, actor=actor, role="witness")
    AgreementPartyFactory(agreement=AgreementFactory(state="draft"), actor=actor)
    AgreementFactory()
    assert '<a href="/agreements/?party=ruritania">2 agreements</a>' in html_of(client, actor.get_absolute_url())
    assert "of 2 agreements" in page(client, "/agreements/?party=ruritania")
