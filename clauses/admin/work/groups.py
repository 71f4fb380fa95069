"""The tables in four groups by noun, as the first page and the sidebar show them; and a page with all of them.

A table whose rows belong to a record is edited with that record, so it is only among all of them.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Model
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst, slugify

from ...dataset import CELLS, TABLES
from ...models import (
    Action,
    Actor,
    Agreement,
    Assessment,
    Citation,
    Clause,
    Commitment,
    Decision,
    Disagreement,
    Domain,
    Place,
    Record,
    Series,
    Source,
)
from ...models.base import row_at
from ...models.belonging import is_owned, owner_column

GROUPS: dict[str, tuple[type[Record], ...]] = {
    "Treaties": (Agreement, Clause, Commitment, Domain),
    "What happened": (Action, Series, Assessment),
    "Evidence": (Source, Citation, Disagreement, Decision),
    "Actors and places": (Actor, Place),
}
DESK, ACCOUNTS = "Editors’ work", "Accounts"


def grouped(site: AdminSite, request: HttpRequest) -> list[dict[str, Any]]:
    """The four groups, in the form in which Django's own templates list applications."""
    return list(_filled(site, request, GROUPS.items()))


def everything(site: AdminSite, request: HttpRequest) -> list[dict[str, Any]]:
    """Every table that the user may see: each group with what belongs to its records, then what is no data."""
    whole = {name: [*models, *_belonging(models)] for name, models in GROUPS.items()}
    shown = {model for models in whole.values() for model in models}
    others = [model for model in site._registry if model not in shown]
    desk = [model for model in others if model._meta.app_label == "clauses"]
    accounts = [model for model in others if model._meta.app_label != "clauses"]
    return list(_filled(site, request, (*whole.items(), (DESK, desk), (ACCOUNTS, accounts))))


def all_tables(request: HttpRequest, site: AdminSite) -> TemplateResponse:
    """The page of all tables."""
    request.current_app = site.name
    context = site.each_context(request) | {"title": "All tables", "subtitle": None}
    context["groups"] = everything(site, request)
    return TemplateResponse(request, "admin/all_tables.html", context)


def _belonging(records: tuple[type[Record], ...]) -> list[Any]:
    every: list[Any] = [*(table.model for table in TABLES), *CELLS]
    return [model for model in every if is_owned(model) and row_at(model, owner_column(model)) in records]


def _filled(
    site: AdminSite, request: HttpRequest, groups: Iterable[tuple[str, Iterable[type[Model]]]]
) -> Iterator[dict[str, Any]]:
    """The groups without the tables that are closed to the user; one that would be empty is left out."""
    page = reverse("admin:all_tables")
    for name, models in groups:
        key = slugify(name)
        entries = [entry for model in models if (entry := _entry(site, request, model))]
        if entries:
            group = {"name": name, "app_label": key, "app_url": f"{page}#{key}", "has_module_perms": True}
            yield group | {"models": entries}


def _entry(site: AdminSite, request: HttpRequest, model: Any) -> dict[str, Any] | None:
    """A table with its addresses; None where the user may not look at it."""
    model_admin = site.get_model_admin(model)
    may_change = model_admin.has_change_permission(request)
    if not (may_change or model_admin.has_view_permission(request)):
        return None
    may_add = model_admin.has_add_permission(request)
    return {
        "model": model,
        "name": capfirst(str(model._meta.verbose_name_plural)),
        "object_name": model._meta.object_name,
        "perms": {"add": may_add, "change": may_change, "delete": False, "view": True},
        "admin_url": _address(site, model, "changelist"),
        "add_url": _address(site, model, "add") if may_add else None,
        "view_only": not may_change,
    }


def _address(site: AdminSite, model: type[Model], page: str) -> str | None:
    try:
        return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", current_app=site.name)
    except NoReverseMatch:
        return None
