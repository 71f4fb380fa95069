"""One line at the top of a page that came back with errors."""

from typing import Any

from django import template

from clauses.admin.forms.problems import MOST, problems_of

register = template.Library()


@register.inclusion_tag("admin/problems.html")
def problems(*forms: Any) -> dict[str, Any]:
    """The line for forms, and for lists of the formsets of a form of the admin; nothing where all is right."""
    flat = [each for form in forms for each in (form if isinstance(form, list) else [form])]
    found = problems_of(each for each in flat if each)
    linked = [one for one in found if one.href]
    return {"found": found, "linked": linked[:MOST], "more": len(linked) - MOST, "is_more": len(linked) > MOST}
