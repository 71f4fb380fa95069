"""The page with the history of one record, and the way back to any point of it, as a proposal."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format

from ...editing.edits import called, owner, recorded
from ...editing.proposals import propose
from ...editing.restoring import edits_back_to
from ...editing.review import may
from ...models import Comment, Row
from ..forms.hostile_input import is_key
from ..mixins import RowPart
from .permissions import may_see_private
from .saves import saves_of

STEPS_PER_PAGE = 50
UNREADABLE = "This is no point of the history. Choose one of the buttons."
SAME = "Nothing differs between that point and now."


class HistoryPage(RowPart):
    """Mixin of an admin class. The history of a record that is gone is shown, too."""

    object_history_template = "simple_history/object_history.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<path:object_id>/history/restore/", view, name=name), *super().get_urls()]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        obj, is_gone = self._stored_or_last(request, object_id)
        paginator = Paginator(
            saves_of(self._told(request, obj), private=may_see_private(request, self.model)), STEPS_PER_PAGE
        )
        page = paginator.get_page(request.GET.get(PAGE_VAR))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {called(obj)}",
            "subtitle": None,
            "page": page,
            "page_range": paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
            "opts": self.opts,
            "module_name": str(self.opts.verbose_name_plural).capitalize(),
            "object": obj,
            "is_gone": is_gone,
            # As in the log: what a reviewer answers to a proposal, or its author says of it, is a reason here.
            "with_reasons": may(request.user, "view", Comment),
            "restore_address": self._restore_address(obj) if self._may_restore(request, obj, is_gone) else "",
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)

    def restore_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Proposes what would bring the record back to the point that the button names."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        obj, is_gone = self._stored_or_last(request, object_id)
        if not self._may_restore(request, obj, is_gone):
            raise PermissionDenied
        moment = _moment(request.POST.get("moment", ""))
        edits = edits_back_to(self.model, obj.pk, moment) if moment else []
        if not edits or moment is None:
            messages.warning(request, SAME if moment else UNREADABLE)
            return HttpResponseRedirect(self._history_address(obj))
        reason = f"Back to how it was on {date_format(moment, 'j F Y, H:i:s')}"
        record = obj if is_gone else owner(obj) or obj
        proposal = propose(record, edits, user=request.user, reason=reason)
        return HttpResponseRedirect(reverse("admin:clauses_proposal_change", args=[proposal.pk]))

    def _stored_or_last(self, request: HttpRequest, object_id: str) -> tuple[Row, bool]:
        """The row, or as it was before it was deleted; whether it is gone."""
        obj = self.get_object(request, unquote(object_id))
        last: Any = None
        if obj is None and is_key(object_id):
            last = self.model.history.filter(id=object_id).order_by("-history_date", "-history_id").first()
        if obj is None and last is None:
            raise Http404("There is no such record.")
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        return (obj, False) if obj is not None else (recorded(last), True)

    def _may_restore(self, request: HttpRequest, obj: Row, is_gone: bool) -> bool:
        if is_gone:
            return self.has_add_permission(request)
        return self.has_change_permission(request, obj)

    def _restore_address(self, obj: Row) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_restore", args=[obj.pk])

    def _history_address(self, obj: Row) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_history", args=[obj.pk])

    def _told(self, request: HttpRequest, obj: Row) -> list:
        """The tables whose history belongs to the record's, with the column and key that find its rows there."""
        inlines = (each(self.model, self.admin_site) for each in self.inlines)
        shown = [each for each in inlines if each.has_view_or_change_permission(request, obj)]
        return [(self.model, "id", obj.pk), *((each.model, f"{each.fk_name}_id", obj.pk) for each in shown)]


def _moment(text: str) -> datetime | None:
    """A point in time as the page writes it, with its time zone; None for anything else."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None
