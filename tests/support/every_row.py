"""A row of any table whose record is in any state, for tests that go through all tables."""

from clauses import models
from clauses.dataset import CELLS, TABLES

from . import factories

FACTORIES = {
    made._meta.model: made
    for made in vars(factories).values()
    if isinstance(made, type) and issubclass(made, factories.RowFactory) and made._meta.model
}
OTHER = {
    models.ActionPlace: ("place", factories.PlaceFactory),
    models.CommitmentDomain: ("domain", factories.DomainFactory),
    models.CommitmentClause: ("clause", factories.ClauseFactory),
}
RECORDS = [table.model for table in TABLES if hasattr(table.model, "state")]
ROWS = [*(table.model for table in TABLES if not hasattr(table.model, "state")), *CELLS]
EVERY = [*RECORDS, *ROWS]
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
    """A new row of `model`; `state` is its own, or that of the record that it belongs to."""
    if hasattr(model, "state"):
        return record(model, state, **values)
    name = owner_name(model)
    above = values.pop(name, None) or row_of(model._meta.get_field(name).related_model, state)
    if model in FACTORIES:
        return FACTORIES[model](**{name: above}, **values)
    other, made = OTHER[model]
    return model.objects.create(**{name: above, other: values.get(other) or made()})


def moved(model, state="published"):
    """A row of a draft, and a record in `state` that it could be moved to."""
    row = row_of(model, "draft")
    return row, row_of(model._meta.get_field(owner_name(model)).related_model, state)
