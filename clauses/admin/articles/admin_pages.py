"""Reading an article: its text in paragraphs, and beside it the citation of the passage that was marked.

Everything works by addresses and forms; the script only marks words and opens the same addresses. A place in an
address belongs to one version of the text and holds none of its words.
"""

from typing import Any

from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path

from ...models import Citation, Source, SourceText
from ..mixins import RowPart
from .context import address
from .page import ArticlePage


class ReadPages(RowPart):
    """Mixin of the admin class of sources: a page on which the article is read and cited."""

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(self.read_view)
        return [path("<path:object_id>/read/", page, name="clauses_source_read"), *super().get_urls()]

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        context = super().page_context(request, obj)
        if self.may_read(request, obj):
            context["read_address"] = address(obj)
        return context

    def may_read(self, request: HttpRequest, source: Source) -> bool:
        """Whoever may see private texts and cite them."""
        texts, citations = (self.admin_site.get_model_admin(model) for model in (SourceText, Citation))
        may_see = texts.has_view_permission(request) and self.has_view_permission(request, source)
        return may_see and citations.has_add_permission(request)

    def read_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        source = self.get_object(request, unquote(object_id))
        if source is None:
            raise Http404("There is no such record.")
        if not self.may_read(request, source):
            raise PermissionDenied
        return ArticlePage(self, request, source).answer()
