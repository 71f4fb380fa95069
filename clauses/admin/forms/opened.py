"""Which groups of a form an account has opened: they stay open for it, on any device."""

from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.text import capfirst

from ...models import OpenedGroup, Record
from ..mixins import user_of
from .layout import LAYOUTS, PRIVATE, STATE, withheld

TABLES = {str(model._meta.model_name): model for model in LAYOUTS}


def opened_by(request: HttpRequest) -> dict[str, set[str]]:
    """The groups that stay open for whoever asks, by table; one query for all forms of a page."""
    known = getattr(request, "opened_groups", None)
    if known is None:
        known = {}
        for table, group in OpenedGroup.objects.filter(user=user_of(request)).values_list("table", "group"):
            known.setdefault(table, set()).add(group)
        request.opened_groups = known  # type: ignore[attr-defined]
    return known


def groups_of(table: str) -> list[str]:
    """The titles of what the form of a table folds away."""
    model = TABLES[table]
    state = [STATE] if issubclass(model, Record) else []
    private = [PRIVATE] if withheld(model) else []
    return [*(group.title for group in LAYOUTS[model].groups), *state, *private]


def opened_groups(request: HttpRequest, site: AdminSite, table: str) -> HttpResponse:
    """A page with a box for each group of one form. The script of the forms sends the same for a single group."""
    model = TABLES.get(table)
    if model is None or not site.get_model_admin(model).has_view_permission(request):
        raise Http404("There is no such form.")
    groups = groups_of(table)
    if request.method == "POST":
        _keep(request, table, [group for group in groups if group in request.POST.getlist("about", groups)])
        is_script = "about" in request.POST
        return HttpResponse(status=204) if is_script else HttpResponseRedirect(request.path)
    opened = opened_by(request).get(table, set())
    title = f"What stays open in the form of {model._meta.verbose_name_plural}"
    context = site.each_context(request) | {
        "title": title,
        "groups": [(group, group in opened) for group in groups],
        "list_address": reverse(f"admin:clauses_{table}_changelist"),
        "list_title": capfirst(str(model._meta.verbose_name_plural)),
    }
    return TemplateResponse(request, "admin/opened_groups.html", context)


def _keep(request: HttpRequest, table: str, about: list[str]) -> None:
    """Of the groups that were sent, those that are ticked stay open and the others do not."""
    own = OpenedGroup.objects.filter(user=user_of(request), table=table)
    ticked = set(request.POST.getlist("open"))
    own.filter(group__in=[group for group in about if group not in ticked]).delete()
    for group in about:
        if group in ticked:
            own.get_or_create(user=user_of(request), table=table, group=group)


def classes_of(title: str, fields: Any, opened: set[str], given: Any) -> tuple[str, ...]:
    """How a group is drawn: open where the account opened it, or where the address fills in one of its fields."""
    return ("collapse", "opened") if title in opened or any(name in given for name in fields) else ("collapse",)


def address_of_groups(model: type[Model]) -> str:
    """Where one chooses what stays open in the forms of a table; empty where nothing is folded away."""
    return reverse("admin:opened_groups", args=[model._meta.model_name]) if model in LAYOUTS else ""
