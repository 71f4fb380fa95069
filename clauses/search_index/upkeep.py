"""Keeping the indexes true: worked out anew, in the same transaction, for every record that a written row belongs to.

The signals of all tables call `renew`, and so do the querysets for what is written in bulk. What is written past these,
as with raw SQL, is caught up with by `manage.py rebuild_search`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import DateField, Q, Value

from ..known_on.reports import rows_of
from ..vocabularies import ReviewState
from .engine import engine
from .entries import Entry, entries_of
from .indexes import DESK, INDEXES, PUBLIC, Index
from .layout import COLUMNS, KINDS, TABLES, Dependence, dependences
from .vectors import VectorField

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


@contextmanager
def at_once(using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """What is written within it is worked out once, at its end: for a record that is saved with its parts."""
    with put_off() as waiting:
        yield
    renew_all(waiting, using)


def renew_all(touched: Touched, using: str = DEFAULT_DB_ALIAS) -> None:
    """The entries of all these rows, each record's once, of whichever of its parts they are."""
    waiting = _put_off.get()
    if waiting is not None:
        for table, keys in touched.items():
            waiting[table].update(keys)
        return
    records: Touched = defaultdict(set)
    for table, keys in touched.items():
        if table in KINDS:
            records[table] |= keys
            continue
        for some in _chunks(keys):
            for kind, theirs in dependent(table, some, using).items():
                records[kind] |= theirs
    for kind in KINDS:
        renew(kind, records.get(kind, ()), using)


