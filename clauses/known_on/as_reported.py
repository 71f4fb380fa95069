"""What reports said of an action from day to day: asked of a table that is worked out whenever a citation is written.

The rule is said once, in `stretches_of`. Signals of citations and sources call `renew` in the transaction that writes
them; what is written past these, as with raw SQL, is caught up with by `manage.py rebuild_reported`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from functools import lru_cache
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.models import F, Q

from .. import dates
from ..vocabularies import ActionStatus, CitedField, Stance
from .date_intersection import intersection
from .kept_sql import exists
from .reports import model_of, published_at, reports, rows_of

ONE_OF = "["  # how a date begins that is a range in which something happened once
CHUNK = 500  # actions that are worked out together
LATEST = (  # report first
    F("source__published_sort").desc(nulls_last=True),
    F("source__published_latest").desc(nulls_last=True),
    "-source__slug",
    "-number",
)
SAID = ("action", "stance", "field", "value", "source__published", "source__published_latest")
DATE = ("date", "date_earliest", "date_latest", "date_sort", "date_precision")
COLUMNS = ("action_id", "since", "until", "is_settled", "status", *DATE)

Said = tuple[int, str, str, str, str, date | None]  # the columns SAID of a citation, latest report first
Stretch = tuple[Any, ...]  # the values of COLUMNS

_put_off: ContextVar[set[int] | None] = ContextVar("put_off", default=None)


def on(day: date) -> models.QuerySet[Any]:
    """What reports said of actions on `day`: a row for each action that was known."""
    return rows_of("asreported").filter(Q(until__gt=day) | Q(until__isnull=True), since__lte=day)


@lru_cache(maxsize=64)
def is_settled(prefix: str, day: date) -> Q:
    """Whether all that sources say of an action that was known was out: the editors' columns rest on nothing else."""
    return Q(exists(on(day).filter(is_settled=True), action=f"{prefix}pk"))


@lru_cache(maxsize=64)
def is_stated(action: str, field: CitedField, code: str, day: date) -> Q:
    """Whether a report names the record with the code at the path `code` as a part of the action at `action`."""
    naming = exists(reports(day).filter(field=field), action=action, value=code)
    return is_settled(f"{action}__" if action != "pk" else "", day) | Q(naming)


# --- The rule


def stretches_of(action: int, said: Iterable[Said]) -> Iterator[Stretch]:
    """The rows of one action: one for each stretch of days on which nothing changed."""
    out = [
        (_certainly_out(published, latest), stance, field, value) for _, stance, field, value, published, latest in said
    ]
    reports = [(day, field, value) for day, stance, field, value in out if day < date.max and stance == Stance.SUPPORTS]
    days = sorted({day for day, _, _ in reports})
    settled = max((day for day, *_ in out), default=date.max)
    if days and settled < date.max:
        days = sorted({*days, settled})
    rows: list[Stretch] = []
    for day in days:
        values = (settled <= day, *_reported([(field, value) for since, field, value in reports if since <= day]))
        if not rows or rows[-1][2:] != values:
            rows.append((action, day, *values))
    for row, after in zip_longest(rows, (row[1] for row in rows[1:])):
        yield (*row[:2], after, *row[2:])


def _certainly_out(published: str, latest: date | None) -> date:
    """The day by which a source was certainly out; the last of all days where there is none."""
    return date.max if latest is None or dates.is_in_doubt(published) else latest


def _reported(statements: list[tuple[str, str]]) -> tuple[Any, ...]:
    """Status and date by these (field, value), latest report first."""
    stated: dict[str, list[str]] = defaultdict(list)
    for field, value in statements:
        if value:
            stated[field].append(value)
    status = stated[CitedField.STATUS][0] if stated[CitedField.STATUS] else ActionStatus.UNKNOWN
    text = intersection(stated[CitedField.DATE])
    parsed = dates.parse(text) if text else None
    first, last = (parsed.earliest, parsed.latest) if parsed else (None, None)
    once = any(value.startswith(ONE_OF) for value in stated[CitedField.DATE])
    day = (last or first) if once else (first or last)
    return str(status), text, first, last, day, parsed.precision if parsed else ""


# --- Keeping it true


@contextmanager
def put_off() -> Iterator[set[int]]:
    """Within it nothing is worked out; the actions that `renew` is to be called with are in the set afterwards."""
    actions: set[int] = set()
    token = _put_off.set(actions)
    try:
        yield actions
    finally:
        _put_off.reset(token)


def renew(actions: Collection[int], using: str = DEFAULT_DB_ALIAS) -> None:
    """Works out anew what reports say of these actions, and stores what differs."""
    waiting = _put_off.get()
    if waiting is not None:
        waiting.update(actions)
        return
    keys = sorted(actions)
    for start in range(0, len(keys), CHUNK):
        _renew(keys[start : start + CHUNK], using)


@transaction.atomic
def _renew(keys: list[int], using: str) -> None:
    if connections[using].features.has_select_for_update:  # else two who cite one action would not see each other
        held = model_of("action")._base_manager.using(using).filter(pk__in=keys).order_by("pk")
        list(held.select_for_update(no_key=True).values_list("pk"))
    model = model_of("asreported")
    rows = rows_of("asreported").using(using)
    stored = {row[1:]: row[0] for row in rows.filter(action__in=keys).values_list("pk", *COLUMNS)}
    right = set(worked_out(keys, using))
    gone = [pk for values, pk in stored.items() if values not in right]
    if gone:
        rows.filter(pk__in=gone).delete()
    missing = sorted(right.difference(stored), key=itemgetter(0, 1))
    if missing:
        rows.bulk_create(model(**dict(zip(COLUMNS, values, strict=True))) for values in missing)


def worked_out(keys: Collection[int], using: str = DEFAULT_DB_ALIAS) -> Iterator[Stretch]:
    """The rows that these actions are to have, read from their public citations."""
    said = rows_of("citation").using(using).filter(published_at("", "source"), action__in=keys)
    for action, of_action in groupby(said.order_by("action", *LATEST).values_list(*SAID), itemgetter(0)):
        yield from stretches_of(action, of_action)


def fill(using: str = DEFAULT_DB_ALIAS, **said: Any) -> None:
    """Works out everything in a database whose table is empty, as after an upgrade. Receives `post_migrate`."""
    if not rows_of("asreported").using(using).exists():
        renew(cited_actions(using=using), using)


def cited_actions(sources: Collection[int] | None = None, using: str = DEFAULT_DB_ALIAS) -> set[int]:
    """The actions that these sources are cited for, or any."""
    cited = rows_of("citation").using(using).filter(action__isnull=False)
    cited = cited if sources is None else cited.filter(source__in=sources)
    return set(cited.values_list("action", flat=True))


def differing() -> Iterator[int]:
    """The actions of which something else is stored than their citations say."""
    tables = ((model_of("action"), "pk"), (model_of("asreported"), "action"))
    keys = sorted({key for model, name in tables for key in model._base_manager.values_list(name, flat=True)})
    for start in range(0, len(keys), CHUNK):
        some = keys[start : start + CHUNK]
        stored = rows_of("asreported").filter(action__in=some).values_list(*COLUMNS)
        yield from sorted({row[0] for row in set(stored) ^ set(worked_out(some))})
