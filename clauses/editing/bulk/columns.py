"""Which columns of many rows may be changed at once, and what such a change makes of each row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, cast

from django.db import models
from django.utils.text import capfirst

from ...models import (
    Action,
    ActionParticipant,
    Actor,
    Agreement,
    Bearing,
    Citation,
    Clause,
    Commitment,
    Domain,
    Place,
    Row,
    Source,
    owner_column,
    row_at,
)
from ...tables import column_of
from ..edits import fill

# Columns that are of one kind for many rows. Titles, dates, quotations and codes are each row's own.
CHANGEABLE: dict[type[Row], tuple[str, ...]] = {
    Agreement: ("instrument_type", "binding_status", "record_level"),
    Clause: ("function",),
    Commitment: ("domains", "kind", "modality", "precision", "delegation"),
    Action: ("status", "type", "relation", "agreement", "series", "places"),
    ActionParticipant: ("role",),
    Bearing: ("basis",),
    Source: ("kind", "publisher", "language", "reliability", "extent"),
    Citation: ("stance", "credibility", "attributed_to", "speaker"),
    Actor: ("kind", "country", "parent"),
    Place: ("kind", "parent"),
    Domain: ("parent",),
}


class Way(StrEnum):
    """What is done to a column: of one with several rows, one is added or taken away."""

    SET = "set"
    ADD = "add"
    TAKE = "take"


@dataclass(frozen=True)
class Planned:
    """What is to become of one row. `target` is written, or deleted where it `goes`; None: the row has it already."""

    row: Row
    target: Row | None
    goes: bool
    old: object
    new: object


@dataclass(frozen=True)
class Change:
    """A column of a table and what is to be done to it."""

    model: type[Row]
    name: str
    way: Way

    @property
    def key(self) -> str:
        """What stands for it in addresses and in what is kept, as in status or places-add."""
        return self.name if self.way == Way.SET else f"{self.name}-{self.way}"

    @property
    def field(self) -> models.Field:
        return column_of(self.model, self.name)

    @property
    def label(self) -> str:
        heading = str(self.field.verbose_name)
        one = str(self.related._meta.verbose_name) if self.related is not None else heading
        return {Way.SET: capfirst(heading), Way.ADD: f"Add a {one}", Way.TAKE: f"Take a {one} away"}[self.way]

    @property
    def related(self) -> type[Row] | None:
        """The table whose rows the column names, if it does."""
        return row_at(self.model, self.name) if self.field.is_relation else None

    @property
    def through(self) -> type[Row] | None:
        """The table between the two, where a row names several."""
        return cast(Any, self.field).remote_field.through if self.way != Way.SET else None

    @property
    def ends(self) -> tuple[str, str]:
        """The columns of the table between the two: that of the record, and that of what it names."""
        through = cast(type[Row], self.through)
        own = owner_column(through)
        return own, next(name for name in through.natural_key_fields if name != own)

    @property
    def may_be_empty(self) -> bool:
        return self.way == Way.SET and bool(self.field.blank)

    def stored_value(self, value: Any) -> Any:
        """A cleaned value as JSON has it."""
        return value.pk if isinstance(value, models.Model) else value

    def planned(self, rows: Sequence[Row], value: Any) -> list[Planned]:
        """What becomes of these rows, in their order, in at most one query; a value that is set is set in them."""
        return self._set(rows, value) if self.way == Way.SET else self._tied(rows, value)

    def _set(self, rows: Sequence[Row], value: Any) -> list[Planned]:
        attname, found = self.field.attname, []
        for row in rows:
            old = getattr(row, attname)
            fill(row, {attname: value})
            new = getattr(row, attname)
            found.append(Planned(row, None if old == new else row, False, old, new))
        return found

    def _tied(self, rows: Sequence[Row], value: Any) -> list[Planned]:
        through, (own, other) = cast(type[Row], self.through), self.ends
        stored = through._base_manager.filter(**{f"{own}__in": [row.pk for row in rows], f"{other}_id": value})
        ties = {getattr(tie, f"{own}_id"): tie for tie in stored}
        for row in rows:
            if row.pk in ties:
                setattr(ties[row.pk], own, row)
        if self.way == Way.TAKE:
            return [Planned(row, ties.get(row.pk), True, value, None) for row in rows]
        make: Callable[..., Row] = through
        return [
            Planned(row, None if row.pk in ties else make(**{own: row, f"{other}_id": value}), False, None, value)
            for row in rows
        ]


def changes_of(model: type[models.Model]) -> dict[str, Change]:
    """The changes of many rows that the table knows, by their keys; none where it has no such columns."""
    found: dict[str, Change] = {}
    for name in CHANGEABLE.get(cast(type[Row], model), ()):
        many = column_of(model, name).many_to_many
        for way in (Way.ADD, Way.TAKE) if many else (Way.SET,):
            change = Change(cast(type[Row], model), name, way)
            found[change.key] = change
    return found
