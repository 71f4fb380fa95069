"""The saved filters above a list."""

from typing import Any

from django import template
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.template import Context

from clauses.admin.work.saved_filters import BY_TABLE, filters_in, of_user

register = template.Library()


@register.inclusion_tag("admin/saved_filters.html", takes_context=True)
def saved_filters(context: Context, cl: ChangeList) -> dict[str, Any]:
    """The user's filters of this table, and the form that keeps the present one."""
    request, table = context["request"], str(cl.opts.model_name)
    is_offered = BY_TABLE.get(table) is cl.model and not cl.is_popup
    kept = of_user(request, admin.site, table) if is_offered else []
    here = filters_in(request.GET.urlencode()).urlencode() if is_offered else ""
    is_kept = any(each.row.query == here for each in kept)
    return {
        "request": request,
        "table": table,
        "kept": kept,
        "here": here,
        "is_kept": is_kept,
        "csrf_token": context.get("csrf_token"),
    }
