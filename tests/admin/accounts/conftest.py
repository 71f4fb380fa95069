"""Who signs in."""

import pytest
from django.contrib.auth import get_user_model

from ...support.accounts import PASSWORD


@pytest.fixture
def ada(db):
    return get_user_model().objects.create_superuser("ada", password=PASSWORD)
