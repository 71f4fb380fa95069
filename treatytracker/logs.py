"""What the logs say: what was asked for and how it ended, never by whom. On a server one JSON object per line.

Left out are names, addresses of visitors, cookies, what was typed or searched for, the words that open an invitation or
a preview, and what an exception says: the message of a refused row holds the row.
"""

import json
import logging
import time
from collections.abc import Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import walk_tb
from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.encoding import escape_uri_path

from .log_words import is_of_a_request, said
from .requests.answers import Answer

log = logging.getLogger(__name__)
number_of_request: ContextVar[str | None] = ContextVar("number_of_request", default=None)
METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT"}
LONGEST_PATH = 300  # characters
LONGEST_CHAIN, MOST_PLACES = 4, 25


def log_requests(get_response: Answer) -> Answer:
    """One line for each request, and a number by which a reader's report finds its lines."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        number = uuid4().hex
        vars(request)["number"] = number
        token = number_of_request.set(number)
        begun = time.monotonic()
        try:
            response = get_response(request)
            response.headers["X-Request-ID"] = number
            write_line(request, response.status_code, round(1000 * (time.monotonic() - begun)))
            return response
        finally:
            number_of_request.reset(token)

    return middleware


def write_line(request: HttpRequest, status: int, milliseconds: int) -> None:
    if request.path == "/healthz" and status == 200:  # asked for every few seconds
        return
    method = request.method if request.method in METHODS else "other"  # whatever somebody typed in its place
    about = {"method": method, "path": escape_uri_path(_path(request))[:LONGEST_PATH], "status": status}
    about["milliseconds"] = milliseconds
    log.info("%(method)s %(path)s %(status)s, %(milliseconds)s ms", about, extra={"said": about})


def _path(request: HttpRequest) -> str:
    """Without the word that opens something for whoever has it: an invitation, a preview."""
    token = request.resolver_match.kwargs.get("token", "") if request.resolver_match else ""
    return request.path.replace(token, "TOKEN") if token else request.path


def server_error(request: HttpRequest) -> HttpResponse:
    """The page for an error of ours, with the number under which it is recorded; plain words if no page can be made."""
    number = getattr(request, "number", "")
    try:
        return render(None, "500.html", {"number": number}, status=500)
    except Exception:  # whatever it is, such as static files that were not collected: it is the second one
        return HttpResponse(f"The site made an error. Its number: {number}", "text/plain; charset=utf-8", 500)


class JSONLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": said(record),
            "number": number_of_request.get(),
        } | getattr(record, "said", {})
        if record.exc_info and record.exc_info[1]:
            line["errors"] = [told(error) for error in chain(record.exc_info[1])]
        return json.dumps({name: value for name, value in line.items() if value is not None})


class PlainText(logging.Formatter):
    """For one person's machine: whole tracebacks, but for refused requests, whose errors repeat what was sent."""

    def format(self, record: logging.LogRecord) -> str:
        line = f"{record.levelname} {said(record)}"
        if record.exc_info and record.exc_info[1] and not is_of_a_request(record):
            line += f"\n{self.formatException(record.exc_info)}"
        return line


def chain(error: BaseException | None) -> Iterator[BaseException]:
    """The error and the few that led to it, the last one first."""
    for _ in range(LONGEST_CHAIN):
        if error is None:
            return
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def told(error: BaseException) -> dict[str, Any]:
    """The class of the error and where it happened; neither its message nor any value."""
    steps = [(frame.f_globals.get("__name__"), line, frame.f_code) for frame, line in walk_tb(error.__traceback__)]
    places = [f"{module}:{line} {code.co_name}" for module, line, code in steps]
    return {"class": f"{type(error).__module__}.{type(error).__qualname__}", "places": places[-MOST_PLACES:]}


def configuration(*, production: bool) -> dict[str, Any]:
    """For Django and for gunicorn. Plain text, with whole tracebacks, on one person's machine."""
    handler = {"class": "logging.StreamHandler", "formatter": "json" if production else "text"}
    quiet = {"handlers": [], "propagate": True}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {"()": "treatytracker.logs.JSONLines"},
            "text": {"()": "treatytracker.logs.PlainText"},
        },
        "handlers": {"stderr": handler},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            "django": quiet,
            "django.request": quiet | {"level": "ERROR"},  # a line of ours has every other status already
            "django.server": quiet | {"level": "ERROR"},  # repeats each request, with its question
            "axes": quiet | {"level": "ERROR"},
            "gunicorn.error": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
            "gunicorn.access": {"handlers": [], "level": "CRITICAL", "propagate": False},  # names every visitor
        },
    }
