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


class Fellows:
    """The rows of one file by what must be unique beside their key: a preview finds none of them in the table."""

    def __init__(self, model: type[models.Model]):
        rules = [rule for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint)]
        self.rules = [rule for rule in rules if rule.fields != model.natural_key_fields]
        self.found: dict[tuple, list[tuple[int, models.Model]]] = {}

    def refusal(self, row: models.Model, line: int) -> str:
        """What keeps `row` from standing beside those asked about before it; empty where nothing does."""
        for rule in self.rules:
            values = [getattr(row, row._meta.get_field(name).attname) for name in rule.fields]
            same = self.found.setdefault((rule.name, *values), [])
            others = [] if None in values or (same and not _holds_of(rule, row)) else same
            for other, twin in others:
                if _holds_of(rule, twin):
                    names = ", ".join(rule.fields)
                    return f"line {other} has the same {names}, of which there is one row. Delete one of the two."
            same.append((line, row))
        return ""


def _holds_of(rule: models.UniqueConstraint, row: models.Model) -> bool:
    """Whether a rule that may be of some rows only is of `row`."""
    if rule.condition is None:
        return True
    fields = [row._meta.get_field(name) for name in rule.condition.referenced_base_fields]
    return rule.condition.check({each.name: models.Value(getattr(row, each.attname), each) for each in fields})


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
