"""The columns of a record under the headings of the dataset, as a reader sees them."""

from typing import Any

from django import template
from django.db.models import Field
from django.utils.html import format_html

from clauses import dates
from clauses.dataset import BY_MODEL, Column
from clauses.dataset.template import in_words
from clauses.fields import NamesField, UncertainDateField
from clauses.models import Row
from clauses.public.plain_words import heading_of, value_of
from clauses.public.wording import language, list_anchor, record_link, record_links

register = template.Library()
register.filter(list_anchor)


def shown(column: Column, row: Row) -> str:
    """A value as a reader sees it; nothing where there is none, or none that is public."""
    field, value = column.field, getattr(row, column.name)
    if field.many_to_many:
        return record_links(value.all())
    if column.related_model:
        return record_link(value)
    if value is None or value == "":
        return ""
    if isinstance(field, UncertainDateField):
        return dates.words(value)
    if isinstance(field, NamesField):
        names = [name.strip() for name in value.split(";")]
        return ", ".join(language(name) for name in names) if "languages" in column.name else ", ".join(names)
    return _shown_plain(field, row, value)


def _shown_plain(field: Field, row: Row, value: Any) -> Any:
    if field.choices:
        return value_of(field, value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if field.name == "language":
        return language(value)
    if field.name.endswith("url") and value.startswith(("http://", "https://")):
        return format_html('<a href="{}" rel="nofollow noreferrer">{}</a>', value, value)
    if field.name.endswith(("_on", "_until")):
        return dates.words(value.isoformat())
    return value


@register.inclusion_tag("public/parts/records/facts.html")
def facts(row: Row, names: str) -> dict[str, Any]:
    """The named columns of a row under the headings of the dataset, each heading a link to its definition."""
    table = BY_MODEL[type(row)]
    columns = [table.column(name) for name in names.split()]
    told = ((column, heading_of(table.name, column.name, column.heading), shown(column, row)) for column in columns)
    return {"table": table, "facts": [one for one in told if one[-1] != ""]}


@register.filter
def table_of_codes(column: Column) -> str:
    """The table whose codes a column holds."""
    return BY_MODEL[column.related_model].title if column.related_model else ""


@register.filter
def for_imports(column: Column) -> str:
    """What an import needs to know of a column beside its kind; empty where that is nothing."""
    return in_words(column) if hasattr(column.field, "model") else ""
