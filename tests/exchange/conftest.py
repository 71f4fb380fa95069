"""Where a file of fixtures is written."""

import pytest


@pytest.fixture
def path(tmp_path):
    return tmp_path / "fixtures" / "05_sources.json"


@pytest.fixture
def folder(path, db):
    path.parent.mkdir()
    return path.parent
