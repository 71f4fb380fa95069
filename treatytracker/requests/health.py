"""/healthz: whether the site can do its work, for whoever watches over it. One word for each part, and no more."""

from functools import cache

from django.db import Error, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponseNotAllowed, JsonResponse
from django.http.response import HttpResponseBase

from .answers import Answer

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
        return JsonResponse(found, status=200 if well else 503, headers={"Cache-Control": "no-store"})

    return middleware


def health() -> dict[str, str]:
    found = {"process": "ok", "database": "ok", "migrations": "unknown"}
    try:
        applied = MigrationRecorder(connection).applied_migrations()
    except Error:
        return found | {"database": "unreachable"}
    return found | {"migrations": "ok" if applied.keys() >= newest() else "pending"}


@cache
def newest() -> frozenset[tuple[str, str]]:
    """The last migration of each app; they are read once, as they change with the code only."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
