"""A preview that is not there (any more), or not for this user: why, and where one begins anew."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.utils.text import capfirst

from ...editing.bulk.rows import model_of
from ...models import BulkWork
from ..forms.not_there import Links, NotThereError
from ..work.saved_filters import BY_TABLE
from .listed import list_of

BEGUN = "bulk_begun"  # in the session: the lists at which the user's last works began, by token
MOST = 10
OTHERS = "This preview is somebody else's, and only they see it. Begin your own at the list."
OLD = "This preview is older than a day, so it is no longer kept. What it had written stays. Begin anew at the list."
STOPPED = "This preview is no longer kept: you ended it without writing anything. Begin anew at the list."
GONE = (
    "This preview is no longer kept: it was ended, is older than a day, or made room for newer ones. What it had "
    "written stays, and nothing more was written. Begin anew at the list."
)
UNKNOWN = "There is no such preview: it is no longer kept, or its address is incomplete. Begin anew at the list."


def remember(request: HttpRequest, work: BulkWork, end: str = "") -> None:
    """Keeps at which list a work began, and how it ended, for when it is asked for later."""
    begun = request.session.get(BEGUN, {})
    begun.pop(work.token, None)
    begun[work.token] = [work.table, work.query, end]
    request.session[BEGUN] = dict(list(begun.items())[-MOST:])


def gone(request: HttpRequest, site: AdminSite, token: str) -> NotThereError:
    """What is said of a token by which the user has no work."""
    work = BulkWork.objects.filter(token=token).first()
    if work is not None:
        if work.user_id == request.user.pk:
            return NotThereError(OLD, _list(request, site, model_of(work), work.query))
        return NotThereError(OTHERS, _list(request, site, model_of(work), ""))
    table, query, end = request.session.get(BEGUN, {}).get(token, ("", "", ""))
    model = BY_TABLE.get(table)
    if model is None:
        return NotThereError(UNKNOWN)
    return NotThereError(end or GONE, _list(request, site, model, query))


def _list(request: HttpRequest, site: AdminSite, model: Any, query: str) -> Links:
    if not site.get_model_admin(model).has_view_permission(request):
        return ()
    named = capfirst(str(model._meta.verbose_name_plural))
    return [(f"{named}, as they were filtered" if query else named, list_of(model, query))]
