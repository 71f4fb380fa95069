"""Examples of every column that editors write, for the help beside it: one that one would like to write and must not,
and good ones for columns of which the published record has too few.

They are tables beside this module, by table and column, as in action.title.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Bad:
    """What must not be written, with the reason.

    Without a `rule` the site refuses it. Otherwise no machine can see it, and `rule` are the words of the column's
    meaning, or of a closed list, that it contradicts.
    """

    value: str
    why: str
    rule: str = ""


@cache
def bad_examples() -> dict[str, Bad]:
    """The bad example of every column that editors write."""
    return {line["column"]: Bad(line["value"], line["why"], line["rule"]) for line in _lines("bad.csv")}


@cache
def good_examples() -> dict[str, tuple[str, str]]:
    """Two good examples of columns that the shipped record leaves empty, or fills in one way."""
    return {line["column"]: (line["first"], line["second"]) for line in _lines("good.csv")}


def _lines(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
