"""What a row is called in lists and choices, and what to load with it so that the name needs no further query."""

from collections.abc import Iterator
from typing import Any, cast

from django.db import models

from ...dataset import text_of
from ...models import Assessment, Row, Source

# Relations that `__str__` follows though they are no part of the natural key.
ALSO_NAMED_BY: dict[type[Row], tuple[str, ...]] = {Assessment: ("commitment",), Source: ("publisher",)}


def model_of(model: type[models.Model], name: str) -> type[Row]:
    """The table that the relation `name` of `model` leads to."""
    return cast(type[Row], model._meta.get_field(name).related_model)


def key_relations(model: type[Row]) -> list[str]:
    """The relations in the natural key of `model`."""
    return [name for name in model.natural_key_fields if model._meta.get_field(name).is_relation]


def name_paths(model: Any) -> Iterator[str]:
    """The relations to load with rows of `model` before they are written out."""
    for name in dict.fromkeys((*key_relations(model), *ALSO_NAMED_BY.get(model, ()))):
        yield name
        yield from (f"{name}__{path}" for path in name_paths(model._meta.get_field(name).related_model))


def named(model: Any) -> models.QuerySet[Any]:
    """All rows of `model`, ready to be written out."""
    paths = list(name_paths(model))
    rows = model._default_manager.all()
    return rows.select_related(*paths) if paths else rows


def label(row: Any) -> str:
    """The row's name; with its code where other records hold rows of the same name, as clauses of two agreements."""
    is_ambiguous = isinstance(row, Row) and key_relations(type(row))
    return f"{row} · {row.code}" if is_ambiguous else str(row)


def in_words(column: models.Field, value: Any) -> str:
    """A value of a column as an editor reads it: the label of a closed list, the name of a row."""
    if isinstance(value, models.Model):
        return label(value)
    return str(dict(column.flatchoices).get(value, text_of(value)))
