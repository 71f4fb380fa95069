"""Public pages, kept as they were answered until something is written that readers may see.

Asked again, an unchanged page costs a look at the version of the data; a browser that has it already is told so before
anything is worked out. What is kept is kept by the version, the day, the program and the whole question, so that no
page is right only because something was thrown away in time. People who are signed in are neither answered from it nor
kept in it.
"""

import zlib
from collections.abc import Callable
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from ..data_version import current
from ..while_unchanged import made_from

CACHE = "pages"
LARGEST = 300_000  # bytes of a page that is kept
KEPT_FOR = 24 * 3600  # seconds
PARTS_OF_PROGRAM = ("*.py", "*.html", "*.css", "*.js", "*.svg")


def kept(request: HttpRequest, day: date | None, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """What `answer` answers, or what it answered to the same question of the same data."""
    if not settings.KEEP_PAGES or connection.in_atomic_block:  # what is read in a step that writes may be taken back
        return answer()
    version = _version()
    with made_from(version):
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            return answer()
        return _kept_page(request, _mark(request, version, day), answer)


def _kept_page(request: HttpRequest, mark: str, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    tag = quote_etag(mark)
    unchanged = get_conditional_response(request, etag=tag)
    if isinstance(unchanged, HttpResponseNotModified):
        unchanged.headers["ETag"] = tag
        return unchanged
    found = caches[CACHE].get(mark)
    if found is not None:
        return _opened(found)
    response = answer()
    if response.status_code == 200:
        response.headers["ETag"] = tag
        if isinstance(response, HttpResponse) and len(response.content) <= LARGEST and not response.cookies:
            caches[CACHE].set(mark, _packed(response), KEPT_FOR)
    return response


def _version() -> str:
    """All that an answer depends on beside the question: the data, the program and the date."""
    now = timezone.now()
    return "\0".join((current(), program(), str(now.date()), str(timezone.localdate(now))))


def _mark(request: HttpRequest, version: str, day: date | None) -> str:
    asked = (str(request.scheme), request.get_host(), request.path, request.GET.urlencode(), str(day))
    return sha256("\0".join((version, *asked)).encode()).hexdigest()[:40]


@cache
def program() -> str:
    """Changes with the code and the templates, and is the same on every machine that runs them."""
    read = sha256()
    for root in (Path(settings.BASE_DIR) / "clauses", Path(settings.BASE_DIR) / "treatytracker"):
        for path in sorted(path for kind in PARTS_OF_PROGRAM for path in root.rglob(kind)):
            read.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return read.hexdigest()


def _packed(response: HttpResponse) -> tuple[bytes, dict[str, str]]:
    return zlib.compress(response.content, 1), dict(response.headers)


def _opened(found: tuple[bytes, dict[str, str]]) -> HttpResponse:
    content, headers = found
    return HttpResponse(zlib.decompress(content), headers=headers)
