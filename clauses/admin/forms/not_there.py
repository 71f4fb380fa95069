"""What is not there (any more): the admin says why and where to go on, with the status of such pages, 404."""

from collections.abc import Sequence

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers

NO_PAGE = "The admin has no page at this address: it is mistyped, or only a part of it was copied."
Links = Sequence[tuple[str, str]]  # words and address


class NotThereError(Http404):
    """Http404 with the pages on which one goes on."""

    def __init__(self, why: str, links: Links = ()) -> None:
        super().__init__(why)
        self.links = links


def why_not_there(error: Http404) -> str:
    """What the view said of it; an address of no view says nothing."""
    return str(error) or NO_PAGE


def page(request: HttpRequest, error: Http404) -> HttpResponse:
    """For whoever is signed in; nobody else comes to a page of the admin."""
    request.current_app = admin.site.name
    context = admin.site.each_context(request) | {"title": "Nothing here", "why": why_not_there(error)}
    context["links"] = getattr(error, "links", ())
    answer = TemplateResponse(request, "admin/not_there.html", context, status=404)
    add_never_cache_headers(answer)
    return answer
