"""What it would mean to make two records one: what moves, what is taken away, what stands in the way."""

import copy
import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q, UniqueConstraint

from ...dataset import BY_MODEL, with_codes
from ...models import Citation, Decision, Record, Row, is_owned
from ...models.stated import CODED
from ...tables import column_of
from ...vocabularies import ReviewState
from ..edits import Edit, change, column, deletion, values
from ..proposals import open_proposals_naming


@dataclass(frozen=True)
class Moved:
    """A row that names the record that goes, and is to name the one that stays."""

    row: Row
    edit: Edit

    @property
    def changes(self) -> Iterator[tuple[models.Field, object, object]]:
        """Each column that changes, with what it holds and is to hold."""
        for name in self.edit.names:
            yield column(type(self.row), name), self.edit.old[name], self.edit.new[name]


@dataclass(frozen=True)
class Dropped:
    """A row that would say what `twin` says already. `lost` are the columns in which the two differ."""

    row: Row
    twin: Row
    edit: Edit
    lost: list[tuple[str, object, object]]


@dataclass(frozen=True)
class Preview:
    """What making `other` and `kept` one would do. It can be done where there are no `problems`."""

    kept: Row
    other: Row
    moved: list[Moved]
    dropped: list[Dropped]
    problems: list[str]

    @property
    def edits(self) -> list[Edit]:
        """In the order in which they can be made."""
        return [*(each.edit for each in self.dropped), *(each.edit for each in self.moved), deletion(self.other)]

    @cached_property
    def digest(self) -> str:
        """Stands for everything that the preview says, and for the state of every row that it speaks of."""
        said = [self.kept.pk, self.kept.version, self.kept.code, [edit.data for edit in self.edits]]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()

    @property
    def makes_public(self) -> bool:
        """Whether what names the other record may become public with this."""
        return self.kept.is_public and not self.other.is_public and bool(self.moved)

    @property
    def differences(self) -> list[tuple[str, str, str]]:
        """The columns in which the two records differ: heading, what stays, what goes."""
        table = BY_MODEL[type(self.kept)]
        shown = (each for each in table.columns if each.name not in table.key)
        columns = [each for each in shown if not (each.is_derived or each.field.many_to_many)]
        cells = [
            (each.heading, each.cell(self.kept, public=False), each.cell(self.other, public=False)) for each in columns
        ]
        return [cell for cell in cells if cell[1] != cell[2]]


def preview(kept: Row, other: Row) -> Preview:
    """In as many queries for many rows as for few. It writes and locks nothing."""
    if type(kept) is not type(other) or kept.pk == other.pk:
        return Preview(kept, other, [], [], ["Choose two different records of one table."])
    moved: list[Moved] = []
    dropped: list[Dropped] = []
    problems = [*_unfit(kept, other), *_circles(kept, other)]
    for model, names in tables_that_name(type(kept)).items():
        rows = list(_rows(model, names, other))
        twins = _Twins(model, list(_rows(model, names, kept)), rows, {kept.pk, other.pk})
        for row in rows:
            if row.pk in (kept.pk, other.pk) and isinstance(row, type(kept)):
                continue  # the record that goes, or a circle
            new = _renamed(row, names, kept, other)
            twin = twins.of(new)
            if twin is None:
                problems += _faults(new)
                moved.append(Moved(row, cast(Edit, change(new, row))))
            elif is_owned(model):  # of two that tie the same records together, one can go
                dropped.append(Dropped(row, twin, deletion(row), _lost(row, twin, names)))
            else:
                what = model._meta.verbose_name
                problems.append(
                    f"The {what}s of “{row.code}” and “{twin.code}” would be twins. Delete one of them first."
                )
    return Preview(kept, other, moved, dropped, problems)


def tables_that_name(model: type[Row]) -> dict[type[Row], list[str]]:
    """Every table that names rows of `model`, with the columns that do: keys, and `value` where it holds codes."""
    found: dict[type[Row], list[str]] = defaultdict(list)
    for table in apps.get_app_config("clauses").get_models():
        if issubclass(table, Row):
            found[table] += [field.name for field in table._meta.concrete_fields if field.related_model is model]
    if model in CODED.values():
        found[Citation].append("value")
    return {table: names for table, names in found.items() if names}


def _rows(model: type[Row], names: list[str], record: Row) -> models.QuerySet[Row]:
    """The rows of `model` that name `record` in any of the columns, ready for their codes to be written out."""
    condition = Q()
    for name in names:
        condition |= _coded(record) if name == "value" else Q(**{name: record})
    return with_codes(model._base_manager.filter(condition).order_by("pk"))


