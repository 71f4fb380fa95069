"""The cells of a table said for the database: what `Column.cell` says of one row, as an expression for all of them."""

from collections.abc import Iterator
from datetime import date
from typing import cast

from django.db import models
from django.db.models import Case, F, Q, QuerySet, Value, When
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat

from ... import known_on
from ...dataset import NO, YES, Column, Table
from ...known_on import then
from ...models import ActionPlace, Assessment, Decision, Row, Source, row_at
from ...published import published_q, reviewed_q
from ...tables import Declared, column_of, model_at
from ...vocabularies import CitedField

TEXT = models.TextField()
# What `Row.was_out` says of a row reached through a prefix; of every other table it says nothing.
WAS_OUT = {
    Source: known_on.out_by,
    Assessment: lambda day, prefix: Q(**{f"{prefix}assessed_on__lte": day}),
    Decision: lambda day, prefix: Q(**{f"{prefix}decided_on__lte": day}),
}


def cells(table: Table, rows: QuerySet, *, public: bool, is_public: bool = False) -> QuerySet:
    """`rows` as tuples: number, whether the row may be in the file, and its cells as the database writes them.

    With `is_public` the rows are all there are, and the second column says which of them are public. In a condition the
    states were dear when that was measured, with an index of states that is there no more. A cell of several codes is
    empty here, see `ties`.
    """
    model, day = table.model, known_on.day()
    may = yes_or_no(reviewed_q(model)) if is_public else Value(1)
    given = model.public_with if is_public else ()
    found = (_cell(model, column, public, given, day) for column in table.columns)
    return rows.as_then(*table.header).values_list("pk", may, *found)  # type: ignore[attr-defined]  # a RowQuerySet


def ties(field: models.ManyToManyField, *, public: bool) -> QuerySet:
    """The codes of a column that holds several, as tuples: row, whether the code may be in the file, and the code."""
    between, name = cast(type[Row], field.remote_field.through), field.m2m_reverse_field_name()
    stands = published_q(model_at(between, name), f"{name}__") if public else Q()
    if public and known_on.day() and between is ActionPlace:
        stands &= known_on.is_stated("action", CitedField.PLACE, "place__slug", known_on.day())
    code = _joined(model_at(between, name), f"{name}__")
    return between.objects.order_by().values_list(field.m2m_field_name(), yes_or_no(stands), code)


def yes_or_no(condition: Q) -> Combinable:
    return Case(When(condition, then=Value(1)), default=Value(0)) if condition else Value(1)


def _cell(model: type[Row], column: Column, public: bool, given: tuple[str, ...], day: date | None) -> Combinable:
    field = column.field
    if field.many_to_many:
        return Value("")
    if column.related_model:
        return _code(model, column.name, public, given, day)
    name = then.column(model, column.name, day)
    if isinstance(field, models.BooleanField):
        return Case(When(**{name: True}, then=Value(YES)), default=Value(NO))
    as_text = isinstance(field, models.DateField | models.DecimalField)
    return Cast(F(name), TEXT) if as_text else F(name)


def _code(model: type[Row], name: str, public: bool, given: tuple[str, ...], day: date | None) -> Combinable:
    """The code of the row at the relation `name`; nothing where there is none, or where it is not public.

    The rows at `given` are public where the row is.
    """
    code = _joined(model_at(model, name), f"{name}__")
    is_pieced = isinstance(code, Concat)  # of nothing it would be a slash
    stands = Q(**{f"{name}__isnull": False}) if is_pieced and column_of(model, name).null else Q()
    if public:
        stands &= Q() if name in given else reviewed_q(model_at(model, name), f"{name}__")
        stands &= _was_out(model_at(model, name), f"{name}__", day) if day else Q()
    return Case(When(stands, then=code), default=Value(""), output_field=TEXT) if stands else code


def _joined(model: type[Declared], prefix: str) -> Combinable:
    """The natural key of the row at `prefix` as one word."""
    parts = list(_parts(model, prefix))
    return parts[0] if len(parts) == 1 else Concat(*parts, output_field=TEXT)


def _parts(model: type[Declared], prefix: str) -> Iterator[Combinable]:
    """The parts of a code with the slashes between them."""
    for number, path in enumerate(model.natural_key_paths()):
        if number:
            yield Value("/")
        *above, last = path.split("__")
        field = column_of(row_at(model, "__".join(above)), last)
        value = F(f"{prefix}{path}")
        yield value if isinstance(field, models.CharField) else Cast(value, TEXT)


def _was_out(model: type[Declared], prefix: str, day: date) -> Q:
    """That the row at `prefix`, and all that it cannot be understood without, was out by dates of their own."""
    condition = WAS_OUT[model](day, prefix) if model in WAS_OUT else Q()
    for name in model.public_with:
        inner = _was_out(model_at(model, name), f"{prefix}{name}__", day)
        if inner and column_of(model, name).null:
            inner |= Q(**{f"{prefix}{name}__isnull": True})
        condition &= inner
    return condition
