"""What public rows show as of a day: the same as `then` says for the database, put on rows that were loaded."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models

from ..tables import table_of
from ..vocabularies import CitedField
from .as_reported import on
from .reports import model_of, reports
from .then import REPORTED, SETTLED, UNDATED, WITHHELD


def tell(rows: Iterable[models.Model], day: date) -> None:
    """Gives `rows`, and all that was loaded with them, the values of `day`; in as many queries for many as for one."""
    by_table: dict[str, list[models.Model]] = defaultdict(list)
    for row in _with_related(rows):
        by_table[table_of(row)].append(row)
    for row in by_table["citation"]:
        vars(row).setdefault("rank_now", vars(row).get("rank"))  # a decision was made knowing it
    for name, values in UNDATED.items():
        for row in by_table[name]:
            vars(row).update(values)
    _tell_agreements(by_table["agreement"], day)
    _tell_actions(by_table["action"], by_table["bearing"] + by_table["actionparticipant"], day)


def _with_related(rows: Iterable[models.Model]) -> Iterator[models.Model]:
    """Each row once, and each that was loaded with it over a relation."""
    seen, waiting = set(), list(rows)
    while waiting:
        row = waiting.pop()
        if row is not None and id(row) not in seen and hasattr(row, "_meta"):
            seen.add(id(row))
            waiting += row._state.fields_cache.values()
            yield row


def _settled(model: type[models.Model], keys: set[int], day: date) -> set[int]:
    rows = model._base_manager.filter(SETTLED[table_of(model)]("", day), pk__in=keys)
    return set(rows.order_by().values_list("pk", flat=True))


def _tell_agreements(rows: list[models.Model], day: date) -> None:
    settled = _settled(type(rows[0]), {row.pk for row in rows}, day) if rows else set()
    for row in rows:
        _withhold(row, row.pk in settled)


def _withhold(row: models.Model, is_settled: bool) -> None:
    vars(row)["is_withheld"] = not is_settled
    if not is_settled:
        vars(row).update(WITHHELD[table_of(row)])


def _tell_actions(actions: list[models.Model], ties: list[models.Model], day: date) -> None:
    keys = {action.pk for action in actions} | set(map(_action_of, ties))
    said = {row.action_id: row for row in on(day).filter(action__in=keys)} if keys else {}
    settled = {key for key, row in said.items() if row.is_settled}
    for tie in ties:
        _withhold(tie, _action_of(tie) in settled)
    told = [action for action in actions if action.pk not in settled]
    for action in actions:
        _withhold(action, action.pk in settled)
    nothing = model_of("asreported")()
    for action in told:
        row = said.get(action.pk, nothing)
        vars(action).update({name: getattr(row, name) for name in (*REPORTED, "date_precision")}, date_parsed=row.date)
    _tell_places(told, day)


def _action_of(tie: Any) -> int:
    """The number of the action that a row of `TIES` belongs to."""
    number: int = tie.action_id
    return number


def _tell_places(actions: list[models.Model], day: date) -> None:
    """Leaves those of the places that were loaded with the actions that a report names."""
    loaded = {action.pk: found["places"] for action in actions if "places" in (found := _loaded_with(action))}
    if not loaded:
        return
    stated = reports(day).filter(action__in=loaded, field=CitedField.PLACE)
    named = set(stated.order_by().values_list("action", "value"))
    for key, places in loaded.items():
        places._result_cache = [place for place in places if (key, place.slug) in named]


def _loaded_with(row: models.Model) -> dict[str, Any]:
    return getattr(row, "_prefetched_objects_cache", {})
