"""Rows that belong to a record: few are edited on its page, many are a link to the list of just these."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse

from ...models import Row
from ..forms.all_or_nothing import saving_of
from ..forms.inlines import EDITABLE_ROWS
from ..forms.way_back import way_on
from ..mixins import RowPart
from ..review.why_hidden import why_hidden
from .labels import named


def _count_of(model: type[models.Model], path: str) -> models.Subquery:
    """How many rows of `model` point at a record by `path`; nothing for none."""
    rows = model._default_manager.filter(**{path: models.OuterRef("pk")}).order_by()
    return models.Subquery(rows.values(path).annotate(n=models.Count("pk")).values("n"))


@dataclass(frozen=True)
class RelatedList:
    """The rows of another table that point at the record."""

    title: str
    count: int
    address: str
    add_address: str
    parts: list[tuple[str, str]]  # the rows with their addresses, where they are few and the record is their whole


class RelatedLists(RowPart):
    """Mixin of an admin class: `inlines` where they are few, and always links to what `linked` names by path."""

    linked: tuple[tuple[type[models.Model], str, str], ...] = ()  # (model, path from it to the record, title)

    def get_inlines(self, request: HttpRequest, obj: Row | None) -> list[Any]:
        return [each for each in self.inlines if self._is_editable(each, request, obj)]

    def _is_editable(self, inline: Any, request: HttpRequest, obj: Row | None) -> bool:
        """Whether the form has these rows: what was sent decides, lest a row added meanwhile drop what was typed."""
        if obj is None:
            return True
        if request.method == "POST":
            accessor = inline.model._meta.get_field(inline.fk_name).remote_field.get_accessor_name()
            return f"{accessor}-TOTAL_FORMS" in request.POST
        return self._count(inline.model, inline.fk_name, obj) <= EDITABLE_ROWS

    def _count(self, model: type[Row], path: str, obj: Row) -> int:
        """Asked once for all that belongs to a record."""
        known = vars(obj)
        if "counts_known" not in known:
            inlines: Any = self.inlines
            asked: list[tuple[Any, str]] = [(each.model, each.fk_name) for each in inlines]
            asked += [(linked, column) for linked, column, _ in self.linked]
            row = self.model._base_manager.filter(pk=obj.pk).values_list(*(_count_of(*each) for each in asked))
            known["counts_known"] = dict(zip(asked, row.first() or (), strict=False))
        return known["counts_known"].get((model, path)) or 0

    def linked_lists(self, request: HttpRequest, obj: Row) -> list[RelatedList]:
        in_form = saving_of(request).tables
        hidden: Iterator[Any] = (inline for inline in self.inlines if inline.model not in in_form)
        long = [(inline.model, inline.fk_name, inline.verbose_name_plural) for inline in hidden]
        return [self._linked(request, obj, *each) for each in (*long, *self.linked) if self._may_view(request, each[0])]

    def _may_view(self, request: HttpRequest, model: type[Row]) -> bool:
        return self.admin_site.get_model_admin(model).has_view_permission(request)

    def _linked(self, request: HttpRequest, obj: Row, model: type[Row], path: str, title: str) -> RelatedList:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
        query = urlencode({f"{path}__id__exact": obj.pk})
        may_add = self.admin_site.get_model_admin(model).has_add_permission(request) and "__" not in path
        on = way_on(request, obj)
        add = f"{reverse(f'{name}_add')}?{urlencode({path: obj.pk})}&{on}" if may_add else ""
        count, listed = self._count(model, path, obj), f"{reverse(f'{name}_changelist')}?{query}"
        is_short = "__" not in path and 0 < count <= EDITABLE_ROWS
        rows = named(model).filter(**{path: obj})[:EDITABLE_ROWS] if is_short else ()
        parts = [(str(row), f"{reverse(f'{name}_change', args=[row.pk])}?{on}") for row in rows]
        return RelatedList(title, count, listed, add, parts)

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        shown = {"linked_lists": self.linked_lists(request, obj), "why_hidden": why_hidden(obj)}
        return super().page_context(request, obj) | shown

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        """The public page of the record, or of the record that it belongs to; None where there is none yet."""
        page = obj.stands_on if obj is not None else None
        try:
            return page.get_absolute_url() if page is not None and obj.is_public else None
        except NoReverseMatch:
            return None  # a code was typed that the form refuses
