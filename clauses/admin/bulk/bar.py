"""From a list to an act on many of its rows: above it for all of them, among its actions for the ticked ones."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from ...editing.bulk.rows import may_act
from ...editing.bulk.work import unfinished
from ...models import BulkWork, Record
from ...vocabularies import BulkAct
from ..forms.hostile_input import is_key
from ..mixins import RowPart, user_of
from ..work.saved_filters import BY_TABLE
from .listed import TICKED, filters_of
from .pages import offered

CHANGE_COLUMN = "change_column"  # the action of lists


@dataclass(frozen=True)
class Bar:
    """What may be done with all rows of the list: where a column is changed, and the acts that begin at once."""

    count: str
    address: str
    may_change: bool
    acts: list[tuple[str, str]]
    begun: list[BulkWork]  # what the user confirmed and never saw the end of


def bar_of(request: HttpRequest, cl: ChangeList) -> Bar | None:
    """None where the list is empty, is a choice in a window of its own, or its rows are not this user's to write."""
    model = cl.model
    if BY_TABLE.get(str(cl.opts.model_name)) is not model or cl.is_popup or not cl.result_count:
        return None
    labels = {BulkAct.SEND: "Send to review…", BulkAct.PUBLISH: "Publish…"} if issubclass(model, Record) else {}
    acts = [(act.value, label) for act, label in labels.items() if may_act(request.user, act, model)]
    may_change = bool(offered(request, model))
    if not acts and not may_change:
        return None
    noun = cl.opts.verbose_name if cl.result_count == 1 else cl.opts.verbose_name_plural
    count = f"{cl.result_count:,} {noun}"
    address = address_of(cl.opts.model_name, filters_of(request).urlencode())
    return Bar(count, address, may_change, acts, unfinished(user_of(request), model))


def address_of(table: str | None, query: str) -> str:
    address = reverse("admin:bulk", args=[table])
    return f"{address}?{query}" if query else address


class BulkActions(RowPart):
    """Mixin of an admin class: the change of a column among the actions of its list."""

    actions = (CHANGE_COLUMN,)

    @admin.action(description="Change a column of the selected %(verbose_name_plural)s", permissions=["change_column"])
    def change_column(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponseRedirect:
        asked = filters_of(request)
        if request.POST.get("select_across") != "1":
            keys = [key for key in request.POST.getlist(ACTION_CHECKBOX_NAME) if is_key(key)]
            asked = asked.copy()
            asked[TICKED] = ",".join(keys)
        return HttpResponseRedirect(address_of(self.opts.model_name, urlencode(list(asked.lists()), doseq=True)))

    def has_change_column_permission(self, request: HttpRequest) -> bool:
        return bool(offered(request, self.model))
