import pytest

from ...support.rows.people import person


@pytest.fixture
def ada():
    return person("editor", "ada")
