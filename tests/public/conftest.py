"""An agreement without anything that followed."""

import pytest

from ..support.factories import AgreementFactory


@pytest.fixture
def agreement():
    return AgreementFactory(slug="pact")
