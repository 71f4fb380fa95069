"""An article with its text, and who reads it."""

import pytest

from ...support.articles import TEXT
from ...support.factories import SourceTextFactory
from ...support.people import person


@pytest.fixture
def article():
    return SourceTextFactory(text=TEXT).source


@pytest.fixture
def ada():
    return person("editor", "ada")
