"""Rows of one form that say what another says already: which rules are about a row, and what is said of it."""

from typing import Any

from django.db import models


def holds(rule: models.UniqueConstraint, form: Any) -> bool:
    """Whether the rule is about the row of this form as it is typed."""
    if rule.condition is None:
        return True
    row = form.instance
    values = {each.name: models.Value(getattr(row, each.attname), each) for each in row._meta.concrete_fields}
    return rule.condition.check(values)


def twin_message(rule: models.UniqueConstraint, row: models.Model, within: str) -> str:
    """What is said of a row that is there already; `within` is the column of its record."""
    if rule.violation_error_message != rule.default_violation_error_message:
        return str(rule.violation_error_message)
    fields: list[Any] = [row._meta.get_field(name) for name in rule.fields if name != within]
    names = [str(each.verbose_name) for each in fields]
    same = " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
    return f"This row is there already: another {row._meta.verbose_name} has the same {same}. Change that one."
