"""A public page as readers will see it once a bundle is published.

The page is drawn by the view that readers have, for a request that carries nothing of the editor's, while the records
are published in a transaction that is then rolled back: see `editing.bundles.as_if`. What comes back is the text of one
page, under an address of the admin, which no cache keeps.
"""

from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.urls import resolve

from ...editing.bundles.as_if import as_if_published
from ...editing.bundles.collect import collect
from ...editing.bundles.parts import Bundle
from ...editing.refusals import Key
from ...vocabularies import ReviewState
from ..forms.hostile_input import is_key
from .bundle import root_of
from .bundle_link import bundle_address
from .why_hidden import why_hidden

NAMED_BY_SERVER = ("SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "wsgi.url_scheme")
NO_PAGE = "“{}” would have no page for readers yet{}."


def bundle_preview(request: HttpRequest, site: AdminSite) -> HttpResponse:
    root = root_of(request)
    bundle = collect(root)
    row = _page_of(request, bundle)
    drawn = _drawn(request, bundle, row)
    if drawn is not None and drawn.status_code == 200:
        return HttpResponse(drawn.content, content_type=drawn.headers["Content-Type"])
    why = why_hidden(row) if row.state != ReviewState.PUBLISHED else ""
    messages.error(request, NO_PAGE.format(row, f": {why}" if why else ""))
    return HttpResponseRedirect(bundle_address(root))


def _page_of(request: HttpRequest, bundle: Bundle) -> Any:
    """The record whose page is asked for; only those of the bundle have one here."""
    table, _, key = request.GET.get("page", "").partition("-")
    asked: Key = (table, int(key) if is_key(key) else 0)
    row = bundle.record(asked)
    if row is None or not hasattr(row, "get_absolute_url"):
        raise Http404("No such record goes along.")
    return row


def _drawn(request: HttpRequest, bundle: Bundle, row: Any) -> HttpResponse | None:
    """The page with what the next step would make public: what waits for a reviewer, or all of a draft's."""
    waits = bundle.root.state == ReviewState.IN_REVIEW
    parts = bundle.in_state(ReviewState.IN_REVIEW) if waits else bundle.parts
    address = row.get_absolute_url()
    found = resolve(address)
    asked = _of_a_reader(request, address)
    asked.resolver_match = found
    asked.once_published = len(parts)  # type: ignore[attr-defined]  # what the page says above all
    asked.back_to = bundle_address(bundle.root)  # type: ignore[attr-defined]
    with as_if_published(part.row for part in parts):
        try:
            answer: HttpResponseBase = found.func(asked, *found.args, **found.kwargs)
        except Http404:
            return None
    return answer if isinstance(answer, HttpResponse) else None


def _of_a_reader(request: HttpRequest, address: str) -> HttpRequest:
    """A request for the public page that knows nothing of who asks: no account, session, cookie, question or header."""
    asked = HttpRequest()
    asked.method = "GET"
    asked.path = asked.path_info = address
    asked.META = {name: request.META[name] for name in NAMED_BY_SERVER if name in request.META}
    asked.user = AnonymousUser()
    return asked
