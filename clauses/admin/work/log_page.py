"""The page with the log of all tables, and what it can be narrowed by."""

from datetime import datetime, time
from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.timezone import make_aware

from ...editing.review import may
from ...folding import LONGEST_SEARCH
from ...models import Comment
from ..forms.days import DayField
from ..forms.hostile_input import is_key
from .log import Place, entries, newest, visible_tables

PER_PAGE = 50
NOBODY = "none"
KINDS = (("+", "added"), ("~", "changed"), ("-", "deleted"))
DAY = forms.DateInput(attrs={"type": "date"})


class LogForm(forms.Form):
    """What the log is narrowed by. Everything may be left out."""

    user = forms.ChoiceField(label="Who", required=False)
    table = forms.ChoiceField(required=False)
    kind = forms.ChoiceField(label="What", required=False, choices=[("", "everything"), *KINDS])
    since = DayField(label="From", required=False, widget=DAY)
    until = DayField(label="To", required=False, widget=DAY)
    words = forms.CharField(label="Words in the reason", required=False, max_length=LONGEST_SEARCH)

    def __init__(self, data: QueryDict, tables: list[type[Model]], *, with_reasons: bool) -> None:
        super().__init__(data, auto_id="log-%s", use_required_attribute=False)
        self.tables = tables
        if not with_reasons:
            del self.fields["words"]
        accounts = get_user_model().objects.order_by("username").values_list("pk", "username")
        fields: dict[str, Any] = self.fields
        fields["user"].choices = [("", "everybody"), *accounts, (NOBODY, "no user")]
        names = ((model._meta.model_name, capfirst(model._meta.verbose_name_plural)) for model in tables)
        fields["table"].choices = [("", "all tables"), *names]

    @property
    def chosen_tables(self) -> list:
        chosen = self.cleaned_data["table"]
        return [model for model in self.tables if not chosen or model._meta.model_name == chosen]

    @property
    def condition(self) -> Q:
        asked, condition = self.cleaned_data, Q()
        if is_key(asked["user"]):
            condition &= Q(history_user=asked["user"])
        elif asked["user"]:
            condition &= Q(history_user__isnull=True)
        if asked["kind"]:
            condition &= Q(history_type=asked["kind"])
        if asked["since"]:
            condition &= Q(history_date__gte=make_aware(datetime.combine(asked["since"], time.min)))
        if asked["until"]:
            condition &= Q(history_date__lte=make_aware(datetime.combine(asked["until"], time.max)))
        for word in asked.get("words", "").split():
            condition &= Q(history_change_reason__icontains=word)
        return condition


def log_page(request: HttpRequest, site: AdminSite) -> HttpResponse:
    tables = visible_tables(request, site)
    if not tables:
        raise PermissionDenied
    # What a reviewer answers is the reason of what follows: it is for those who may read comments.
    with_reasons = may(request.user, "view", Comment)
    form = LogForm(request.GET, tables, with_reasons=with_reasons)
    start = Place.read(request.GET.get("before", ""))
    places = newest(form.chosen_tables, form.condition, PER_PAGE + 1, start) if form.is_valid() else []
    shown, more = places[:PER_PAGE], places[PER_PAGE:]
    context = {
        **site.each_context(request),
        "title": "All changes",
        "form": form,
        "entries": entries(request, shown),
        "with_reasons": with_reasons,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
        "older": _query(request, before=str(shown[-1])) if more else "",
        "newest": _query(request) if start else "",
    }
    request.current_app = site.name
    return TemplateResponse(request, "admin/log.html", context)


def _query(request: HttpRequest, **further: Any) -> str:
    """The address of another page under the same filters."""
    asked = request.GET.copy()
    asked.pop("before", None)
    for name, value in further.items():
        asked[name] = value
    return f"?{asked.urlencode()}"
