"""The dataset is declared once, and says what becomes of every field."""

import pytest
from django.core.exceptions import FieldDoesNotExist

from clauses import dataset
from tests.support.rows.every_row import MODELS


def undeclared(model) -> list[str]:
    """The fields of `model` of which the dataset says nothing, as “table.field”."""
    if model in dataset.PRIVATE or model in dataset.CELLS:
        return []
    table = dataset.BY_MODEL.get(model)
    if table is None:
        return [f"{model.__name__}: no table"]
    said = {*table.header, *table.withheld, *dataset.INTERNAL}
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    return [f"{table.name}.{field.name}" for field in fields if field.name not in said]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_every_model_is_published_or_withheld(model):
    assert undeclared(model) == []


def test_a_new_field_without_a_line_in_the_dataset_is_named(monkeypatch):
    from django.db import models as django_models

    field = django_models.TextField(name="colour")
    field.set_attributes_from_name("colour")
    agreement = dataset.models.Agreement
    monkeypatch.setitem(agreement._meta.__dict__, "concrete_fields", (*agreement._meta.concrete_fields, field))
    assert undeclared(agreement) == ["agreements.colour"]


@pytest.mark.parametrize("table", dataset.TABLES, ids=lambda table: table.name)
def test_every_column_is_described_in_a_full_sentence(table):
    for column in table.columns:
        assert column.description.endswith("."), f"{table.name}.{column.name} needs a help text in a full sentence"


@pytest.mark.parametrize("table", dataset.TABLES, ids=lambda table: table.name)
def test_no_withheld_field_is_published_or_searched(table):
    withheld = {*table.withheld, *dataset.INTERNAL}
    assert not withheld & set(table.header)
    assert set(getattr(table.model, "search_fields", ())) <= set(table.header)


@pytest.mark.parametrize("table", dataset.TABLES, ids=lambda table: table.name)
def test_filters_withheld_fields_and_keys_exist(table):
    assert set(table.filters) <= set(table.header)
    assert set(table.key) <= set(table.header)
    for name in table.withheld:
        try:
            table.model._meta.get_field(name)
        except FieldDoesNotExist:
            pytest.fail(f"{table.name} withholds {name}, which does not exist")


def test_every_vocabulary_value_has_a_definition():
    for table in dataset.TABLES:
        for column in table.columns:
            for member in column.vocabulary or ():
                assert member.definition.endswith("."), f"{table.name}.{column.name}: {member.value}"
                assert member.label != member.definition
