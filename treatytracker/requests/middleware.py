"""What every request passes: one place that refuses what is broken, and headers that Django does not set."""

import time
from collections.abc import Iterable

from django.contrib.auth import SESSION_KEY
from django.core.exceptions import BadRequest, ValidationError
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import add_never_cache_headers

from clauses.characters import refuse_unprintable

from .answers import Answer

LONGEST_QUERY = 8000  # characters; browsers and proxies stop near there too


def refuse_broken_addresses(get_response: Answer) -> Answer:
    """Answers 400 to an address that is too long, and to characters that cannot be printed, such as NUL.

    PostgreSQL refuses such values in the middle of a query, which would be a server error. In a charset of its own,
    which may be none for texts, such as zip, a request could make them out of any bytes.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if (request.content_params or {}).get("charset", "utf-8").lower() != "utf-8":
            raise BadRequest("The site reads UTF-8 alone. Send the form in UTF-8.")
        if len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY:
            raise BadRequest(f"The address is longer than {LONGEST_QUERY} characters. Shorten it.")
        _refuse_each([request.path, *(text for name, texts in request.GET.lists() for text in (name, *texts))])
        _refuse_each(request.COOKIES.values(), " It is in a cookie: delete the cookies of this site.")
        return get_response(request)

    return middleware


def _refuse_each(texts: Iterable[str], where: str = "") -> None:
    try:
        for text in texts:
            refuse_unprintable(text)
    except ValidationError as error:
        raise BadRequest(error.messages[0] + where) from error


# Nothing here asks for a camera, a position or a payment, and no other site has a reason to embed what is served.
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def say_more_headers(get_response: Answer) -> Answer:
    """Sets the headers of `HEADERS` on every answer, static files included.

    No cache keeps what the admin refuses, either: its pages say so themselves, errors and refusals say nothing.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        asked = getattr(request, "resolver_match", None)
        if asked and asked.app_name == "admin" and response.status_code != 200 and "Cache-Control" not in response:
            add_never_cache_headers(response)
        return response

    return middleware


RENEWAL = 300  # seconds


def renew_sessions(get_response: Answer) -> Answer:
    """Lets the time of a session begin anew while somebody works in it.

    Not at each request, as Django would: every page would wait for a write, and two at once would undo one another's.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        session = request.session
        if (
            response.status_code < 500
            and session.accessed
            and SESSION_KEY in session
            and time.time() - session.get("renewed", 0) > RENEWAL
        ):
            session["renewed"] = int(time.time())
        return response

    return middleware
