"""Who has just written is told of it by a short-lived cookie, and reads from no replica that lacks what they wrote."""

from contextlib import suppress

from django.conf import settings
from django.core.signing import BadSignature
from django.db import Error
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from ..replicas import positions

SALT = "treatytracker.just-written"
LONGER = 60  # seconds for which it stands beyond those that a replica may lack


def remember(response: HttpResponseBase) -> None:
    """Up to where the primary has written, as by this answer. It opens nothing and names nobody."""
    with suppress(Error):  # what was to be written is written or refused; a replica may then be asked too early
        response.set_signed_cookie(
            settings.JUST_WRITTEN_COOKIE,
            str(positions.written()),
            salt=SALT,
            max_age=_lasts(),
            httponly=True,
            samesite="Lax",
            secure=settings.PRODUCTION,
        )


def written_by(request: HttpRequest) -> int:
    """Up to where they wrote; 0 for everybody else, and where the cookie is old or not ours."""
    try:
        found = request.get_signed_cookie(settings.JUST_WRITTEN_COOKIE, "0", salt=SALT, max_age=_lasts())
        return int(found or 0)
    except (BadSignature, ValueError):
        return 0


def _lasts() -> int:
    return int(settings.REPLICA_MAX_LAG) + LONGER
