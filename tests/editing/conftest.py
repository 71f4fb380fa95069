"""Who edits, and what."""

import pytest

from ..support.rows.factories import ActionFactory, CitationFactory


@pytest.fixture
def editor(django_user_model):
    return django_user_model.objects.create_user("leyla")


@pytest.fixture
def action(db):
    row = ActionFactory(title="Drill at sea")
    CitationFactory(action=row)
    return row
