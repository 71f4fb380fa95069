"""The rows that an act is for: those of a list as the address filters it, or those of them that were ticked."""

from copy import copy
from typing import Any

from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import SuspiciousOperation, ValidationError
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse

from ...characters import refuse_unprintable
from ..forms.hostile_input import is_key
from ..lists.unreadable import in_short
from ..work.saved_filters import BY_TABLE, NO_FILTERS

COLUMN, TICKED = "_column", "_rows"  # of our pages; the lists know nothing of them
LONGEST_QUERY = 2000
MOST_TICKED = 1000
UNREADABLE = "This list cannot be filtered so. Filter it anew, and begin there."


def admin_of(site: AdminSite, table: str) -> ModelAdmin:
    """The admin of a table of the dataset; Http404 for any other."""
    model = BY_TABLE.get(table)
    if model is None:
        raise Http404("There is no such list.")
    return site.get_model_admin(model)


def list_of(model: type[Model], query: str = "") -> str:
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{query}" if query else address


def filters_of(request: HttpRequest) -> QueryDict:
    """The filters of the list in the address, without what is of the page."""
    asked = request.GET.copy()
    for name in (*NO_FILTERS, COLUMN, TICKED):
        asked.pop(name, None)
    return asked


def rows_of(request: HttpRequest, model_admin: ModelAdmin) -> QuerySet[Any]:
    """The rows of all pages of the list, or those that were ticked. ValidationError where the list would refuse it."""
    asked = filters_of(request)
    if len(asked.urlencode()) > LONGEST_QUERY:
        raise ValidationError(UNREADABLE)
    for name in asked:
        for text in (name, *asked.getlist(name)):
            refuse_unprintable(text)
    listed: Any = copy(request)
    listed.method, listed.GET = "GET", asked
    try:
        rows = model_admin.get_changelist_instance(listed).queryset
    except (IncorrectLookupParameters, SuspiciousOperation) as error:
        raise ValidationError(in_short(request, model_admin, asked, UNREADABLE)) from error
    ticked = request.GET.get(TICKED)
    if ticked is None:
        return rows
    return rows.filter(pk__in=[key for key in ticked.split(",")[:MOST_TICKED] if is_key(key)])
