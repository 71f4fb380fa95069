"""What a column and a table of the published dataset are. Which there are is said in `dataset`."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import TypeVar, cast

from django.db import models
from django.db.models import ManyToManyField, Prefetch, QuerySet
from django.utils.text import capfirst

from ..fields import Derived, NamesField, UncertainDateField
from ..models import Row, row_at
from ..querysets import RowQuerySet
from ..tables import column_of
from ..vocabularies.base import Scale, Vocabulary
from ..while_unchanged import kept_count

Rows = TypeVar("Rows", bound=QuerySet)
SEPARATOR = "; "  # between the codes of one cell
YES, NO = "yes", "no"


def text_of(value: object) -> str:
    """A value as every file writes it: ISO dates, yes and no, plain numbers, nothing for nothing."""
    if type(value) is str:
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return value.isoformat() if isinstance(value, date) else str(value)


def related_paths(model: type[Row]) -> Iterator[str]:
    """The relations to load with a row of `model` so that its code and `is_public` need no further query."""
    for name in dict.fromkeys((*model.natural_key_fields, *model.public_with)):
        if model._meta.get_field(name).is_relation:
            yield name
            yield from (f"{name}__{path}" for path in related_paths(row_at(model, name)))


def with_codes(rows: Rows) -> Rows:
    """`rows` with what their codes and `is_public` need."""
    paths = list(related_paths(rows.model))
    return rows.select_related(*paths) if paths else rows  # without names it would follow every relation


def hidden(*dates: str) -> tuple[str, ...]:
    """The derived columns of uncertain dates that only the database needs."""
    return tuple(f"{name}_{part}" for name in dates for part in ("sort", "precision", "parsed"))


@dataclass(frozen=True)
class Column:
    """One column of a table: a model field under the heading that it stands with."""

    field: models.Field
    group: str

    @property
    def name(self) -> str:
        """The column's name in every file."""
        return self.field.name

    @property
    def heading(self) -> str:
        return capfirst(str(self.field.verbose_name))

    @property
    def description(self) -> str:
        return str(self.field.help_text)

    @property
    def vocabulary(self) -> type[Vocabulary | Scale] | None:
        """The closed list that the value is taken from, or None."""
        return getattr(self.field, "vocabulary", None)

    @property
    def is_derived(self) -> bool:
        """Whether the value is worked out from another column."""
        return isinstance(self.field, Derived)

    @property
    def related_model(self) -> type[Row] | None:
        return cast(type[Row], self.field.related_model) if self.field.is_relation else None

    @property
    def holds_several(self) -> bool:
        return bool(self.field.many_to_many) or isinstance(self.field, NamesField)

    @property
    def kind(self) -> str:
        """What sort of value the codebook says it is."""
        if self.related_model:
            return "codes" if self.field.many_to_many else "code"
        if self.field.choices:
            return "one of a list"
        kinds = {
            UncertainDateField: "uncertain date (EDTF)",
            NamesField: "several texts",
            models.DateField: "date (ISO 8601)",
            models.BooleanField: "yes or no",
            models.DecimalField: "number",
            models.IntegerField: "number",
        }
        return next((kind for cls, kind in kinds.items() if isinstance(self.field, cls)), "text")

    def cell(self, row: object, *, public: bool = True) -> str:
        """The value of `row` as text; codes of rows that are not public are left out where `public`."""
        if self.field.many_to_many:
            return SEPARATOR.join(sorted(related.code for related in getattr(row, self.name).all()))
        value = getattr(row, self.name)
        if self.related_model:
            return value.code if value is not None and (value.is_public or not public) else ""
        return text_of(value)


class PublishedTable:
    """What every table of the published dataset has, whether it is stored or worked out: columns, and cells of them."""

    name: str
    title: str

    def fields(self) -> Iterator[tuple[models.Field, str]]:
        """The field of each column with the heading of its group, in the order of every file."""
        raise NotImplementedError

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """All columns, in the order of every file."""
        return tuple(Column(field, group) for field, group in self.fields())

    @cached_property
    def header(self) -> list[str]:
        return [column.name for column in self.columns]

    def column(self, name: str) -> Column:
        return next(column for column in self.columns if column.name == name)

    def cells(self, row: object, *, public: bool = True) -> list[str]:
        return [column.cell(row, public=public) for column in self.columns]


@dataclass(frozen=True)
class Table(PublishedTable):
    """One stored table of the dataset.

    `groups` are its columns by heading. `filters` are the columns that lists can be narrowed by. `withheld` are the
    fields that never leave the editors' rooms.
    """

    name: str
    model: type[Row]
    title: str
    groups: dict[str, tuple[str, ...]]
    filters: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()

    @property
    def about(self) -> str:
        return " ".join((self.model.__doc__ or "").split())

    def fields(self) -> Iterator[tuple[models.Field, str]]:
        return ((column_of(self.model, name), group) for group, names in self.groups.items() for name in names)

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The columns that together stand for a row."""
        return self.model.natural_key_fields

    def written(self) -> set[type[models.Model]]:
        """The models whose rows a file of this table writes: its own, and those between it and others."""
        fields = (column.field for column in self.columns)
        return {self.model, *(_between(field) for field in fields if isinstance(field, ManyToManyField))}

    def loaded(self, queryset: Rows, *, public: bool = True) -> Rows:
        """`queryset` with everything that `cells` needs, in as many queries for many rows as for one."""
        select: list[str] = []
        prefetch: list[Prefetch] = []
        for column in self.columns:
            related = column.related_model
            if related is None:
                continue
            if column.field.many_to_many:
                rows = related.objects.published() if public else related.objects.all()
                prefetch.append(Prefetch(column.name, with_codes(rows)))
            else:
                select += [column.name, *(f"{column.name}__{path}" for path in related_paths(related))]
        queryset = queryset.select_related(*select) if select else queryset
        return queryset.prefetch_related(*prefetch)

    def published(self) -> RowQuerySet:
        """The public rows in the order of every file, ready for `cells`."""
        return self.loaded(self.model.objects.published()).in_file_order()

    def count(self) -> int:
        """How many rows are public."""
        return kept_count(self.model.objects.published())


@dataclass(frozen=True)
class WorkedOut(PublishedTable):
    """A table of the published dataset that is worked out from the others whenever it is asked for; it is not stored.

    `groups` are its columns by heading: the name of each with a field of no model, which says its type and meaning.
    `published` gives the public rows in the order of every file, each with an attribute for every column, and holds
    only some of them in memory; `count` says how many there are. Files and codebook have it like any table; imports do
    not take it.
    """

    name: str
    title: str
    about: str
    groups: dict[str, dict[str, models.Field]]
    key: tuple[str, ...]
    published: Callable[[], Iterable[object]]
    count: Callable[[], int]
    filters: tuple[str, ...] = ()

    def fields(self) -> Iterator[tuple[models.Field, str]]:
        return ((_named(field, name), group) for group, fields in self.groups.items() for name, field in fields.items())


def _between(field: ManyToManyField) -> type[models.Model]:
    """The table that stands between the two of a set of codes."""
    return cast(type[models.Model], field.remote_field.through)


def _named(field: models.Field, name: str) -> models.Field:
    field.set_attributes_from_name(name)
    return field
