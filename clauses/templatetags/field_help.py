"""The way from a form to the help about its fields."""

from django import template
from django.db import models

from clauses.admin.forms.help import help_address

register = template.Library()


@register.simple_tag
def examples_of(model: type[models.Model], name: str) -> str:
    """Where the examples of a column are; empty where it has none."""
    return help_address(model, name)
