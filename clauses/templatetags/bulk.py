"""What may be done with all rows of a list, above it."""

from typing import Any

from django import template
from django.contrib.admin.views.main import ChangeList
from django.template import Context

from clauses.admin.bulk.bar import bar_of

register = template.Library()


@register.inclusion_tag("admin/clauses/bulk/bar.html", takes_context=True)
def bulk_bar(context: Context, cl: ChangeList) -> dict[str, Any]:
    """The acts on all rows of the list that this user may do."""
    return {"bar": bar_of(context["request"], cl), "csrf_token": context.get("csrf_token")}
