"""Which records a second reader is to read: drawn by a seed, so that anybody can draw the same ones again."""

import hashlib
from collections.abc import Iterable

from ..dataset import BY_NAME
from ..models import as_code

# How much of a sample each table has, beside one record of each, as long as it has records: more where a false
# statement does more harm. Tables whose rows say nothing alone are read with the record that they belong to.
WEIGHTS = {
    "actions": 9,
    "commitments": 5,
    "bearings": 5,
    "clauses": 4,
    "sources": 3,
    "agreements": 1,
    "agreement_relations": 1,
    "agreement_names": 1,
    "disagreements": 1,
}


def draw(size: int, seed: int) -> dict[str, list[str]]:
    """The codes of `size` published records by table, fewer where there are no more; in the order of `WEIGHTS`."""
    codes = {name: _codes(name) for name in WEIGHTS}
    shares = share({name: len(some) for name, some in codes.items()}, size)
    return {name: shuffled(name, some, seed)[: shares[name]] for name, some in codes.items() if shares[name]}


def _codes(table: str) -> list[str]:
    model = BY_NAME[table].model
    keys = model.objects.published().order_by().values_list(*model.natural_key_paths())
    return [as_code(key) for key in keys]


def share(counts: dict[str, int], size: int) -> dict[str, int]:
    """How many of each table: one of each, then whichever is furthest behind its weight."""
    shares = dict.fromkeys(counts, 0)
    for _ in range(min(size, sum(counts.values()))):
        open_ones = [name for name, count in counts.items() if shares[name] < count]
        first = min(open_ones, key=lambda name: shares[name] / WEIGHTS[name])
        shares[first] += 1
    return shares


def shuffled(table: str, codes: Iterable[str], seed: int) -> list[str]:
    """The codes in an order that the seed gives them, whatever order they come in."""
    return sorted(codes, key=lambda code: hashlib.sha256(f"{seed}/{table}/{code}".encode()).hexdigest())
