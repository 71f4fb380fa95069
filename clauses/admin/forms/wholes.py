"""The whole that a row is a part of, as it says itself."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from ...models import Assessment, Clause, Commitment, Row, SourceText, is_owned, owner_column
from ...models.about import AboutOneRecord

# Records that are made within another one; citations and decisions name theirs among several columns.
WITHIN: dict[type[models.Model], str] = {
    Clause: "agreement",
    Commitment: "clause",
    Assessment: "commitment",
    SourceText: "source",
}


def whole_of(row: models.Model) -> Row | None:
    """The record that `row` is a part of; None where it is a part of none, or of one that is gone."""
    try:
        if isinstance(row, AboutOneRecord):
            return row.target
        model = type(row)
        column = WITHIN.get(model) or (owner_column(model) if is_owned(model) else "")
        return getattr(row, column) if column else None
    except ObjectDoesNotExist:
        return None
