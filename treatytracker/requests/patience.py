"""No statement of a reader's request may keep the database busy for longer than `STATEMENT_SECONDS`.

PostgreSQL is told so; SQLite asks, every so many of its instructions, whether it is to go on: no longer than this of
processor time. Commands and the admin have all the time that they need. Of a file that is sent in pieces each statement
has its time until its first row; the others come as fast as the reader takes them.
"""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any, TypeVar, cast

from django.conf import settings
from django.db import DatabaseError, OperationalError, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse

from .answers import Answer
from .maintenance import page

T = TypeVar("T")

log = logging.getLogger(__name__)
LATER = 30  # seconds until a browser or a search engine may ask again
INSTRUCTIONS = 10_000  # of SQLite between two looks at the clock: a fraction of a millisecond
CANCELLED = "57014"  # of PostgreSQL: query_canceled


class Limit:
    """The limit on the statements of one request; called by Django around each of them."""

    def __init__(self, seconds: float):
        self.seconds, self.ends, self.is_streaming = seconds, 0.0, False
        self.limited: dict[BaseDatabaseWrapper, Any] = {}  # with the connection of the driver that was told

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        connection = context["connection"]
        if connection.connection is not self.limited.get(connection):
            self._tell(connection)
        self.ends = time.thread_time() + self.seconds  # of the processor: a busy machine is no fault of the question
        try:
            return execute(sql, params, many, context)
        finally:
            if self.is_streaming:
                self.ends = float("inf")

    def _tell(self, connection: BaseDatabaseWrapper) -> None:
        raw: Any = connection.connection
        if connection.vendor == "sqlite":
            raw.set_progress_handler(lambda: time.thread_time() > self.ends, INSTRUCTIONS)
        else:
            _set_timeout(raw, max(1, round(1000 * self.seconds)))
        self.limited[connection] = raw

    def lift(self) -> None:
        """The connections serve whoever comes next, who may have more time."""
        while self.limited:
            connection, raw = self.limited.popitem()
            if raw is connection.connection:
                _lift(connection)


@contextmanager
def limited_by(limit: Limit) -> Iterator[None]:
    """Whichever database is asked within; at the end nothing of the limit is left."""
    with ExitStack() as stack:
        stack.callback(limit.lift)
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(limit))
        yield


def _lift(connection: BaseDatabaseWrapper) -> None:
    raw: Any = connection.connection
    if connection.vendor == "sqlite":
        raw.set_progress_handler(None, 0)
        return
    try:
        _set_timeout(raw, 0)
    except Exception:  # the driver's own errors: a transaction that is to be rolled back, a lost connection
        with suppress(DatabaseError):
            connection.close()


def _set_timeout(raw: Any, milliseconds: int) -> None:
    """Past Django, which would count it among the queries of the page."""
    with raw.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {milliseconds:d}")


def limit_statements(get_response: Answer) -> Answer:
    """Answers 503 where a statement for a reader takes too long; after it, nothing of it is left on the connection."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not settings.STATEMENT_SECONDS or request.path_info.startswith(reverse("admin:index")):
            return get_response(request)
        limit = Limit(settings.STATEMENT_SECONDS)
        with limited_by(limit):
            response = get_response(request)
        if isinstance(response, StreamingHttpResponse) and not response.is_async:
            response.streaming_content = _limited(cast(Iterable[bytes], response.streaming_content))
        return response

    vars(middleware)["process_exception"] = answer_too_slow
    return middleware


def _limited(pieces: Iterable[T]) -> Iterator[T]:
    """The pieces, each made under a limit that is lifted before the piece is sent."""
    limit = Limit(settings.STATEMENT_SECONDS)
    limit.is_streaming = True
    coming, end = iter(pieces), object()
    while True:
        with limited_by(limit):
            piece = next(coming, end)
        if piece is end:
            return
        yield cast(T, piece)


def answer_too_slow(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """503 for a statement that was stopped; nothing for other errors, which go their own way."""
    if not is_too_slow(error):
        return None
    log.warning("A statement was stopped after %s s: %s", settings.STATEMENT_SECONDS, type(error).__name__)
    headers = {"Retry-After": str(LATER), "Cache-Control": "no-store"}
    return HttpResponse(page("503_slow.html"), status=503, headers=headers)


def is_too_slow(error: BaseException) -> bool:
    if not isinstance(error, OperationalError):
        return False
    return str(error) == "interrupted" or getattr(error.__cause__, "sqlstate", "") == CANCELLED
