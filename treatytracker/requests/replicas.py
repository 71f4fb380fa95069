"""Readers are answered from a replica; where it fails, from another one or from the primary, and see no error.

A reader asks by GET or HEAD for a page that is not of the admin, and holds no session. All else asks the primary.
"""

from collections.abc import Callable, Iterator

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error
from django.http import HttpRequest, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from ..replicas import asked
from ..replicas.watching import watch
from . import just_written, streams
from .answers import Answer
from .patience import is_too_slow
from .unavailable import is_unavailable

FAILED = "replica_error"  # on the request, in the place of an answer
CONFLICT = "40001"  # of PostgreSQL: the replica had to follow the primary, and is well
READS = ("GET", "HEAD")


def ask_replicas(get_response: Answer) -> Answer:
    """The last middleware, right before the page: it may ask for the page as a whole once more."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in READS:
            response = get_response(request)
            just_written.remember(response)
            return response
        if is_reader(request):
            question = request.GET
            for alias in watch.usable(just_written.written_by(request)):
                found = _answered(get_response, request, question, alias)
                if found is not None:
                    return found
            _put(request, question)
        return get_response(request)

    vars(middleware)["process_exception"] = note_failure
    return middleware


def is_reader(request: HttpRequest) -> bool:
    is_of_admin = request.path_info.startswith(reverse("admin:index"))
    return not is_of_admin and settings.SESSION_COOKIE_NAME not in request.COOKIES


def note_failure(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Errors of a replica's database are no answer to the reader; those of the page itself are the same everywhere."""
    if asked.asked() == DEFAULT_DB_ALIAS or not is_of_database(error):
        return None
    vars(request)[FAILED] = error
    return HttpResponse(status=503)


def is_of_database(error: BaseException) -> bool:
    return not is_too_slow(error) and (isinstance(error, Error) or is_unavailable(error))


def leave_out(alias: str, error: BaseException) -> None:
    """Unless it is well, and only what was asked could not be answered there."""
    if is_unavailable(error) and getattr(error.__cause__, "sqlstate", "") != CONFLICT:
        watch.leave_out(alias, error)


def _answered(get_response: Answer, request: HttpRequest, question: QueryDict, alias: str) -> HttpResponseBase | None:
    """The answer of this replica; None where it fails before anything was sent."""
    _put(request, question)
    with asked.asking(alias):
        response = get_response(request)
    error = vars(request).pop(FAILED, None)
    if error is None and isinstance(response, StreamingHttpResponse) and not response.is_async:
        try:
            _stream(response, alias, lambda: _again(get_response, request, question, response))
        except Exception as failed:
            if not is_of_database(failed):
                raise
            error = failed
    if error is None:
        return response
    leave_out(alias, error)
    return None


def _stream(response: StreamingHttpResponse, alias: str, again: Callable[[], Iterator[bytes] | None]) -> None:
    """Its first piece is made here, while another database can still be asked for the whole."""
    pieces = streams.of(alias, iter(response))
    first = next(pieces, None)

    def ended_by(error: BaseException) -> Iterator[bytes] | None:
        leave_out(alias, error)
        return again() if is_of_database(error) else None

    response.streaming_content = streams.to_the_end(first, pieces, ended_by)


def _again(
    get_response: Answer, request: HttpRequest, question: QueryDict, before: HttpResponseBase
) -> Iterator[bytes] | None:
    """The same file from the primary; None where it is another one by now."""
    _put(request, question)
    response = get_response(request)
    is_same = response.get("ETag") is not None and response.get("ETag") == before.get("ETag")
    if not (is_same and isinstance(response, StreamingHttpResponse)):
        return None
    return iter(response)


def _put(request: HttpRequest, question: QueryDict) -> None:
    """Pages take out of the question what they have read; who asks again asks for the whole."""
    request.GET = question  # type: ignore[assignment]  # for the stubs it is what was sent, which cannot be changed
