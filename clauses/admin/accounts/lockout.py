"""Wrong passwords: a few from one place for one account, or more from one place at all, lock somebody out for a while.

What was typed and which browser it was are not kept: the name, the place, the time and the number are enough.
"""

import logging
from copy import copy
from math import ceil
from typing import Any

from axes.backends import AxesStandaloneBackend
from axes.handlers.database import AxesDatabaseHandler
from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_client_username
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib import admin
from django.contrib.auth.signals import user_login_failed
from django.db.models import Max, QuerySet, Sum
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.timezone import now

from ...models import Row
from ..forms import typed
from ..forms.hostile_input import OnlyWhatWasOffered
from ..mixins import AnyUser
from .known_places import mark_of

log = logging.getLogger(__name__)


class ClosedDoor(AxesStandaloneBackend):
    """Comes before the check of the password, which costs much time, and refuses whoever is locked out."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing is counted without a request: then it is a command on the server that asks."""
        if request is not None:
            super().authenticate(request, **credentials)


class Failures(AxesDatabaseHandler):
    """Counts failures by account and address; those of a browser that is known to the account by its mark alone.

    The mark stands where the library keeps the name of the browser, which is empty for everybody else.
    """

    def filter_user_attempts(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> list[QuerySet[AccessAttempt]]:
        """Those of the account that count for who asks here, and those of the address."""
        of_account, of_place = super().filter_user_attempts(request, credentials)
        name = get_client_username(request, credentials)
        if mark := mark_of(request, name):
            return [AccessAttempt.objects.filter(username=name, user_agent=mark), AccessAttempt.objects.none()]
        return [of_account.filter(user_agent=""), of_place]

    def closing(self, request: Any, credentials: dict[str, Any] | None = None) -> QuerySet[AccessAttempt] | None:
        """The failures that lock somebody out; None where there are not enough."""
        of_account, of_place = self.get_user_attempts(request, credentials)
        if counted(of_account) >= settings.AXES_FAILURE_LIMIT:
            return of_account
        known = request.axes_ip_address is not None
        return of_place if known and counted(of_place) >= settings.FAILURES_FROM_ONE_ADDRESS else None

    def get_failures(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """All or nothing: the library knows one limit, and here are two."""
        return 0 if self.closing(request, credentials) is None else settings.AXES_FAILURE_LIMIT

    def user_login_failed(
        self, sender: Any, credentials: dict[str, Any] | None, request: Any = None, **kwargs: Any
    ) -> None:
        if request is None:
            return
        bare: Any = copy(request)
        bare.GET = bare.POST = QueryDict()
        name = get_client_username(request, credentials)
        bare.axes_user_agent, bare.axes_http_accept = mark_of(request, name), ""
        count_as_one(username=name, ip_address=request.axes_ip_address, user_agent=bare.axes_user_agent)
        super().user_login_failed(sender, credentials, bare, **kwargs)
        request.axes_locked_out, request.axes_credentials = bare.axes_locked_out, credentials

    def reset_user_attempts(self, request: HttpRequest, credentials: dict[str, Any] | None = None) -> int:
        """Forgets the failures of this account only: who has one could otherwise guess at the others for ever."""
        return self.filter_user_attempts(request, credentials)[0].delete()[0]


def count_as_one(**who: Any) -> None:
    """Adds up rows of one account from nowhere, of which PostgreSQL may hold several: to it no NULL is like another."""
    rows = AccessAttempt.objects.filter(**who).order_by("-attempt_time", "-pk")
    newest, *older = rows or [None]
    if older:
        failures = sum(row.failures_since_start for row in rows)
        AccessAttempt.objects.filter(pk=newest.pk).update(failures_since_start=failures)
        AccessAttempt.objects.filter(pk__in=[row.pk for row in older]).delete()


def counted(attempts: QuerySet[AccessAttempt]) -> int:
    return attempts.aggregate(failures=Sum("failures_since_start"))["failures"] or 0


def is_closed(request: HttpRequest, user: AnyUser) -> bool:
    return not AxesProxyHandler.is_allowed(request, {"username": user.get_username()})


def count_failure(request: HttpRequest, user: AnyUser) -> None:
    """Counts a wrong code like a wrong password; the middleware of the library answers if it was one too many."""
    user_login_failed.send(__name__, credentials={"username": user.get_username()}, request=request)


def too_many(
    request: HttpRequest, response: HttpResponse | None = None, credentials: dict[str, Any] | None = None
) -> HttpResponse:
    """The page for whoever is locked out."""
    log.warning("A sign-in was refused after too many wrong passwords or codes.")
    attempts = AxesProxyHandler.get_implementation().closing(request, credentials)
    newest = attempts.aggregate(newest=Max("attempt_time"))["newest"] if attempts is not None else None
    left = (newest or now()) + settings.AXES_COOLOFF_TIME - now()
    minutes = max(1, ceil(left.total_seconds() / 60))
    context = admin.site.each_context(request) | {"title": "Please wait", "minutes": minutes}
    context["typed"] = typed.read(request.POST.get(typed.TYPED, ""))
    answer = render(request, "admin/locked.html", context, status=429)
    answer.headers["Retry-After"] = minutes * 60
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


class FailureAdmin(OnlyWhatWasOffered, admin.ModelAdmin):
    """Who typed wrong passwords of late. To delete a row lets its account sign in again at once."""

    list_display = ("username", "ip_address", "attempt_time", "failures_since_start")
    fields = list_display
    list_display_links = None
    search_fields = ["username", "ip_address"]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        title = "Wrong passwords of late. Delete a row to let its account sign in again."
        return super().changelist_view(request, {"title": title} | (extra_context or {}))

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_delete_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return self.has_delete_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return request.user.has_perm("auth.change_user")  # whoever keeps the accounts

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False
