"""/healthz: whether the site can do its work, for whoever watches over it. One word for each part, and no more.

Replicas are told one by one to superusers alone. The site does its work without them, so they change no status.
"""

from functools import cache
from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase

from ..replicas.watching import OK, UNKNOWN, watch
from .answers import Answer
from .maintenance import is_superuser

ADDRESS = "/healthz"


def answer_health(get_response: Answer) -> Answer:
    """Answers before the host is looked at: a balancer asks by number. The answer repeats nothing of the question."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path_info != ADDRESS:
            return get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        found = health()
        well = set(found.values()) == {"ok"}
        return JsonResponse(
            found | replicas(request), status=200 if well else 503, headers={"Cache-Control": "no-store"}
        )

    return middleware


def health() -> dict[str, str]:
    found = {"process": "ok", "database": "ok", "migrations": "unknown"}
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except Error:
        return found | {"database": "unreachable"}
    return found | {"migrations": "ok" if applied.keys() >= newest() else "pending"}


def replicas(request: HttpRequest) -> dict[str, object]:
    """Whether all, some or none of them are asked; to a superuser the state of each. Nothing where there are none."""
    if not settings.REPLICAS:
        return {}
    watch.look()
    states = {alias: watch.states.get(alias, UNKNOWN) for alias in settings.REPLICAS}
    if _asks_superuser(request):
        return {"replicas": states}
    well = [state == OK for state in states.values()]
    return {"replicas": "ok" if all(well) else "some" if any(well) else "none"}


def _asks_superuser(request: HttpRequest) -> bool:
    """This stands before the sessions, which are not to be needed to tell how the site is."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(request.COOKIES[settings.SESSION_COOKIE_NAME])
    try:
        request.user = get_user(request)
    except Error:
        return False
    return is_superuser(request)


@cache
def newest() -> frozenset[tuple[str, str]]:
    """The last migration of each app; they are read once, as they change with the code only."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
