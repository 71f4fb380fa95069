"""Who waits for whom: rows that are about to be written are held until the transaction ends, in one order everywhere.

First the proposal, the merge or the work on many rows that is decided on, proposals by number. Then records and rows:
a table after all that its rows refer to, so that a record comes before what belongs to it and before its citations;
within a table by number. Whoever holds in this order never waits for somebody who waits for them. To name a row takes
no part in the order.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from graphlib import TopologicalSorter
from typing import TypeVar, cast

from django.apps import apps
from django.db import models

from ..models import TARGETS, AboutOneRecord, Proposal, Row, row_at
from ..tables import table_of

Rows = TypeVar("Rows", bound=models.QuerySet)
Held = dict[tuple[str, int | None], Row]  # by table and number; a row without one is not there


@cache
def order_of_tables() -> dict[type[Row], int]:
    """The place of each table in the order."""
    tables = sorted((each for each in apps.get_app_config("clauses").get_models() if issubclass(each, Row)), key=_name)
    needs = {each: sorted({other for other in _needed(each) if other in tables}, key=_name) for each in tables}
    return {each: place for place, each in enumerate(TopologicalSorter(needs).static_order())}


def _needed(model: type[Row]) -> Iterable[type[Row]]:
    related = (field.related_model for field in model._meta.concrete_fields)
    return (cast(type[Row], each) for each in related if each not in (None, model))


def _name(model: type[Row]) -> str:
    return table_of(model)


def held(rows: Rows) -> Rows:
    """These rows, held as they are read; whoever adds a row that names one of them does not wait."""
    return rows.order_by("pk").select_for_update(of=("self",), no_key=True)


def hold(wanted: Mapping[type[Row], Iterable[int | None]]) -> Held:
    """Holds the rows with these numbers, table by table; returns those that are there, as they stand now."""
    found: Held = {}
    for model in sorted(wanted, key=order_of_tables().__getitem__):
        keys = set(wanted[model]) - {None}
        rows = held(model._base_manager.filter(pk__in=keys)) if keys else ()
        found |= {(table_of(model), row.pk): row for row in rows}
    return found


def cited(rows: Iterable[models.Model]) -> dict[type[Row], set[int]]:
    """The numbers of the records that these citations and decisions are about, by table.

    Whoever writes a citation holds its record, too: of two who take away one of two citations each, the second sees
    what the first has done.
    """
    found: dict[type[Row], set[int]] = defaultdict(set)
    for row in rows:
        for name in TARGETS if isinstance(row, AboutOneRecord) else ():
            key = getattr(row, f"{name}_id")
            if key:
                found[row_at(type(row), name)].add(key)
    return found


def hold_proposals(proposals: models.QuerySet) -> list[Proposal]:
    """Holds these proposals; call it before any row is held."""
    return list(held(proposals))