def _coded(record: Row) -> Q:
    fields = [field for field, model in CODED.items() if model is type(record)]
    return Q(field__in=fields, value=record.code)


def _renamed(row: Row, names: list[str], kept: Row, other: Row) -> Row:
    """A copy of `row` that names `kept` wherever `row` names `other`."""
    new = copy.copy(row)
    for name in names:
        if isinstance(new, Citation) and name == "value":
            if CODED.get(new.field) is type(other) and new.value == other.code:
                new.value = kept.code
        elif getattr(row, f"{name}_id") == other.pk:
            setattr(new, name, kept)
    return new


class _Twins:
    """Finds the row that a moved one would collide with; numbers that collide are counted on instead."""

    def __init__(self, model: type[Row], there: list[Row], moving: list[Row], pair: set[int]) -> None:
        gone = {row.pk for row in moving}
        self.keys = list(_unique(model))
        stay = [row for row in there if row.pk not in gone]
        self.stored = {(fields, key): row for row in stay for fields, key in self._keyed(row)}
        within = next((fields[0] for fields in self.keys if "number" in fields), "")
        counted = (row for row in (*there, *moving) if within and getattr(row, f"{within}_id") in pair)
        self.last = max((cast(Any, row).number for row in counted), default=0)

    def _keyed(self, row: Row) -> Iterator[tuple[tuple[str, ...], tuple[Any, ...]]]:
        for fields in self.keys:
            key = tuple(getattr(row, column_of(type(row), name).attname) for name in fields)
            if None not in key:  # for the database, nothing is like nothing
                yield fields, key

    def of(self, new: Row) -> Row | None:
        for fields, key in self._keyed(new):
            if (fields, key) not in self.stored:
                continue
            if "number" not in fields:
                return self.stored[fields, key]
            self.last += 1
            cast(Any, new).number = self.last
        return None


def _unique(model: type[Row]) -> Iterator[tuple[str, ...]]:
    for rule in model._meta.constraints:
        if isinstance(rule, UniqueConstraint) and rule.condition is None:
            yield tuple(rule.fields)
    yield from ((field.name,) for field in model._meta.concrete_fields if field.unique and not field.primary_key)


def _lost(row: Row, twin: Row, names: list[str]) -> list[tuple[str, object, object]]:
    old, stays = values(row), values(twin)
    moving = {f"{name}_id" for name in names}
    differ = [name for name in old if old[name] != stays[name] and name not in moving]
    return [(str(column(type(row), name).verbose_name), old[name], stays[name]) for name in differ]


def _faults(new: Row) -> list[str]:
    """Why the row could not be saved so, as far as it can be told without looking at other rows."""
    relations = {field.name for field in new._meta.concrete_fields if field.is_relation}
    looks_further = any(field.related_model is type(new) for field in new._meta.concrete_fields)
    looks_further |= isinstance(new, Citation) and (new.field in CODED or new.origin_id not in (None, new.source_id))
    if isinstance(new, Decision):
        return []  # it names a statement that moves along
    try:
        new.clean_fields(exclude=relations)
        if not looks_further:
            new.clean()
    except ValidationError as error:
        return [f"{str(new._meta.verbose_name).capitalize()} “{new.code}”: {text}" for text in error.messages]
    return []


def _unfit(kept: Row, other: Row) -> Iterable[str]:
    """Why these two cannot become one, whatever names them."""
    problems = []
    if isinstance(kept, Record) and kept.state == ReviewState.WITHDRAWN:
        problems.append(f"“{kept}” is withdrawn, so nothing can lead to it. Keep the other one.")
    elif other.is_public and not kept.is_public:
        problems.append(f"“{kept}” is not public, but “{other}” is, and would vanish. Keep that one.")
    said = "“{}” is proposed, which names “{}”. Apply or decline it first."
    return problems + [said.format(proposal, other) for proposal in open_proposals_naming(other)]


def _circles(kept: Row, other: Row) -> Iterator[str]:
    """The columns by which `kept` leads to `other`: afterwards it would lead to itself."""
    for field in type(kept)._meta.concrete_fields:
        above: Row | None = kept
        seen: set[int] = set()
        while field.related_model is type(kept) and above is not None and above.pk not in seen:
            seen.add(above.pk)
            above = getattr(above, field.name)
            if above == other:
                way = f"By its column “{field.verbose_name}”, “{kept}” leads to “{other}”"
                yield f"{way}: as one record it would lead to itself. Change that first."
