"""An agreement without anything that followed."""

import pytest

from ..support.rows.factories import (
    ActionFactory,
    AgreementFactory,
    CitationFactory,
    ClauseFactory,
    CommitmentFactory,
    DomainFactory,
    SourceFactory,
)


@pytest.fixture
def agreement():
    return AgreementFactory(slug="pact")


@pytest.fixture
def promise():
    agreement = AgreementFactory(slug="pact")
    signed = ActionFactory(
        agreement=agreement, slug="signing", type="signature", relation="life_cycle", date="2021-06-15"
    )
    CitationFactory(action=signed, field="date", value="2021-06-15", source=SourceFactory(published="2021-06-16"))
    found = CommitmentFactory(clause=ClauseFactory(agreement=agreement), domains=[DomainFactory(slug="zq-help")])
    CitationFactory(commitment=found, source=SourceFactory(published="2021-06-16"))
    return found
