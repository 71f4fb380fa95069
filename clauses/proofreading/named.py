"""Records that a list names as table/code, such as actions/three-brothers-2021 or citations/aa-2675732/4."""

from collections.abc import Iterable
from functools import reduce
from operator import or_
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, Q

from ..dataset import BY_NAME, Table, with_codes
from ..models import Row, row_at
from ..querysets import RowQuerySet
from ..tables import column_of

WHICH = "write table/code, as in actions/three-brothers-2021; a table is called as in the address of its CSV."


def table_of(name: str) -> Table | None:
    return BY_NAME.get(name.partition("/")[0])


def records_named(names: Iterable[str], *, public: bool = True) -> dict[str, Row]:
    """The records by those of `names` that name one: a query for each table, however many names there are.

    The end of a code stands for it where no other record ends so, as in clauses/o14.
    """
    names = set(names)
    wanted: dict[str, list[str]] = {}
    for name in names:
        wanted.setdefault(name.partition("/")[0], []).append(name)
    found: dict[str, list[Row]] = {}
    for table, some in ((BY_NAME[one], some) for one, some in wanted.items() if one in BY_NAME):
        conditions = [condition for condition in (_keyed(table, name) for name in sorted(some)) if condition]
        lengths = {name.count("/") for name in some}
        for row in _rows(table, conditions, public) if conditions else ():
            parts = row.code.split("/")
            for ending in {"/".join([table.name, *parts[-length:]]) for length in lengths}:
                found.setdefault(ending, []).append(row)
    return {name: found[name][0] for name in names if len(found.get(name, ())) == 1}


def _rows(table: Table, conditions: list[Q], public: bool) -> RowQuerySet:
    rows = table.model.objects.published() if public else table.model.objects.all()
    rows = rows.filter(reduce(or_, conditions)).order_by("pk")
    return with_codes(rows) if public else table.loaded(rows, public=False)


def _keyed(table: Table, name: str) -> Q | None:
    """The question for the record of that name; None where no record can have it."""
    paths, parts = table.model.natural_key_paths(), name.split("/")[1:]
    if not 0 < len(parts) <= len(paths):
        return None
    values: dict[str, Any] = {}
    for path, part in zip(paths[-len(parts) :], parts, strict=True):
        try:
            value = _field(table.model, path).to_python(part)
        except ValidationError:
            return None
        values |= {path: value} if part else {f"{path}__isnull": True}
    return Q(**values)


def _field(model: type[Row], path: str) -> Field:
    relations, _, last = path.rpartition("__")
    return column_of(row_at(model, relations), last)
