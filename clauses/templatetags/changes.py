"""The last line of a record's page."""

from django import template

from clauses.public.changes import last_change

register = template.Library()


@register.inclusion_tag("public/parts/last_changed.html")
def last_changed(row):
    """When the record last changed, and in what."""
    return {"change": last_change(row)}
