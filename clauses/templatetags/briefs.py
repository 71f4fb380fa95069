"""How a brief names deeds and sources: so shortly that a cell of its table has two lines, three at most."""

from django import template
from django.utils.html import format_html
from django.utils.text import Truncator

from clauses import dates
from clauses.models import Action, Source
from clauses.public.wording import address_of, public_name, publisher_name, typographic

register = template.Library()
# How many characters a cell has room for, and what is left of a name beside however long a date.
OF_A_DEED, OF_A_SOURCE, LEAST = 80, 48, 14


def shortened(name: str, most: int, *others: str) -> str:
    """The name, as long as it may be beside the other words of its cell."""
    return Truncator(name).chars(max(most - sum(map(len, others)), LEAST))


@register.simple_tag
def deed_in_brief(action: Action) -> str:
    """As in “3 May 2025 The ministers meet”, the title a link."""
    first = vars(action).get("first_report", "")
    reported = f"undated, first reported {dates.words(first)}" if first else "undated"
    day = dates.words(action.date) or reported
    title = shortened(typographic(action.title), OF_A_DEED, day)
    return format_html('<span class="when">{}</span> <a href="{}">{}</a>', day, address_of(action), title)


@register.simple_tag
def source_in_brief(source: Source | None, others: int) -> str:
    """As in “APA, 3 May 2025 and 2 more”; nothing of a source that is not public."""
    if source is None or not source.may_be_named:
        return ""
    day, more = dates.words(source.published) or "undated", f" and {others} more" if others else ""
    name = shortened(publisher_name(source) or public_name(source), OF_A_SOURCE, day, more)
    told = format_html('<span class="aside">{}</span>', more) if more else ""
    return format_html('<a href="{}">{}</a>, {}{}', address_of(source), name, day, told)
