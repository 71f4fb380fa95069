"""The page with the history of one record. It shows and never writes: restoring is another matter."""

from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import PAGE_VAR
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.template.response import TemplateResponse

from .story import story

STEPS_PER_PAGE = 50


class HistoryPage:
    """Mixin of an admin class."""

    object_history_template = "simple_history/object_history.html"

    def history_view(self, request, object_id, extra_context=None):
        obj = self.get_object(request, unquote(object_id))
        if obj is None:
            raise Http404("There is no such record.")
        if not self.has_view_or_change_permission(request, obj):
            raise PermissionDenied
        paginator = Paginator(story(self._told(request, obj)), STEPS_PER_PAGE)
        page = paginator.get_page(request.GET.get(PAGE_VAR))
        context = {
            **self.admin_site.each_context(request),
            "title": f"History of {obj}",
            "subtitle": None,
            "page": page,
            "page_range": paginator.get_elided_page_range(page.number),
            "page_var": PAGE_VAR,
            "opts": self.opts,
            "module_name": str(self.opts.verbose_name_plural).capitalize(),
            "object": obj,
            **(extra_context or {}),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, self.object_history_template, context)

    def _told(self, request, obj) -> list:
        """The tables whose history belongs to the record's, with the column and key that find its rows there."""
        inlines = (each(self.model, self.admin_site) for each in self.inlines)
        shown = [each for each in inlines if each.has_view_or_change_permission(request, obj)]
        return [(self.model, "id", obj.pk), *((each.model, f"{each.fk_name}_id", obj.pk) for each in shown)]
