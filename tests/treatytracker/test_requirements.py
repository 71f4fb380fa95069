"""The locked requirements: nothing but versions and hashes, and one set of versions for running and testing."""

import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.site.paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKS = sorted(path.name for path in ROOT.glob("requirements*.txt"))
GROUPS = PROJECT["dependency-groups"]
POSTGRES = PROJECT["project"]["optional-dependencies"]["postgres"]


def entries(name):
    """Each locked package of a file with its continuation lines, comments left out."""
    lines = (line for line in (ROOT / name).read_text().splitlines() if not line.lstrip().startswith("#"))
    return re.sub(r"\\\n", "", "\n".join(lines)).splitlines()


def versions(name):
    return dict(re.match(r"([a-z0-9._-]+)(?:\[[^]]*\])?==(\S+)", entry).groups() for entry in entries(name))


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_address_and_no_place_on_a_machine(name):
    assert not re.search(r"://|--(index|extra|find|trusted)|^-e|file:|@ ", (ROOT / name).read_text(), re.M)


@pytest.mark.parametrize("name", LOCKS)
def test_every_locked_package_has_a_version_and_hashes(name):
    for entry in entries(name):
        assert re.match(r"\S+==\S+ .*--hash=sha256:[0-9a-f]{64}", entry), entry


@pytest.mark.parametrize("larger", ["requirements-server.txt", "requirements-test.txt", "requirements-ci.txt"])
def test_one_venv_serves_running_and_testing(larger):
    assert versions("requirements.txt").items() <= versions(larger).items()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("requirements.txt", PROJECT["project"]["dependencies"]),
        ("requirements-server.txt", POSTGRES),
        ("requirements-test.txt", GROUPS["test"]),
        ("requirements-ci.txt", [line for line in GROUPS["ci"] if isinstance(line, str)]),
        ("requirements-next.txt", [*PROJECT["project"]["dependencies"], *POSTGRES, *GROUPS["test"]]),
    ],
)
def test_a_lock_fits_the_project_file_or_make_lock_was_forgotten(name, wanted):
    locked = versions(name)
    for requirement in map(Requirement, wanted):
        assert locked[canonicalize_name(requirement.name)] in requirement.specifier


def test_the_locks_stay_on_the_long_term_django_but_for_the_next():
    assert versions("requirements.txt")["django"].startswith("5.2.")
    assert versions("requirements-next.txt")["django"].startswith("6.")
