"""The filter “Work” of the lists: what waits for whom, and what should be looked at.

Every count on the first page is a link to a list under one of these, so that both ask the same question.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib.admin import SimpleListFilter
from django.contrib.auth import get_permission_codename
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from ..editing import work
from ..evidence import attention
from ..models import Action, Commitment
from ..models.base import Record

PARAMETER = "work"


def may(user, verb: str, model: type[models.Model]) -> bool:
    return user.has_perm(f"{model._meta.app_label}.{get_permission_codename(verb, model._meta)}")


@dataclass(frozen=True)
class Work:
    """One kind of work: what it is called in the filter and in full, who is offered it and for which tables."""

    key: str
    short: str
    title: str
    verb: str
    tables: Callable[[type[models.Model]], bool]
    condition: Callable[[type[models.Model], object], Q]

    def is_offered(self, user, model: type[models.Model]) -> bool:
        return self.tables(model) and may(user, self.verb, model)


def is_record(model) -> bool:
    return issubclass(model, Record)


def among(rows: models.QuerySet) -> Q:
    return Q(pk__in=rows.order_by().values("pk"))


KINDS = (
    Work("waiting", "waiting for my review", "Waiting for my review", "publish", is_record, work.waiting_for),
    Work("returned", "returned to me", "Returned to me", "change", is_record, work.returned_to),
    Work("mine", "mine, not public yet", "Mine, not public yet", "change", is_record, work.mine),
    Work(
        "uncited",
        "no citation",
        "Claims that no citation supports",
        "view",
        attention.needs_citation,
        lambda model, user: among(attention.uncited(model)),
    ),
    Work(
        "unsupported",
        "date or status not cited",
        "Dates and statuses that no citation states",
        "view",
        lambda model: model is Action,
        lambda model, user: among(attention.unsupported()),
    ),
    Work(
        "disputed",
        "sources disagree",
        "Sources disagree",
        "view",
        lambda model: attention.target_of(model) is not None,
        lambda model, user: among(attention.disputed(model)),
    ),
    Work(
        "overdue",
        "overdue",
        "Recurring commitments that are overdue",
        "view",
        lambda model: model is Commitment,
        lambda model, user: among(attention.overdue(localdate())),
    ),
    Work(
        "stale",
        "no news for a year",
        "Commitments without news for a year",
        "view",
        lambda model: model is Commitment,
        lambda model, user: among(attention.stale(localdate())),
    ),
)


class WorkFilter(SimpleListFilter):
    """Narrows a list to one kind of work; what is none, or not this user's, narrows nothing."""

    title = "work"
    parameter_name = PARAMETER

    def lookups(self, request, model_admin):
        return [(kind.key, kind.short) for kind in KINDS if kind.is_offered(request.user, model_admin.model)]

    def queryset(self, request, queryset):
        offered = (kind for kind in KINDS if kind.is_offered(request.user, queryset.model))
        chosen = next((kind for kind in offered if kind.key == self.value()), None)
        return queryset.filter(chosen.condition(queryset.model, request.user)) if chosen else queryset
