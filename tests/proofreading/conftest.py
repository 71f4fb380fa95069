"""A list of corrections and the record that it is about."""

import pytest

from ..support.rows.corrections import HEADER
from ..support.rows.factories import ActionFactory, CitationFactory, PlaceFactory, SourceFactory


@pytest.fixture
def write(settings, tmp_path):
    """Puts a list of these lines in the place of the shipped one."""
    settings.FIXTURE_DIRS = [tmp_path]

    def write(*lines, header=HEADER):
        (tmp_path / "corrections.csv").write_text("\n".join([header, *lines]) + "\n", encoding="utf-8")
        return tmp_path / "corrections.csv"

    return write


@pytest.fixture
def drill():
    source = SourceFactory(slug="the-paper", title="The end of a drill")
    action = ActionFactory(
        slug="drill", title="A drill", status="completed", date="2021-09", places=[PlaceFactory(slug="baku")]
    )
    CitationFactory(action=action, source=source)
    return action
