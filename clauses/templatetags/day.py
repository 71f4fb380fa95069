"""What pages say of the day whose state of knowledge they show, and how another one is asked for."""

from django import template

from clauses import dates, knowledge

register = template.Library()


@register.simple_tag
def asked_day() -> str:
    """The day in words; nothing where none is asked for."""
    day = knowledge.day()
    return dates.words(day.isoformat()) if day else ""


@register.inclusion_tag("public/parts/day.html", takes_context=True)
def day_notice(context):
    """The notice of a past day, or the way to ask for one; what else the page was asked is kept."""
    request = context.get("request")
    pairs = [(name, value) for name, values in request.GET.lists() for value in values] if request else []
    return {"day": knowledge.day(), "words": asked_day(), "kept": [pair for pair in pairs if pair[0] != "page"]}
