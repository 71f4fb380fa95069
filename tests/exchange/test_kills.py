"""Imports that are killed on the way: all of one or nothing, and no row without its history."""

import json
import random

import pytest

from clauses.models import Domain
from clauses.search_index.upkeep import differing
from tests.support.site.processes import Program, import_, import_in_steps, load

pytestmark = pytest.mark.django_db(transaction=True)
ROWS = 30


def csv_file(path, kill):
    lines = [f"test-{kill}-{row},Label {row},What belongs to it.,,,{row}\r\n" for row in range(ROWS)]
    path.write_bytes("".join(["slug,label,definition,scope_note,parent,position\r\n", *lines]).encode())


def fixture(path, kill):
    rows = [
        {"slug": f"test-{kill}-{row}", "label": "Label", "definition": "What.", "position": row} for row in range(ROWS)
    ]
    path.write_text(json.dumps([{"model": "clauses.domain", "fields": row} for row in rows]))


WAYS = {"import": (import_, "domains.csv", csv_file), "load": (load, "03_domains.json", fixture)}


def stored(kill) -> tuple[int, int]:
    """The rows of one import, and the rows of their history."""
    return tuple(rows.filter(slug__startswith=f"test-{kill}-").count() for rows in (Domain.objects, Domain.history))


def kill_at(row, program):
    """Kills the program after it wrote `row` rows, which with all of them is about when it commits."""
    for _ in range(row):
        said = program.hears()
        assert said == "row", said
    program.kill()


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("kills", [3, pytest.param(100, marks=pytest.mark.heavy)])
def test_an_import_that_is_killed_leaves_all_or_nothing_and_no_row_without_history(way, kills, tmp_path):
    work, name, written = WAYS[way]
    anywhere = random.Random(kills)
    for kill in range(kills):
        written(tmp_path / name, kill)
        kill_at(anywhere.choice([ROWS, anywhere.randint(1, ROWS)]), Program(work, tmp_path / name))
    written(tmp_path / name, "last")
    assert Program(work, tmp_path / name).end() == [*["row"] * ROWS, "done"]
    assert {stored(kill) for kill in range(kills)} <= {(0, 0), (ROWS, ROWS)}
    assert stored("last") == (ROWS, ROWS)
    assert list(differing()) == []


def test_an_import_that_is_killed_while_it_is_written_leaves_all_or_nothing(tmp_path):
    file = tmp_path / "domains.csv"
    csv_file(file, "whole")
    *steps, last = Program(import_in_steps, file).end()
    assert (set(steps), last) == ({"step"}, "done")
    for step in range(1, len(steps) + 1):
        csv_file(file, step)
        program = Program(import_in_steps, file, step)
        for _ in range(step):
            assert program.hears() == "step"
        program.kill()
    assert {stored(step) for step in range(1, len(steps) + 1)} == {(0, 0)}
    assert list(differing()) == []
