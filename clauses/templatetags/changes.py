"""The last line of a record's page."""

from django import template

from clauses import known_on
from clauses.models import Record
from clauses.public.sections.last_change import LastChange, last_change

register = template.Library()


@register.inclusion_tag("public/parts/records/last_changed.html")
def last_changed(row: Record) -> dict[str, LastChange | None]:
    """When the record last changed, and in what; of a past day the history says nothing."""
    return {"change": last_change(row) if known_on.day() is None else None}
