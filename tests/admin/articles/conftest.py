"""An article with its text, and who reads it."""

import pytest

from ...support.rows.articles import TEXT
from ...support.rows.drill import WRITTEN
from ...support.rows.factories import ActorFactory, PlaceFactory, SourceFactory, SourceTextFactory
from ...support.rows.people import person


@pytest.fixture
def article():
    return SourceTextFactory(text=TEXT).source


@pytest.fixture
def ada():
    return person("editor", "ada")


@pytest.fixture
def people():
    return [ActorFactory(name=f"{name} army", kind="body") for name in ("Northland", "Southland")]


@pytest.fixture
def drill(people):
    """An article that names two armies, a ministry and a town."""
    ActorFactory(name="Westland ministry", kind="body")
    PlaceFactory(name="Hilltown", kind="city")
    return SourceTextFactory(source=SourceFactory(published="2024-05-17"), text=WRITTEN).source
