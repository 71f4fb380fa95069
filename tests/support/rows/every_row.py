"""A row of any table whose record is in any state, for tests that go through all tables."""

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Count, Sum

from clauses.dataset import CELLS, TABLES
from clauses.models import Citation
from clauses.models.about import TARGETS
from clauses.models.base import Row

from . import factories

FACTORIES = {
    made._meta.model: made
    for made in vars(factories).values()
    if isinstance(made, type) and issubclass(made, factories.RowFactory) and made._meta.model
}
RECORDS = [table.model for table in TABLES if hasattr(table.model, "state")]
ROWS = [*(table.model for table in TABLES if not hasattr(table.model, "state")), *CELLS]
EVERY = [*RECORDS, *ROWS]
MODELS = [model for model in apps.get_app_config("clauses").get_models() if issubclass(model, Row)]  # private ones, too
TARGET_FACTORIES = {name: FACTORIES[Citation._meta.get_field(name).related_model] for name in TARGETS}
STATES = ("draft", "in_review", "published", "withdrawn")


def owner_name(model) -> str:
    """The column that names the record which a row without a state belongs to."""
    return model.public_with[0]


def record(model, state="published", **values):
    """A new record; one that is withdrawn was public before."""
    if state != "withdrawn":
        return FACTORIES[model](state=state, **values)
    row = FACTORIES[model](**values)
    row.state, row.withdrawn_reason = state, "It was wrong."
    row.save()
    return row


def row_of(model, state="published", **values):
    """A new row of `model`; `state` is its own, or that of the record that it belongs to.

    A tie that has no factory of its own joins two fresh rows.
    """
    if hasattr(model, "state"):
        return record(model, state, **values)
    name = owner_name(model)
    above = values.pop(name, None) or row_of(model._meta.get_field(name).related_model, state)
    if model in FACTORIES:
        return FACTORIES[model](**{name: above}, **values)
    values[name] = above
    ends = [end for end in model.natural_key_fields if end not in values]
    return model.objects.create(**values, **{end: row_of(model._meta.get_field(end).related_model) for end in ends})


def moved(model, state="published"):
    """A row of a draft, and a record in `state` that it could be moved to."""
    row = row_of(model, "draft")
    return row, row_of(model._meta.get_field(owner_name(model)).related_model, state)


def title(case):
    """How a model or a value names its test."""
    return getattr(case, "__name__", None) or str(case)


def refusal(row) -> dict:
    """What `full_clean` says against `row`, by field."""
    with pytest.raises(ValidationError) as caught:
        row.full_clean()
    return caught.value.message_dict


def counted() -> dict:
    """How many rows each table has, how often they were saved and how many rows their history has."""
    sums = {model: model.objects.aggregate(Count("pk"), Sum("version")) for model in MODELS}
    return {model: (*found.values(), model.history.count()) for model, found in sums.items()}
