"""The sheet as a page of an agreement. It works by forms alone; the script only saves typing an empty line."""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from ...models import Clause, ClauseText
from ..mixins import RowPart
from .detour import sheet_of
from .page import SheetPage


class SheetPages(RowPart):
    """Mixin of the admin class of agreements."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.sheet_view)
        return [path("<path:object_id>/sheet/", page, name="clauses_agreement_sheet"), *super().get_urls()]

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        context = super().page_context(request, obj)
        if self.may_use_sheet(request):
            context["sheet_address"] = sheet_of(obj)
        return context

    def may_use_sheet(self, request: HttpRequest) -> bool:
        """Whoever may write and take away clauses and their texts."""
        editing = [self.admin_site.get_model_admin(model) for model in (Clause, ClauseText)]
        return all(each.has_add_permission(request) and each.has_change_permission(request) for each in editing)

    def sheet_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        agreement = self.get_object(request, unquote(object_id))
        if agreement is None:
            raise Http404("There is no such record.")
        if not self.may_use_sheet(request) or not self.has_view_permission(request, agreement):
            raise PermissionDenied
        return SheetPage(self, request, agreement).answer()
