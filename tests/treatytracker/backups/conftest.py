"""Where backups are written."""

import pytest


@pytest.fixture
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"
    settings.VAR_DIR.mkdir()
    return settings.VAR_DIR


@pytest.fixture
def file(tmp_path):
    return tmp_path / "backup.zip"