def _chunks(keys: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(set(keys))
    yield from (ordered[start : start + CHUNK] for start in range(0, len(ordered), CHUNK))


def renew(table: str, keys: Collection[int], using: str = DEFAULT_DB_ALIAS) -> None:
    """Works out anew the entries of these rows of `table`, and of the records that they are a part of, that are public
    only with them or that hold their words."""
    waiting = _put_off.get()
    if waiting is not None:
        waiting[table].update(keys)
        return
    publicness, words = dependences(table)
    for some in _chunks(keys):
        came_or_went, changed = _renew(table, some, using) if table in KINDS else (some, some)
        along: Touched = defaultdict(set)
        for depending, rows in ((publicness, came_or_went), (words, changed)):
            for dependence in depending if rows else ():
                along[dependence.kind] |= _dependent(dependence, rows, using)
        for kind, records in along.items():
            renew(kind, records, using)


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
    """Stores what differs; the records that became public or ceased to be, and those whose words are other."""
    right, kept = entries_of(table, keys, using), stored(table, keys, using)
    other: dict[int, None] = {}
    for index in INDEXES:
        differ = sorted(_unlike(right[index], kept[index]))
        gone = [kept[index][key].place for key in differ if key in kept[index]]
        new = [right[index][key] for key in differ if key in right[index]]
        _take_out(index, gone, using)
        _put_in(index, new, using)
        other.update(dict.fromkeys(differ))
    return [key for key in other if (key in right[PUBLIC]) != (key in kept[PUBLIC])], list(other)


def _unlike(right: dict[int, Entry], kept: dict[int, Entry]) -> set[int]:
    return {key for key in right.keys() | kept.keys() if right.get(key) != kept.get(key)}


def _take_out(index: Index, places: list[int], using: str) -> None:
    if places:
        _table(index.names)._base_manager.using(using).filter(entry__in=places)._raw_delete(using)
        _table(index.entries)._base_manager.using(using).filter(pk__in=places)._raw_delete(using)


def _put_in(index: Index, new: list[Entry], using: str) -> None:
    if new:
        entries, names = _table(index.entries), _table(index.names)
        _insert(entries, ("id", "kind", "record", "earliest", "latest", *COLUMNS, "vector"), map(_values, new), using)
        called = ((entry.kind, entry.place, *name) for entry in new for name in sorted(entry.names))
        _insert(names, ("kind", "entry", "written", "words", "heard"), called, using)


def _values(entry: Entry) -> tuple[Any, ...]:
    return (*entry[: len(Entry._fields) - 2], *entry.columns, entry.columns)


def _insert(model: Any, names: Sequence[str], rows: Iterable[Sequence[Any]], using: str) -> None:
    """As `bulk_create`, which makes objects and every statement anew: that cost as much as working out the words."""
    connection = connections[using]
    fields = [model._meta.get_field(name) for name in names]
    special = [(at, field) for at, field in enumerate(fields) if isinstance(field, DateField | VectorField)]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    marks = ", ".join(["%s"] * len(fields))

    def prepared(row: Sequence[Any]) -> list[Any]:
        values = list(row)
        for at, field in special:
            values[at] = field.get_db_prep_save(values[at], connection)
        return values

    with connection.cursor() as cursor:
        table = connection.ops.quote_name(model._meta.db_table)
        sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608  # names of ours
        cursor.executemany(sql, [prepared(row) for row in rows])


def stored(table: str, keys: Collection[int], using: str = DEFAULT_DB_ALIAS) -> dict[Index, dict[int, Entry]]:
    """The entries that each index has of these records, by key; both are asked at once."""
    kind = KINDS[table].number
    found: dict[Index, dict[int, Entry]] = {index: {} for index in INDEXES}
    ours = Q(kind=kind, record__in=keys)
    entries = _of_both("entries", ours, using, "pk", "record", "earliest", "latest", *COLUMNS)
    called: dict[tuple[int, int], set[tuple[str, str, str]]] = defaultdict(set)
    theirs = Q(entry__in={place for _, place, *_ in entries})
    for number, place, *name in (
        _of_both("names", theirs, using, "entry", "written", "words", "heard") if entries else ()
    ):
        called[number, place].add(tuple(name))
    for number, place, record, first, last, *columns in entries:
        told = (tuple(columns), frozenset(called[number, place]))
        found[INDEXES[number]][record] = Entry(place, kind, record, first, last, *told)
    return found


def _of_both(models: str, condition: Q, using: str, *columns: str) -> list[tuple[Any, ...]]:
    """Rows of these models of both indexes, each with the number of its index before it, in one question."""
    one, other = (
        _table(getattr(index, models))._base_manager.using(using).filter(condition).values_list(Value(number), *columns)
        for number, index in enumerate(INDEXES)
    )
    return list(one.union(other, all=True))


def differing(using: str = DEFAULT_DB_ALIAS) -> Iterator[tuple[str, int]]:
    """The records of which an index holds something else than their rows say, as (table, key)."""
    for table, kind in KINDS.items():
        held = [_table(index.entries)._base_manager.using(using).filter(kind=kind.number) for index in INDEXES]
        records = (key for entries in held for key in entries.values_list("record", flat=True))
        keys = {*rows_of(table).using(using).values_list("pk", flat=True), *records}
        for some in _chunks(keys):
            right, kept = entries_of(table, some, using), stored(table, some, using)
            wrong = {key for index in INDEXES for key in _unlike(right[index], kept[index])}
            yield from ((table, key) for key in sorted(wrong))
    yield from ((TABLES[kind], 0) for kind in sorted(_unlike_the_entries(using)))


def _unlike_the_entries(using: str) -> set[int]:
    return {kind for index in INDEXES for kind in engine(using, index).unlike_the_entries()}


def mend(using: str = DEFAULT_DB_ALIAS) -> None:
    """Makes anew what the engines hold beside the entries."""
    for index in INDEXES:
        engine(using, index).mend()


def fill(using: str = DEFAULT_DB_ALIAS, **said: Any) -> None:
    """Works out everything in a database with an empty index, as after an upgrade. Receives `post_migrate`."""
    there = connections[using].introspection.table_names()
    if not {index.entry_table for index in INDEXES} <= set(there):  # migrated to before there were both
        return
    if _is_kept(PUBLIC, using) and (_is_kept(DESK, using) or not any(_unpublished(table, using) for table in KINDS)):
        return
    for table in KINDS:
        renew(table, rows_of(table).using(using).values_list("pk", flat=True), using)


def _is_kept(index: Index, using: str) -> bool:
    return bool(_table(index.entries)._base_manager.using(using).exists())


def _unpublished(table: str, using: str) -> bool:
    """Whether there are rows for the desk; whatever else it has belongs to such a one."""
    return rows_of(table).using(using).exclude(state=ReviewState.PUBLISHED).exists()
