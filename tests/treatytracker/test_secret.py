"""The secret of a machine: whole or not there, one for all who start, and never one that opens nothing."""

import errno
import os
import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.exceptions import ImproperlyConfigured

from treatytracker import secret as secrets_of
from treatytracker.secret import is_weak, local_secret


@pytest.fixture
def path(tmp_path):
    return tmp_path / "secret-key"


LEFT = {
    "empty": b"",
    "a line alone": b"\n",
    "cut off": b"kX3v-9Qm2_zR7t",
    "NULs of a full disk": bytes(67),
    "no text": b"\xff\xfe" * 40,
    "control characters": b"abcdefghijklmnop\x00\x01" * 4,
    "one letter": b"a" * 67,
}


@pytest.mark.parametrize("left", LEFT.values(), ids=LEFT)
def test_r27_a_secret_that_a_cut_off_start_left_is_made_anew(path, left):
    path.write_bytes(left)
    made = local_secret(path)
    assert not is_weak(made)
    assert made == path.read_text() == local_secret(path)
    assert [name.name for name in path.parent.iterdir()] == ["secret-key"]


def test_r27_two_first_starts_at_once_have_one_secret(path, monkeypatch):
    make = secrets_of._make
    made = []
    monkeypatch.setattr(secrets_of, "_make", lambda where: made.append(1) or make(where))
    path.touch()
    with ThreadPoolExecutor(8) as starts:
        found = set(starts.map(local_secret, [path] * 40))
    assert found == {path.read_text()}
    assert made == [1]


def test_r27_a_full_disk_stops_the_start_with_its_remedy_and_leaves_nothing_half_written(path, monkeypatch):
    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(secrets_of.os, "fsync", full)
    with pytest.raises(ImproperlyConfigured, match=r"secret-key cannot be made: No space left .*set SECRET_KEY"):
        local_secret(path)
    assert list(path.parent.iterdir()) == []


def test_r27_what_cannot_be_read_stops_the_start_with_its_remedy(path):
    path.mkdir()
    with pytest.raises(ImproperlyConfigured, match=r"secret-key cannot be read: .*, or set SECRET_KEY"):
        local_secret(path)


def test_r27_a_secret_is_whole_before_it_has_its_name(path, monkeypatch):
    seen = []
    monkeypatch.setattr(secrets_of.os, "fsync", lambda handle: seen.append(path.exists()))
    local_secret(path)
    assert seen == [False]


def test_a_secret_of_ones_own_is_taken_as_it_is_and_from_others(path):
    path.write_text("kX3v-9Qm2_zR7tLw8YpB4nHc6JdS1gFaTuEoVbNiMxKqWyZr5DhPs\n")
    path.chmod(0o644)
    assert local_secret(path) == path.read_text().strip()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
