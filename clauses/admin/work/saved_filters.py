"""Filtered lists that a user comes back to: kept under a name, seen by nobody else."""

from copy import copy
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.options import IS_FACETS_VAR, IS_POPUP_VAR, TO_FIELD_VAR, IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, ORDER_VAR, PAGE_VAR
from django.contrib.auth.models import User
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_POST

from ...characters import refuse_unprintable
from ...dataset import TABLES
from ...models import SavedFilter
from ..forms.hostile_input import is_key
from ..lists.unreadable import in_short
from ..mixins import user_of

MOST = 50  # of one user
BY_TABLE = {table.model._meta.model_name: table.model for table in TABLES}
NO_FILTERS = (PAGE_VAR, ERROR_FLAG, IS_POPUP_VAR, TO_FIELD_VAR)  # of the page and not of its rows
HOW_SHOWN = (ORDER_VAR, IS_FACETS_VAR)  # kept with filters; alone they narrow nothing


@dataclass(frozen=True)
class Kept:
    """A saved filter with the list that it opens."""

    row: SavedFilter
    table: str
    address: str


class NameForm(forms.Form):
    name = forms.CharField(max_length=60, error_messages={"required": "Give the filter a name."})
    query = forms.CharField(max_length=2000, required=False, strip=False)

    def clean_name(self) -> str:
        refuse_unprintable(self.cleaned_data["name"])
        return self.cleaned_data["name"]


def filters_in(query: str) -> QueryDict:
    """The filters in the part of an address after the question mark; nothing where they narrow nothing."""
    asked = QueryDict(query.removeprefix("?"), mutable=True)
    for name in NO_FILTERS:
        asked.pop(name, None)
    narrows = any(value for name in asked if name not in HOW_SHOWN for value in asked.getlist(name))
    return asked if narrows else QueryDict(mutable=True)


def of_user(request: HttpRequest, site: AdminSite, table: str = "") -> list[Kept]:
    """The user's saved filters of the tables that the user may see, or of one of them."""
    rows = SavedFilter.objects.filter(user=user_of(request), **({"table": table} if table else {}))
    seen = [(row, BY_TABLE[row.table]) for row in rows if row.table in BY_TABLE]
    return [
        Kept(row, capfirst(str(model._meta.verbose_name_plural)), f"{_list_of(model)}?{row.query}")
        for row, model in seen
        if site.get_model_admin(model).has_view_permission(request)
    ]


def _list_of(model: type[Model]) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")


@require_POST
def save_filter(request: HttpRequest, site: AdminSite, table: str) -> HttpResponse:
    """Keeps the filters of a list under a name, or says why not."""
    model = BY_TABLE.get(table)
    model_admin = site.get_model_admin(model) if model else None
    if model is None or model_admin is None or not model_admin.has_view_permission(request):
        raise Http404("There is no such list.")
    form = NameForm(request.POST)
    back = _list_of(model)
    try:
        if not form.is_valid():
            raise ValidationError([text for texts in form.errors.values() for text in texts])
        asked = filters_in(form.cleaned_data["query"])
        _refuse_unreadable(request, model_admin, asked)
        back += f"?{asked.urlencode()}"
        _keep(user_of(request), table, form.cleaned_data["name"], asked.urlencode())
    except ValidationError as error:
        messages.error(request, f"The filter was not saved. {' '.join(error.messages)}")
    else:
        messages.success(request, f"The filter “{form.cleaned_data['name']}” was saved.")
    return HttpResponseRedirect(back)


def _refuse_unreadable(request: HttpRequest, model_admin: ModelAdmin, asked: QueryDict) -> None:
    """ValidationError for filters that the list itself would refuse."""
    if not asked:
        raise ValidationError("Filter or search the list first.")
    for name in asked:
        for text in (name, *asked.getlist(name)):
            refuse_unprintable(text)
    listed: Any = copy(request)
    listed.method, listed.GET = "GET", asked
    try:
        model_admin.get_changelist_instance(listed)
    except (IncorrectLookupParameters, SuspiciousOperation) as error:
        raise ValidationError(in_short(request, model_admin, asked, "This list cannot be filtered so.")) from error


def _keep(user: User, table: str, name: str, query: str) -> None:
    own = SavedFilter.objects.filter(user=user)
    if own.count() >= MOST:
        raise ValidationError(f"You have {MOST} saved filters. Delete one that you no longer need.")
    try:
        with transaction.atomic():
            SavedFilter.objects.create(user=user, table=table, name=name, query=query)
    except IntegrityError as error:
        raise ValidationError(f"You have a filter “{name}” for this table already. Choose another name.") from error


@require_POST
def delete_filter(request: HttpRequest, site: AdminSite, key: str) -> HttpResponse:
    """Forgets one of the user's own filters."""
    own = SavedFilter.objects.filter(user=user_of(request), pk=key).first() if is_key(key) else None
    if own is None:
        raise Http404("You have no such saved filter.")
    own.delete()
    messages.success(request, f"The filter “{own.name}” was deleted.")
    is_listed = request.POST.get("back") == "list" and own.table in BY_TABLE
    return HttpResponseRedirect(_list_of(BY_TABLE[own.table]) if is_listed else reverse("admin:index"))
