"""Who signs in."""

import pytest
from django.contrib.auth import get_user_model

from ...support.pages.accounts import PASSWORD, turn_on


@pytest.fixture
def ada(db):
    return get_user_model().objects.create_superuser("ada", password=PASSWORD)


@pytest.fixture
def codes(client, ada):
    """Ada's recovery codes; her two-step sign-in is on and her session is open."""
    client.force_login(ada)
    return turn_on(client, ada)
