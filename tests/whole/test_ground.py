"""The ground that conftest.py lays for every other test."""

import ast
import json
import socket
from pathlib import Path

import pytest

from clauses.models import Action, Agreement, Citation
from tests.support.site.paths import FIXTURES, TESTS

TEST_FILES = {path.stem for path in TESTS.rglob("test_*.py")}


@pytest.mark.parametrize("address", [("192.0.2.1", 80), ("treaties.example.org", 443), ("2001:db8::1", 80)])
def test_no_test_leaves_this_machine(address):
    with pytest.raises(RuntimeError, match="tried to reach"):
        socket.create_connection(address, timeout=0.1)


@pytest.mark.parametrize("time", ["once", "again"])
@pytest.mark.usefixtures("transactional_db", "shipped")
def test_what_a_test_commits_is_taken_back(time):
    assert Citation.objects.exists()
    Citation.objects.all().delete()


def test_a_test_that_asks_for_no_record_finds_the_tables_empty(db):
    assert not Agreement.objects.exists()


def actions_in(*folders: str) -> set[str]:
    rows = [row for folder in folders for row in json.loads((FIXTURES / folder / "09_actions.json").read_bytes())]
    return {row["fields"]["slug"] for row in rows if row["model"] == "clauses.action"}


def test_a_test_that_asks_for_the_five_articles_finds_those_alone(shipped):
    assert {*Action.objects.values_list("slug", flat=True)} == actions_in("five_articles")


def test_a_test_that_asks_for_the_wider_record_finds_both(wider):
    assert {*Action.objects.values_list("slug", flat=True)} == actions_in("five_articles", "wider_record")


def borrowed(path: Path) -> set[str]:
    """The test files that a file imports, or imports from, by their names."""
    parts = set()
    for node in ast.walk(ast.parse(path.read_bytes())):
        if isinstance(node, ast.Import | ast.ImportFrom):
            module = getattr(node, "module", None) or ""
            parts |= {part for each in node.names for part in f"{module}.{each.name}".split(".")}
    return parts & TEST_FILES


def test_what_tests_share_is_in_modules_of_its_own_and_never_in_a_test_file():
    assert {str(path): names for path in TESTS.rglob("*.py") if (names := borrowed(path))} == {}
