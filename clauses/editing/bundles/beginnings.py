"""What is told in a source, or is a part of an agreement or a clause, and goes along with it though it needs it not."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from ...models import Action, Agreement, Citation, Clause, Commitment, Record, Source
from ...vocabularies import ActionRelation
from ..queues import UNFINISHED

DEEPEST = 12  # clauses within each other
# What to load with a citation so that it, and what it is about, can be named without a further query
NAMES_OF_CITED = ("source__publisher", "name__agreement", "relation__subject", "relation__object")


def beginnings(root: Record, most: int) -> tuple[list[Record], int]:
    """At most so many records of each unfinished state that go along with `root`, and how many more there are."""
    found: list[Record] = []
    more = 0
    for state in UNFINISHED:
        here: list[Record] = []
        for rows in _below(root):
            unfinished = rows.filter(state=state).order_by("pk")
            taken = list(unfinished[: most - len(here)])
            more += unfinished.count() - len(taken)
            here += taken
        found += here
    return found, more


def _below(root: Record) -> Iterator[models.QuerySet[Any]]:
    if isinstance(root, Source):
        yield Clause._base_manager.filter(texts__source=root).select_related("agreement").distinct()
        yield Citation._base_manager.filter(source=root).select_related(*NAMES_OF_CITED)
    elif isinstance(root, Agreement):
        yield Clause._base_manager.filter(agreement=root).select_related("agreement")
        yield Commitment._base_manager.filter(clause__agreement=root)
        yield Action._base_manager.filter(agreement=root, relation=ActionRelation.LIFE_CYCLE)
    elif isinstance(root, Clause):
        below = _parts_of(root)
        yield Clause._base_manager.filter(pk__in=below - {root.pk}).select_related("agreement")
        yield Commitment._base_manager.filter(clause__in=below)


def _parts_of(clause: Clause) -> set[int]:
    """The numbers of the clause and of all that are within it."""
    found = level = {clause.pk}
    for _ in range(DEEPEST):
        level = set(Clause._base_manager.filter(parent__in=level).values_list("pk", flat=True)) - found
        if not level:
            break
        found = found | level
    return found
