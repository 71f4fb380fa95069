"""Passwords cost much processor time by intent, so few are worked out at once; whoever comes beyond is refused at once.

That holds whatever proxies stand before the site, for names that exist or do not, on every page: all of them
come through the one hasher. The places are files that are locked, because all processes of a machine share them; a
process that is killed frees its own. Readers are served by the other threads meanwhile.
"""

import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..mixins import GetResponse
from .known_places import mark_of

try:
    import fcntl
except ImportError:  # a system without such locks: then each process counts for itself
    fcntl = None  # type: ignore[assignment]  # a module that is not there has no type

LATER = 2  # seconds until one may try again
FOR_KNOWN = "known"  # a place that strangers never take: who guesses does not keep those who work here out
# The request; nothing where a command on the server asks.
asking: ContextVar[HttpRequest | None] = ContextVar("asking", default=None)
in_process: dict[str, Lock] = defaultdict(Lock)


class TooBusyError(Exception):
    """As many passwords as may be are being worked out."""


class FewAtOnce(PBKDF2PasswordHasher):
    """Django's own hasher; every way to a hash passes `encode`."""

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        """TooBusyError where a request asks and every place is taken. Commands on the server always go on."""
        with place(asking.get()):
            return super().encode(password, salt, iterations)


def answer_when_busy(get_response: GetResponse) -> GetResponse:
    """429 with the time to wait, in the place of an error; unlike 503 it is no error of the log."""

    def middleware(request: HttpRequest) -> HttpResponse:
        token = asking.set(request)
        try:
            return get_response(request)
        finally:
            asking.reset(token)

    def process_exception(request: HttpRequest, error: Exception) -> HttpResponse | None:
        return too_busy(request) if isinstance(error, TooBusyError) else None

    middleware.process_exception = process_exception  # type: ignore[attr-defined]  # where Django looks for it
    return middleware


def too_busy(request: HttpRequest) -> HttpResponse:
    context = admin.site.each_context(request) | {"title": "Please try again", "subtitle": None}
    headers = {"Retry-After": str(LATER), "Cache-Control": "private, no-store"}
    answer = render(request, "admin/busy.html", context, status=429)
    for name, value in headers.items():
        answer.headers[name] = value
    return answer


@contextmanager
def place(request: HttpRequest | None) -> Iterator[None]:
    """One of the few places while a hash is worked out; TooBusyError, at once, where none is free."""
    if request is None:
        yield
        return
    names = [*map(str, range(settings.PASSWORDS_AT_ONCE)), *([FOR_KNOWN] if is_known(request) else [])]
    for name in names:
        with _taken(name) as taken:
            if taken:
                yield
                return
    raise TooBusyError


def is_known(request: HttpRequest) -> bool:
    """Whether this is somebody who is signed in, or a browser that signed in with the same name before."""
    return request.user.is_authenticated or bool(mark_of(request, request.POST.get("username")))


@contextmanager
def _taken(name: str) -> Iterator[bool]:
    """Whether the place was free; it is held until the end of the block."""
    if not in_process[name].acquire(blocking=False):
        yield False
        return
    try:
        handle = _locked(name)
        try:
            yield handle is not False
        finally:
            if handle:
                os.close(handle)
    finally:
        in_process[name].release()


def _locked(name: str) -> int | bool | None:
    """The open file of the place; False where another process has it; None where files cannot be locked here."""
    if fcntl is None:
        return None
    try:
        handle = os.open(settings.PASSWORDS_FOLDER / f"password-{name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        return None  # a full disk locks nobody out
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return False
    return handle
