"""Who waits for whom: rows that are about to be written are held until the transaction ends, in one order everywhere.

First the proposal or the merge that is decided on, proposals by number. Then records and rows: a table after all that
its rows refer to, so that a record comes before what belongs to it and before its citations; within a table by number.
Whoever holds in this order never waits for somebody who waits for them.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from graphlib import TopologicalSorter

from django.apps import apps
from django.db import models

from ..models import Proposal
from ..models.base import Row

Held = dict[tuple[str, int], Row]  # by table and number


@cache
def order_of_tables() -> dict[type[Row], int]:
    """The place of each table in the order."""
    tables = sorted((each for each in apps.get_app_config("clauses").get_models() if issubclass(each, Row)), key=_name)
    needs = {each: sorted({other for other in _needed(each) if other in tables}, key=_name) for each in tables}
    return {each: place for place, each in enumerate(TopologicalSorter(needs).static_order())}


def _needed(model: type[Row]) -> Iterable[type[Row]]:
    return (field.related_model for field in model._meta.concrete_fields if field.related_model not in (None, model))


def _name(model: type[Row]) -> str:
    return model._meta.model_name


def hold(wanted: Mapping[type[Row], Iterable[int | None]]) -> Held:
    """Holds the rows with these numbers, table by table; returns those that are there, as they stand now."""
    found: Held = {}
    for model in sorted(wanted, key=order_of_tables().__getitem__):
        keys = set(wanted[model]) - {None}
        rows = model._base_manager.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk") if keys else ()
        found |= {(model._meta.model_name, row.pk): row for row in rows}
    return found


def hold_proposals(proposals: models.QuerySet) -> list[Proposal]:
    """Holds these proposals; call it before any row is held."""
    return list(proposals.order_by("pk").select_for_update(of=("self",)))
