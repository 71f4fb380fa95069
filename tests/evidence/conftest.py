"""An action that reports differ on."""

import pytest

from ..support.factories import ActionFactory


@pytest.fixture
def drill():
    return ActionFactory(title="A drill")
