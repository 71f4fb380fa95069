"""What pages say of the day whose state of knowledge they show, and how another one is asked for."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context

from clauses import dates, known_on
from clauses.public.day_links import with_day
from clauses.public.days import days_beside, undated_apart
from clauses.while_unchanged import kept_count

register = template.Library()


@register.simple_tag
def asked_day() -> str:
    """The day in words; nothing where none is asked for."""
    day = known_on.day()
    return dates.words(day.isoformat()) if day else ""


@register.simple_tag(takes_context=True)
def canonical(context: Context) -> str:
    """The one address of this page, without empty questions; nothing for a past day, which nobody is to index."""
    return "" if known_on.day() is not None else _address(context)


@register.simple_tag(takes_context=True)
def address_on_paper(context: Context) -> str:
    """The address of this page, with the day that it shows."""
    return with_day(_address(context))


def _address(context: Context) -> str:
    request = context.get("request")
    if request is None:
        return ""
    asked = urlencode([(name, value) for name, values in request.GET.lists() for value in values if value])
    return request.build_absolute_uri(f"{request.path}?{asked}" if asked else request.path)


@register.inclusion_tag("public/parts/day.html", takes_context=True)
def day_notice(context: Context) -> dict[str, Any]:
    """The notice of a past day, or the way to ask for one; what else the page was asked is kept."""
    request = context.get("request")
    pairs = [(name, value) for name, values in request.GET.lists() for value in values] if request else []
    kept = [pair for pair in pairs if pair[0] != "page"]
    found: dict[str, Any] = {"kept": kept, "day": known_on.day()}
    if found["day"] is None:
        return found
    days = days_beside()
    beside = {"before": days.before, "after": days.after}
    links = {name: f"?{urlencode([*kept, (known_on.NAME, other)])}" for name, other in beside.items()}
    links["leave"] = f"?{urlencode(kept)}"
    return found | links | {"words": asked_day(), "days": days, "undated": kept_count(undated_apart())}


@register.filter
def day_words(day: date | None) -> str:
    """A day of the calendar in words."""
    return dates.words(day.isoformat()) if day else ""


@register.simple_tag
def on_day(day: date) -> str:
    """The question for the same page on another day."""
    return f"?{urlencode({known_on.NAME: day.isoformat()})}"
