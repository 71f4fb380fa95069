"""Where the database does not answer, or nothing can be stored: 503 for a while, and what was typed comes back."""

import errno
import logging
import sys

from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from clauses.admin.forms import typed

from .. import logs
from .answers import Answer
from .patience import LATER, is_too_slow
from .typed_again import page

log = logging.getLogger(__name__)
WHY = "Its database is busy or cannot be reached. Nothing was changed. Try again in a minute."
LONGEST_CHAIN = 8
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
SQLITE = (
    "is locked",
    "disk is full",
    "readonly",
    "unable to open",
    "disk i/o error",
    "not a database",
    "malformed",
    "no such table",
)
READ_ONLY = "25006"  # PostgreSQL's number; all else of this kind is an OperationalError there


def answer_unavailable(get_response: Answer) -> Answer:
    """Turns what the database says when it cannot be used into an answer that says when to ask again."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        if is_too_slow(error) and not typed.is_form_of_admin(request.path_info):
            return None  # the limit on readers' statements has an answer of its own
        return answer(request, error) if is_unavailable(error) else None

    vars(middleware)["process_exception"] = process_exception
    return middleware


def server_error(request: HttpRequest) -> HttpResponse:
    """The same for errors outside of the pages themselves, as where a session is stored; else the page for ours."""
    error = sys.exc_info()[1]
    return answer(request, error) if error is not None and is_unavailable(error) else logs.server_error(request)


def is_unavailable(error: BaseException | None) -> bool:
    """Whether `error`, or one that led to it, is no fault of the code and may pass."""
    for _ in range(LONGEST_CHAIN):
        if error is None:
            return False
        if _is_database(error) or (isinstance(error, OSError) and error.errno in FULL):
            return True
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return False


def _is_database(error: BaseException) -> bool:
    if not isinstance(error, DatabaseError | InterfaceError):
        return False
    if connection.vendor == "sqlite":
        said = str(error).lower()
        return any(sign in said for sign in SQLITE)
    is_read_only = getattr(error.__cause__, "sqlstate", "") == READ_ONLY
    return isinstance(error, OperationalError | InterfaceError) or is_read_only


def answer(request: HttpRequest, error: BaseException) -> HttpResponse:
    """503, made without the database; to a form of the admin with what was typed there, to be sent again."""
    log.error("The database could not be used, or nothing could be stored.", exc_info=error)
    if hasattr(request, "session"):
        request.session.modified = False  # it could not be stored either
    headers = {"Retry-After": str(LATER), "Cache-Control": "private, no-store"}
    return HttpResponse(page(request, typed.sent_with(request), WHY), status=503, headers=headers)
