"""An article with its text, and who reads it."""

import pytest

from ...support.rows.articles import TEXT
from ...support.rows.factories import SourceTextFactory
from ...support.rows.people import person


@pytest.fixture
def article():
    return SourceTextFactory(text=TEXT).source


@pytest.fixture
def ada():
    return person("editor", "ada")
