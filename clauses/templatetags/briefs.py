"""How a brief names a source: shortly, whoever published it."""

from django import template
from django.utils.html import format_html
from django.utils.text import Truncator

from clauses import dates
from clauses.models import Source
from clauses.public.wording import address_of, public_name, publisher_name

register = template.Library()
LONGEST = 36  # characters of a name


@register.simple_tag
def source_in_brief(source: Source | None, others: int) -> str:
    """As in “APA, 3 May 2025 and 2 more”; nothing of a source that is not public."""
    if source is None or not source.may_be_named:
        return ""
    name = Truncator(publisher_name(source) or public_name(source)).chars(LONGEST)
    more = format_html(' <span class="aside">and {} more</span>', others) if others else ""
    return format_html(
        '<a href="{}">{}</a>, {}{}', address_of(source), name, dates.words(source.published) or "undated", more
    )
