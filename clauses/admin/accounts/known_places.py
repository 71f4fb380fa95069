"""Browsers in which somebody signed in before: strangers who guess at the account do not lock its owner out of them.

A browser that signs in is given a cookie that holds a random mark, signed for the account (a “device cookie”). Wrong
passwords of who has such a mark are counted by the mark, and everybody else's without it. The cookie opens nothing, and
names no account: it can be compared with a name only by who has the secret of the site.
"""

from secrets import token_urlsafe
from typing import Any

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core.signing import BadSignature, TimestampSigner
from django.http import HttpRequest, HttpResponse

from ..mixins import AnyUser, GetResponse

AGE = 180 * 24 * 3600  # seconds since the last sign-in
MOST = 4  # accounts of one browser, the last ones
BETWEEN = "|"


def mark_of(request: HttpRequest, name: str | None) -> str:
    """The mark that this browser has for the account called `name`; empty where it has none."""
    if not name:
        return ""
    marks = (_unsigned(value, name) for value in _values(request))
    return next((mark for mark in marks if mark), "")


def remember_places(get_response: GetResponse) -> GetResponse:
    """Marks the browser in the answer to a sign-in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        name = getattr(request, "signed_in_name", "")
        if name:
            others = [value for value in _values(request) if not _unsigned(value, name)]
            value = BETWEEN.join([_signer(name).sign(token_urlsafe(12)), *others][:MOST])
            _set(response, value)
        return response

    return middleware


def _note_sign_in(sender: Any, request: HttpRequest, user: AnyUser, **kwargs: Any) -> None:
    if request is not None:
        request.signed_in_name = user.get_username()  # type: ignore[attr-defined]  # for the middleware


user_logged_in.connect(_note_sign_in, dispatch_uid="known places")


def _set(response: HttpResponse, value: Any) -> None:
    response.set_cookie(
        settings.KNOWN_PLACE_COOKIE,
        value,
        max_age=AGE,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _values(request: HttpRequest) -> list[str]:
    value = request.COOKIES.get(settings.KNOWN_PLACE_COOKIE, "")
    return value.split(BETWEEN)[:MOST] if value else []


def _unsigned(value: str, name: str) -> str:
    try:
        return _signer(name).unsign(value, max_age=AGE)
    except BadSignature:
        return ""


def _signer(name: str) -> TimestampSigner:
    return TimestampSigner(salt=f"known place of {name}")
