"""The rules of the models, asked of one row before it is written, whichever door it comes in by."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import models

from ..evidence.resting import BareError, Keys, refuse_bare
from .problems import Problem


def refusals(row: models.Model, *, known: Collection[str] = (), constraints: bool = True) -> dict[str, list[str]]:
    """What is wrong with `row`, in the words of the admin, by field; what concerns no single field is under "".

    `known` are relations that hold a row found in this transaction. They are not looked up once more, and neither is
    the natural key: the caller found `row` by it, or found that no row has it. Without `constraints`, those of
    the table, which the database holds by itself, are not asked.
    """
    errors: dict[str, list] = {}
    try:
        row.full_clean(exclude=set(known), validate_unique=False, validate_constraints=False)
    except ValidationError as error:
        errors = error.update_error_dict(errors)
    key = row.natural_key_fields
    _collect(errors, row.validate_unique, exclude={*errors, *(key if len(key) == 1 else ())})
    for constraint in row._meta.constraints if constraints else ():
        if getattr(constraint, "fields", None) != key:
            _collect(errors, constraint.validate, type(row), row, exclude={*errors, *unasked(constraint, row)})
    return {"" if name == "__all__" else name: ValidationError(found).messages for name, found in errors.items()}


def bare(held: Keys) -> list[Problem]:
    """The public records among those `held` before a file was written that have no citation any more."""
    try:
        refuse_bare(held)
    except BareError as error:
        return [Problem(0, "", message) for message in error.messages]
    return []


def unasked(constraint: models.BaseConstraint, row: models.Model) -> set[str]:
    """The fields that a check does not look at: Django would put each of them into the query that asks it."""
    if not isinstance(constraint, models.CheckConstraint):
        return set()
    return {field.name for field in row._meta.concrete_fields} - constraint.condition.referenced_base_fields


def _collect(errors: dict, check, *args, **kwargs) -> None:
    try:
        check(*args, **kwargs)
    except ValidationError as error:
        error.update_error_dict(errors)
