"""The page of choices that a chooser asks for while one types."""

from functools import cached_property
from typing import Any

from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, JsonResponse

from ...models import Citation, Row
from .choosers import page_of
from .told_apart import told_apart, with_what_tells_apart

PER_PAGE = 20
LAST_PAGE = 50  # whoever has not found it by then types another word


class RowChoices(AutocompleteJsonView):
    """Django's, which says who may ask for which rows, with the likeliest first and without counting all of them."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> JsonResponse:
        self.term, self.model_admin, self.source_field, key = self.process_request(request)
        if not self.has_perm(request):
            raise PermissionDenied
        page, size = page_in(request), PER_PAGE
        found = self._rows((page - 1) * size, size + 1)
        shown = [*(self._last_used if page == 1 else ()), *found[:size]]
        results = [{"id": str(getattr(row, key)), "text": told_apart(row)} for row in shown]
        more = len(found) > size and page < LAST_PAGE
        return JsonResponse({"results": results, "pagination": {"more": more}})

    def _rows(self, start: int, count: int) -> list[Any]:
        if not issubclass(self.model_admin.model, Row):
            return list(self.get_queryset()[start : start + count])
        others = self._choices().exclude(pk__in=[row.pk for row in self._last_used])
        return page_of(others, self.term, start, count)

    def _choices(self) -> QuerySet:
        rows = self.model_admin.get_queryset(self.request).select_related(None)
        return with_what_tells_apart(rows.complex_filter(self.source_field.get_limit_choices_to()))

    @cached_property
    def _last_used(self) -> list[Any]:
        """The source that this user cited last, which comes first as long as nothing is typed: it is read on."""
        if self.term or self.source_field != Citation._meta.get_field("source"):
            return []
        cited = Citation.history.filter(history_user=self.request.user).order_by("-history_date", "-history_id")
        return list(self._choices().filter(pk__in=cited.values_list("source", flat=True)[:1]))


def page_in(request: HttpRequest) -> int:
    """The number of the page that is asked for, from 1; the first for whatever is none."""
    asked = request.GET.get("page", "")
    return min(max(int(asked), 1), LAST_PAGE) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else 1
