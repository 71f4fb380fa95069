"""What was typed at a button that did nothing, put back into its field."""

from typing import Any

from django import template
from django.template import Context

from clauses.admin.forms.kept_text import left, take

register = template.Library()


@register.simple_tag(takes_context=True)
def kept_text(context: Context, name: str) -> str:
    """The text for the field of this name; empty where none is kept."""
    return take(context["request"], name)


@register.inclusion_tag("admin/text_left.html", takes_context=True)
def text_left(context: Context) -> dict[str, Any]:
    """What is kept for this page and stands in none of its fields."""
    request = context.get("request")
    return {"left": left(request) if request is not None else []}
