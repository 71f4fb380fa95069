"""The last line of a record's page."""

from django import template

from clauses import knowledge
from clauses.public.changes import last_change

register = template.Library()


@register.inclusion_tag("public/parts/last_changed.html")
def last_changed(row):
    """When the record last changed, and in what; of a past day the history tells nothing."""
    return {"change": last_change(row) if knowledge.day() is None else None}
