"""What public rows show as of a day: the same as `then` says for the database, put on rows that were loaded."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db import models

from .. import dates
from ..tables import model_at, table_of
from ..vocabularies import ActionStatus, CitedField
from .date_intersection import intersection
from .reports import reports
from .then import LATEST, SETTLED, UNDATED, WITHHELD
from .then_dates import ONE_OF


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
    if not keys:
        return
    model = type(actions[0]) if actions else model_at(type(ties[0]), "action")
    settled = _settled(model, keys, day)
    told = _statements(keys - settled, day) if actions else {}
    for tie in ties:
        _withhold(tie, _action_of(tie) in settled)
    for action in actions:
        _withhold(action, action.pk in settled)
        if action.pk not in settled:
            _tell_action(action, told[action.pk])


def _action_of(tie: Any) -> int:
    """The number of the action that a row of `TIES` belongs to."""
    number: int = tie.action_id
    return number


def _statements(keys: set[int], day: date) -> dict[int, dict[str, list[str]]]:
    """What reports state of the actions: {action: {field: values, latest report first}}."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    fields = (CitedField.STATUS, CitedField.DATE, CitedField.PLACE)
    rows = reports(day).filter(action__in=keys, field__in=fields).exclude(value="") if keys else None
    if rows is not None:
        for key, field, value in rows.order_by(*LATEST).values_list("action", "field", "value"):
            found[key][field].append(value)
    return found


def _tell_action(action: models.Model, said: dict[str, list[str]]) -> None:
    stated = said[CitedField.DATE]
    text = intersection(stated)
    parsed = dates.parse(text) if text else None
    first, last = (parsed.earliest, parsed.latest) if parsed else (None, None)
    once = any(value.startswith(ONE_OF) for value in stated)
    vars(action).update(
        status=said[CitedField.STATUS][0] if said[CitedField.STATUS] else ActionStatus.UNKNOWN,
        date=text,
        date_earliest=first,
        date_latest=last,
        date_sort=(last or first) if once else (first or last),
        date_precision=parsed.precision if parsed else "",
        date_parsed=text,
    )
    loaded = getattr(action, "_prefetched_objects_cache", {})
    if "places" in loaded:
        loaded["places"]._result_cache = [place for place in loaded["places"] if place.slug in said[CitedField.PLACE]]
