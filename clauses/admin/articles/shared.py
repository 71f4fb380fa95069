"""Blocks that several stored texts carry, on the page of a source, and the way to say that one had them first."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import URLPattern, path, reverse

from ...articles.shared_paragraphs import Shared, shared_with, without_common_origin
from ...editing.credit_origin import Marked, mark_origin
from ...editing.review import may
from ...models import Citation, Source, SourceText
from ...vocabularies import ReviewState
from ..forms.hostile_input import is_key
from ..mixins import RowPart


@dataclass(frozen=True)
class Block:
    """What another article carries too, and the citations there whose origin is not one with that of the other."""

    shared: Shared
    citations: list[Citation]


class SharedBlocks(RowPart):
    """Mixin of the admin class of sources."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.origin_view)
        return [path("<path:object_id>/origin/", view, name="clauses_source_origin"), *super().get_urls()]

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        context = super().page_context(request, obj)
        if not self.admin_site.get_model_admin(SourceText).has_view_permission(request):
            return context
        return context | {
            "shared_blocks": blocks(obj),
            "may_mark": may(request.user, "change", Citation),
            "origin_address": reverse("admin:clauses_source_origin", args=[obj.pk]),
        }

    def origin_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Marks the source that was chosen as the origin of the passages that it shares with this one."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        source = self.get_object(request, unquote(object_id))
        if source is None:
            raise Http404("There is no such record.")
        texts = self.admin_site.get_model_admin(SourceText)
        if not (may(request.user, "change", Citation) and texts.has_view_permission(request)):
            raise PermissionDenied
        chosen = request.POST.get("origin", "")
        block = next((each for each in blocks(source) if is_key(chosen) and each.shared.source.pk == int(chosen)), None)
        if block is None:
            self.message_user(request, "Nothing was done: choose a source that carries the same block.", messages.ERROR)
        else:
            self._tell(request, self._marked(request, block))
        return HttpResponseRedirect(reverse("admin:clauses_source_change", args=[source.pk]))

    def _marked(self, request: HttpRequest, block: Block) -> Marked:
        reason = f"{block.shared.words.capitalize()} also stand in “{block.shared.source}”, which had them first"
        return mark_origin(block.citations, block.shared.source, user=request.user, reason=reason)

    def _tell(self, request: HttpRequest, found: Marked) -> None:
        said = f"The origin of {found.written} citations is marked; for {found.proposed} it waits for a reviewer."
        self.message_user(request, said, messages.SUCCESS)
        for refusal in found.refused:
            self.message_user(request, refusal, messages.ERROR)


def blocks(source: Source) -> list[Block]:
    """What other articles carry of the text of `source`; in as many queries for many as for few."""
    shared = shared_with(source, Source.objects.exclude(state=ReviewState.WITHDRAWN))
    unlike = without_common_origin(source, shared) if shared else {}
    return [Block(each, unlike[each.source.pk]) for each in shared]
