"""Keeping the index true: worked out anew, in the same transaction, for every record that a written row belongs to.

The signals of all tables call `renew`, and so do the querysets for what is written in bulk. What is written past these,
as with raw SQL, is caught up with by `manage.py rebuild_search`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction

from ..known_on.reports import rows_of
from .engine import engine
from .entries import Entry, entries_of
from .layout import COLUMNS, KINDS, TABLES, Dependence, dependences

CHUNK = 500  # records that are worked out together
Touched = dict[str, set[int]]  # keys of rows by their table

_put_off: ContextVar[Touched | None] = ContextVar("search_put_off", default=None)


@contextmanager
def put_off() -> Iterator[Touched]:
    """Within it nothing is worked out; what `renew_all` is to be called with is in it afterwards."""
    waiting: Touched = defaultdict(set)
    token = _put_off.set(waiting)
    try:
        yield waiting
    finally:
        _put_off.reset(token)


def renew_all(touched: Touched, using: str = DEFAULT_DB_ALIAS) -> None:
    for table, keys in touched.items():
        renew(table, keys, using)


def renew(table: str, keys: Collection[int], using: str = DEFAULT_DB_ALIAS) -> None:
    """Works out anew the entries of these rows of `table`, and of the records that they are a part of."""
    waiting = _put_off.get()
    if waiting is not None:
        waiting[table].update(keys)
        return
    publicness, words = dependences(table)
    ordered = sorted(keys)
    for start in range(0, len(ordered), CHUNK):
        some = ordered[start : start + CHUNK]
        came_or_went, changed = _renew(table, some, using) if table in KINDS else (some, some)
        for along, rows in ((publicness, came_or_went), (words, changed)):
            for dependence in along if rows else ():
                renew_records(dependence.kind, _dependent(dependence, rows, using), using)


def renew_records(kind: str, keys: Iterable[int], using: str) -> None:
    """The entries of these records; whatever depends on one that came or went with them follows."""
    waiting = _put_off.get()
    if waiting is not None:
        waiting[kind].update(keys)
        return
    ordered = sorted(set(keys))
    for start in range(0, len(ordered), CHUNK):
        came_or_went, _ = _renew(kind, ordered[start : start + CHUNK], using)
        publicness, words = dependences(kind)
        for dependence in (*publicness, *words) if came_or_went else ():
            if dependence.kind != kind:
                renew_records(dependence.kind, _dependent(dependence, came_or_went, using), using)


def dependent(table: str, keys: Collection[int], using: str = DEFAULT_DB_ALIAS) -> Touched:
    """The records whose entry may be other once these rows are gone, to be asked before they go."""
    found: Touched = defaultdict(set)
    for dependence in (one for some in dependences(table) for one in some):
        found[dependence.kind] |= _dependent(dependence, keys, using)
    if table in KINDS:
        found[table].update(keys)
    return found


def parts_of(table: str, keys: Collection[int], using: str = DEFAULT_DB_ALIAS) -> Touched:
    """The records that these rows are a part of, to be asked before they become a part of others."""
    return {} if table in KINDS else dependent(table, keys, using)


def _dependent(one: Dependence, keys: Collection[int], using: str) -> set[int]:
    rows = rows_of(one.table).using(using).filter(**{f"{one.via}__in": keys})
    return set(rows.values_list(one.to, flat=True)) - {None}


def _table(name: str) -> Any:  # a model, whose columns are known where the models are
    return apps.get_model("clauses", name)


@transaction.atomic(savepoint=False)  # what fails here fails with the save that it belongs to
def _renew(table: str, keys: Collection[int], using: str) -> tuple[list[int], list[int]]:
    """Stores what differs; the records that came into the index or left it, and those whose words are other."""
    entries, names = _table("searchentry"), _table("searchname")
    right = {entry.record: entry for entry in entries_of(table, keys, using)}
    kept = {entry.record: entry for entry in stored(table, keys, using)}
    other = [key for key in right.keys() | kept.keys() if right.get(key) != kept.get(key)]
    gone = [kept[key].place for key in other if key in kept]
    if gone:
        names._base_manager.using(using).filter(entry__in=gone)._raw_delete(using)
        entries._base_manager.using(using).filter(pk__in=gone)._raw_delete(using)
    new = [right[key] for key in sorted(other) if key in right]
    if new:
        made = [entries(**_values(entry)) for entry in new]
        entries._base_manager.using(using).bulk_create(made)
        called = (
            names(kind=entry.kind, entry_id=entry.place, **dict(zip(("written", "words", "heard"), name, strict=True)))
            for entry in new
            for name in sorted(entry.names)
        )
        names._base_manager.using(using).bulk_create(called)
    return [key for key in other if (key in right) != (key in kept)], other


def _values(entry: Entry) -> dict[str, Any]:
    texts = dict(zip(COLUMNS, entry.columns, strict=True))
    days = {"earliest": entry.earliest, "latest": entry.latest}
    return {"id": entry.place, "kind": entry.kind, "record": entry.record, **days, **texts, "vector": entry.columns}


def stored(table: str, keys: Collection[int], using: str = DEFAULT_DB_ALIAS) -> Iterator[Entry]:
    """The entries that the index has of these records."""
    kind = KINDS[table].number
    rows = _table("searchentry")._base_manager.using(using).filter(kind=kind, record__in=keys)
    called: dict[int, set[tuple[str, str, str]]] = defaultdict(set)
    names = _table("searchname")._base_manager.using(using).filter(entry__kind=kind, entry__record__in=keys)
    for place, *name in names.values_list("entry", "written", "words", "heard"):
        called[place].add(tuple(name))
    for place, record, first, last, *columns in rows.values_list("pk", "record", "earliest", "latest", *COLUMNS):
        yield Entry(place, kind, record, first, last, tuple(columns), frozenset(called[place]))


def differing(using: str = DEFAULT_DB_ALIAS) -> Iterator[tuple[str, int]]:
    """The records of which the index holds something else than their rows say, as (table, key)."""
    for table, kind in KINDS.items():
        held = _table("searchentry")._base_manager.using(using).filter(kind=kind.number)
        keys = sorted(
            {*rows_of(table).using(using).values_list("pk", flat=True), *held.values_list("record", flat=True)}
        )
        for start in range(0, len(keys), CHUNK):
            some = keys[start : start + CHUNK]
            right = {entry.record: entry for entry in entries_of(table, some, using)}
            kept = {entry.record: entry for entry in stored(table, some, using)}
            yield from ((table, key) for key in some if right.get(key) != kept.get(key))
    yield from ((TABLES[kind], 0) for kind in engine(using).unlike_the_entries())


def fill(using: str = DEFAULT_DB_ALIAS, **said: Any) -> None:
    """Works out everything in a database whose index is empty, as after an upgrade. Receives `post_migrate`."""
    entries = _table("searchentry")
    if entries._meta.db_table not in connections[using].introspection.table_names():  # migrated to before there was one
        return
    if entries._base_manager.using(using).exists():
        return
    for table in KINDS:
        renew_records(table, rows_of(table).using(using).values_list("pk", flat=True), using)
