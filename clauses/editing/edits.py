"""A change to some rows as data: what each row held when its editor saw it, and what it is to hold."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from typing import Any, TypeVar, cast

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from ..models import Record, Row, owner_column
from ..tables import table_of

M = TypeVar("M", bound=models.Model)
ABOUT_REVIEW = ("state", "withdrawn_reason")  # written by the steps of the review and by nothing else


class What(StrEnum):
    ADDED = "added"
    CHANGED = "changed"
    DELETED = "deleted"


@dataclass
class Edit:
    """The change of one row. Values are those of the columns (`attname`), as JSON has them.

    An added row has no `old`; its `row` is empty, or the number that it had before it was deleted. A deleted row has
    no `new`. A changed row has in both the columns that change and no others. `version` is the one its editor saw.
    """

    table: str
    what: What
    row: int | None = None
    version: int = 0
    old: dict[str, Any] = field(default_factory=dict)
    new: dict[str, Any] = field(default_factory=dict)

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> "Edit":
        """As it was kept; a column that an update of the site has taken away since says nothing any more."""
        edit = cls(**data | {"what": What(data["what"])})
        there = {each.attname for each in written_columns(edit.model)}
        edit.old, edit.new = ({name: each[name] for name in each if name in there} for each in (edit.old, edit.new))
        return edit

    @property
    def data(self) -> dict[str, Any]:
        return asdict(self) | {"what": self.what.value}

    @property
    def model(self) -> type[Row]:
        return cast(type[Row], apps.get_model("clauses", self.table))

    def made(self, pk: int | None, **columns: object) -> Row:
        """A row of the table with this number, which is not stored."""
        make: Callable[..., Row] = self.model
        return make(pk=pk, **columns)

    @property
    def names(self) -> list[str]:
        """The columns that it speaks of, in the order of the table."""
        spoken = self.old.keys() | self.new.keys()
        return [each.attname for each in written_columns(self.model) if each.attname in spoken]


def written_columns(model: type[models.Model]) -> list[models.Field]:
    """What editors write in a row: neither its number nor what is worked out."""
    return [each for each in model._meta.concrete_fields if each.editable and not each.primary_key]


def column(model: type[models.Model], attname: str) -> models.Field:
    return next(each for each in model._meta.concrete_fields if each.attname == attname)


def values(row: models.Model) -> dict[str, Any]:
    """What editors have written in `row`, as JSON has it."""
    found = {each.attname: getattr(row, each.attname) for each in written_columns(type(row))}
    return json.loads(json.dumps(found, cls=DjangoJSONEncoder))


def fill(row: models.Model, wanted: dict[str, Any]) -> None:
    """Sets the columns in `wanted`, given as JSON has them."""
    for attname, value in wanted.items():
        found = column(type(row), attname)
        python = found.target_field.to_python if isinstance(found, models.ForeignKey) else found.to_python
        setattr(row, attname, None if value is None else python(value))


def called(row: models.Model) -> str:
    """What `row` is called; its number where the name is made of what is gone, as after a deletion."""
    try:
        return str(row)
    except ObjectDoesNotExist:
        return f"no. {row.pk}" if row.pk else "a new one"


def stored(row: M) -> M | None:
    """`row` as it is in the database."""
    return type(row)._base_manager.filter(pk=row.pk).first() if row.pk else None


def recorded(save: Any) -> Row:
    """The row as a save in its history recorded it. The history's own way fails where a table has no search text."""
    model = save.instance_type
    names = [each.attname for each in model._meta.concrete_fields]
    return cast(Row, model(**{name: getattr(save, name) for name in names if hasattr(save, name)}))


def last_recorded(model: type[Row], pk: int | None) -> Row | None:
    """The row with this number as it was when it was last saved or deleted; None where there never was one."""
    last = model.history.filter(id=pk).order_by("-history_date", "-history_id").first() if pk else None
    return recorded(last) if last is not None else None


def addition(row: Row) -> Edit:
    return Edit(table_of(row), What.ADDED, row.pk, row.version, new=values(row))


def deletion(row: Row) -> Edit:
    return Edit(table_of(row), What.DELETED, row.pk, row.version, old=values(row))


def change(row: Row, before: Row | None = None) -> Edit | None:
    """What differs between `row` and `before`, which is the stored row where it is not given; None for nothing."""
    before = before or cast(Row, stored(row))
    old, new = values(before), values(row)
    changed = [name for name in old if old[name] != new[name]]
    if not changed:
        return None
    old, new = ({name: source[name] for name in changed} for source in (old, new))
    return Edit(table_of(row), What.CHANGED, row.pk, before.version, old, new)


def owner(row: Row | None) -> Record | None:
    """The reviewed record that a row without a state of its own belongs to; a record owns itself."""
    while row is not None and not hasattr(row, "state"):
        try:
            row = getattr(row, owner_column(type(row)))
        except ObjectDoesNotExist:
            return None
    return cast("Record | None", row)
