"""What is likely there already, said while one types a new record, when it is sent, and where it is reviewed."""

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.contrib.admin import AdminSite
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from ...editing.merging.coincidences import MOST_PEOPLE
from ...editing.merging.twins import RULES, TABLES, Twin, twins_of, twins_of_row
from ...editing.review import may
from ...models import Row
from ...vocabularies import ReviewState
from ..addresses import form_of
from ..lists.told_apart import told_apart
from ..mixins import RowPart
from .merge_page import PERMISSION, MergePages

SEEN = "seen_twins"  # the numbers of those that the form has named
THERE = "Is it there already? {} If yours is another thing, save once more."


def twins(request: HttpRequest, site: AdminSite, table: str) -> HttpResponse:
    """The twins of what is typed into the form of a new record, for the script beside it."""
    model = TABLES.get(table)
    if model is None:
        raise Http404("There is no such table.")
    if not may(request.user, "view", model):
        raise PermissionDenied
    typed = {name: request.GET.get(name, "") for name in RULES[model].asked}
    found = [
        {"key": str(each.row.pk), "name": told_apart(each.row), "address": form_of(each.row), "why": each.reason}
        for each in twins_of(model, typed)
    ]
    return JsonResponse({"twins": found})


def as_links(found: Iterable[Twin]) -> SafeString:
    return format_html_join(
        " ",
        '<a href="{}" target="_blank">{}</a> ({}).',
        ((form_of(each.row), told_apart(each.row), each.reason) for each in found),
    )


class NamesTwins(forms.ModelForm):
    """Mixin of the form of a record: a new one that is likely there already comes back once, naming what is there.

    Whoever has seen those named, by the script or by the form that came back, saves at the next press.
    """

    user: User | None = None
    named: list[Twin]

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        model = self._meta.model
        self.named = []
        if self.instance.pk is None and self.user is not None and model in RULES and may(self.user, "view", model):
            self.named = twins_of(model, self._typed_columns(model))
        seen = {*self.data.get(SEEN, "").split(",")}
        if any(str(each.row.pk) not in seen for each in self.named):
            self.add_error(None, ValidationError(format_html(THERE, as_links(self.named)), code="twins"))
        return cleaned

    def _typed_columns(self, model: type[models.Model]) -> dict[str, Any]:
        values = {name: self.cleaned_data.get(name) for name in RULES[model].columns}
        typed = {name: value.pk if isinstance(value, models.Model) else value for name, value in values.items()}
        people = RULES[model].people
        return typed | ({people: _people(people, self.data)} if people else {})


def _people(rows: str, sent: Mapping[str, Any]) -> str:
    """The actors of the rows that were sent with the form, by their numbers."""
    names = [f"{rows}-{number}" for number in range(MOST_PEOPLE) if not sent.get(f"{rows}-{number}-DELETE")]
    return ",".join(filter(None, (str(sent.get(f"{name}-actor") or "") for name in names)))


def _merge_address(obj: Any, twin: Any) -> str:
    """Where the two become one: what was there before stays."""
    return f"{reverse(f'admin:clauses_{obj._meta.model_name}_same', args=[twin.pk])}?other={obj.pk}"


class TwinsBeside(RowPart):
    """Part of an admin class: what the pages of a record are told of its twins."""

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Row | None = None,
    ) -> HttpResponse:
        if obj is None and self.model in RULES:
            form = cast(NamesTwins, context["adminform"].form)
            named = [str(each.row.pk) for each in getattr(form, "named", ())] if form.is_bound else []
            context["twins_asked"] = {
                "address": reverse("admin:twins", args=[self.opts.model_name]),
                "columns": " ".join(RULES[self.model].columns),
                "people": RULES[self.model].people,
                "name": SEEN,
                "seen": ",".join(named),
            }
        return super().render_change_form(request, context, add, change, form_url, obj)

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return super().page_context(request, obj) | {"twins": self._twins_beside(request, obj)}

    def _twins_beside(self, request: HttpRequest, obj: Any) -> list[dict[str, str]]:
        """Those of a record that is not yet public, themselves public or not, each with the way to make the two one."""
        is_reviewed = self.model in RULES and obj.state in (ReviewState.DRAFT, ReviewState.IN_REVIEW)
        if not is_reviewed or not may(request.user, "view", self.model):
            return []
        may_merge = isinstance(self, MergePages) and request.user.has_perm(PERMISSION)
        return [
            {
                "name": told_apart(each.row),
                "address": form_of(each.row),
                "why": each.reason,
                "merge": _merge_address(obj, each.row) if may_merge else "",
            }
            for each in twins_of_row(obj)
        ]
