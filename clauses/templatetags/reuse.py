"""How a page is cited, and its files."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.template import Context

from clauses import dates, known_on
from clauses.public.day_links import with_day
from clauses.public.sections.data_day import data_day

register = template.Library()


@register.inclusion_tag("public/parts/records/reuse.html", takes_context=True)
def reuse(
    context: Context, title: str, drawing: str = "", file: str = "", file_holds: str = "The numbers"
) -> dict[str, Any]:
    """The section “For reuse” of a page with this title; `drawing` and `file` are the addresses of its SVG and CSV."""
    request = context["request"]
    asked = urlencode([(name, value) for name, values in request.GET.lists() for value in values if value])
    address = with_day(f"{request.path}?{asked}" if asked else request.path)
    return {
        "title": title,
        "drawing": drawing,
        "file": file,
        "file_holds": file_holds,
        "address": request.build_absolute_uri(address),
        "data_day": day_in_words(),
    }


@register.simple_tag
def day_in_words() -> str:
    """As in “data of 3 May 2026”, “as known on 31 December 2021”."""
    day = data_day()
    how = "as known on" if known_on.day() else "data of"
    return f"{how} {dates.words(day.isoformat())}" if day else ""
