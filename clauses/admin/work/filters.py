"""The filter “Work” of the lists: what waits for whom, and what should be looked at.

Every count on the first page is a link to a list under one of these, so that both ask the same question.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.db import models
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.timezone import localdate

from ...articles import quotation_checks
from ...editing import queues
from ...editing.review import may
from ...evidence import worklists
from ...models import Action, Citation, Commitment, Record, target_of
from ..lists.unreadable import UnreadableError
from ..mixins import AnyUser

PARAMETER = "work"
NO_WORK = "It is no work of yours in this list. The kinds of work here are {}."


def is_record(model: type[models.Model]) -> bool:
    return issubclass(model, Record)


def is_target(model: type[models.Model]) -> bool:
    return target_of(model) is not None


@dataclass(frozen=True)
class Work:
    """One kind of work: what it is called in the filter and in full, who is offered it and for which tables.

    `rows` are the rows of a table; where it is None, `turn` is the condition on records `with_turns`. Rows are public
    ones, unless they are `of_drafts`, too.
    """

    key: str
    short: str
    title: str
    verb: str
    tables: Callable[[type[Any]], bool]
    rows: Callable[[type[Any]], models.QuerySet] | None = None
    turn: Callable[[AnyUser], Q] | None = None
    of_drafts: bool = False

    def is_offered(self, user: AnyUser, model: type[models.Model]) -> bool:
        return self.tables(model) and may(user, self.verb, model)

    def among(self, rows: models.QuerySet, user: AnyUser) -> models.QuerySet:
        """Those of `rows` that are this work of `user`."""
        if self.turn is not None:
            return queues.with_turns(rows, user).filter(self.turn(user))
        return rows.filter(pk__in=self.rows(rows.model).order_by().values("pk")) if self.rows is not None else rows


TURNS = (
    Work("waiting", "waiting for my review", "Waiting for my review", "publish", is_record, turn=queues.waiting_for),
    Work("returned", "returned to me", "Returned to me", "change", is_record, turn=lambda user: queues.RETURNED),
    Work("mine", "mine, not public yet", "Mine, not public yet", "change", is_record, turn=lambda user: queues.MINE),
)
EVIDENCE = (
    Work(
        "uncited",
        "no citation",
        "Claims that no citation supports",
        "view",
        worklists.needs_citation,
        worklists.uncited,
    ),
    Work(
        "unsupported",
        "date or status not cited",
        "Dates and statuses that no citation states",
        "view",
        lambda model: model is Action,
        lambda model: worklists.unsupported(),
    ),
    Work(
        "broken",
        "quotation not in its text",
        "Quotations that do not stand in their text",
        "view",
        lambda model: model is Citation,
        lambda model: quotation_checks.broken(),
        of_drafts=True,
    ),
    Work(
        "ambiguous",
        "quotation several times in its text",
        "Quotations that stand several times in their text",
        "view",
        lambda model: model is Citation,
        lambda model: quotation_checks.ambiguous(),
        of_drafts=True,
    ),
    Work(
        "displaced",
        "quotation between other words",
        "Quotations whose words stand between other words",
        "view",
        lambda model: model is Citation,
        lambda model: quotation_checks.displaced(),
        of_drafts=True,
    ),
    Work(
        "elsewhere",
        "quotation in another paragraph",
        "Quotations that stand in another paragraph than they give",
        "view",
        lambda model: model is Citation,
        lambda model: quotation_checks.elsewhere(),
        of_drafts=True,
    ),
    Work(
        "disputed",
        "sources disagree",
        "Sources disagree, not decided since",
        "view",
        is_target,
        worklists.disputed,
    ),
    Work(
        "overdue",
        "overdue",
        "Recurring commitments that are overdue",
        "view",
        lambda model: model is Commitment,
        lambda model: worklists.overdue(localdate()),
    ),
    Work(
        "stale",
        "no news for a year",
        "Commitments without news for a year",
        "view",
        lambda model: model is Commitment,
        lambda model: worklists.stale(localdate()),
    ),
    Work(
        "unjudged",
        "never looked at",
        "Commitments that no analyst has looked at",
        "view",
        lambda model: model is Commitment,
        lambda model: worklists.never_looked_at(),
    ),
)
# Nobody has to do anything about these, so they are only in the filter.
DONE = (Work("decided", "disagreement decided", "Sources disagree, decided", "view", is_target, worklists.decided),)
ALL = (*TURNS, *EVIDENCE, *DONE)


class WorkFilter(SimpleListFilter):
    """Narrows a list to one kind of work; for what is none, or not this user's, there is no list."""

    title = "work"
    parameter_name = PARAMETER

    def __init__(self, request: HttpRequest, params: dict[str, Any], model: Any, model_admin: ModelAdmin) -> None:
        super().__init__(request, params, model, model_admin)
        offered = [str(key) for key, _ in self.lookup_choices]
        if self.value() and self.value() not in offered:
            raise UnreadableError(NO_WORK.format(", ".join(offered) or "none"))

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[str, str]]:
        return [(kind.key, kind.short) for kind in ALL if kind.is_offered(request.user, model_admin.model)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        offered = (kind for kind in ALL if kind.is_offered(request.user, queryset.model))
        chosen = next((kind for kind in offered if kind.key == self.value()), None)
        return chosen.among(queryset, request.user) if chosen else queryset
