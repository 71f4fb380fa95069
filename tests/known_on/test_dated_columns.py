"""A column that was other on an earlier day is asked for by `then.column`, so that a past day is never told today's."""

import ast
from pathlib import Path

import pytest

from clauses.known_on import then
from tests.support.site.paths import ROOT

NARROWING = ("filter", "exclude", "get", "Q", "F", "OuterRef")
READING = ("order_by", "values", "values_list", "latest", "earliest", "annotate", "aggregate", "Count", "Min", "Max")
ASKING = {*NARROWING, *READING}
DATED = {*then.REPORTED, *(name for kept in (then.UNDATED, then.WITHHELD) for names in kept.values() for name in names)}
DATED -= {"note"}  # of a link; other tables have notes, too
# Functions that ask for such a column by its own name, each with the reason why no past day is told wrongly by it.
ALLOWED = {
    "articles/suggestions/records.py": "Who reads an article sees today's record.",
    "evidence/unsupported.py": "The check of the whole record is of today.",
    "evidence/worklists.py": "Lists of what editors should look at are of today.",
    "evidence/coverage.py:looked_for": "What was withheld on the day is taken out of the rows afterwards.",
    "known_on/rows.py:tell": "Of a row in memory, whose rank of today is kept aside.",
    "known_on/then.py:_status": "Where all reports were out, the editors' column stands.",
    "models/actions.py:Meta": "The order of rows; `ordering_of` puts the column of the day in its place.",
    "models/citations.py:Meta": "A constraint of the table.",
    "querysets.py:believed": "Asked where no day is set; ranks have no date.",
    "querysets.py:sides": "Asked where no day is set; ranks have no date.",
}


def asked(tree: ast.AST, within: str = ""):
    """(function, line, name) of each dated column that is asked for by its own name."""
    for node in ast.iter_child_nodes(tree):
        inner = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else within
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            words = [keyword.arg for keyword in node.keywords if keyword.arg]
            words += [
                word.value for word in node.args if isinstance(word, ast.Constant) and isinstance(word.value, str)
            ]
            for word in words if name in ASKING else ():
                if DATED & set(word.lstrip("-").split("__")):
                    yield inner, node.lineno, word
        yield from asked(node, inner)


def found(path: Path):
    room = path.relative_to(ROOT / "clauses").as_posix()
    for function, line, word in asked(ast.parse(path.read_text(encoding="utf-8"))):
        if not ({room, f"{room}:{function}"} & ALLOWED.keys()):
            yield f"clauses/{room}:{line} asks for {word} by its own name: use then.column, or say why not."


def test_a_column_of_a_day_is_asked_for_with_its_day():
    rooms = [
        path
        for path in sorted((ROOT / "clauses").rglob("*.py"))
        if room_of(path) not in ("migrations", "admin", "editing")
    ]
    assert [fault for path in rooms for fault in found(path)] == []


def room_of(path: Path) -> str:
    return path.relative_to(ROOT / "clauses").parts[0]


@pytest.mark.parametrize(
    "code",
    [
        'rows.filter(status="planned")',
        "rows.exclude(action__date_sort__lt=day)",
        'rows.order_by("-date_sort")',
        'rows.values_list("pk", "action__status")',
        'rows.aggregate(first=Min("date_earliest"))',
    ],
)
def test_every_way_of_asking_is_seen(code):
    assert list(asked(ast.parse(code)))
