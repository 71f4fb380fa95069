"""What editors should look at, as lists that can be narrowed, counted and paged: the same questions as `uncited`,
`conflicts` and the calendar ask of one record, asked of a whole table.
"""

from datetime import date, timedelta
from functools import lru_cache
from heapq import nsmallest
from typing import Any, cast

from django.db import models
from django.db.models import Exists, Max, OuterRef, Q

from ..models import Action, Assessment, Citation, Commitment, Row, target_of
from ..models.conflicts.opposing import dates_differ
from ..published import published_q
from ..querysets import ActionQuerySet, RowQuerySet
from ..vocabularies import ActionStatus, ActionType, CitedField, Recurrence, ReviewState, Standing
from .conflicts.decided import all_disputes
from .conflicts.noted import in_noted
from .uncited import resting_on_citations, supporting
from .uncited import uncited as uncited_claims

UNSEEN_FOR = timedelta(days=365)
TOOK_PLACE = (ActionStatus.COMPLETED, ActionStatus.ONGOING)


def took_place(of_type: str, status: str) -> bool:
    """Whether an action is reported as done or going on: that it was announced is never that it was done."""
    return status in TOOK_PLACE and of_type != ActionType.ANNOUNCEMENT


def needs_citation(model: type[models.Model]) -> bool:
    return model in _needing_citations()


@lru_cache(maxsize=1)
def _needing_citations() -> set[type[models.Model]]:
    """Their names alone: to ask for the rows each time takes longer than to count them."""
    return {rows.model for rows in resting_on_citations().values()}


def _target(model: type[models.Model]) -> str:
    """The same of a table that citations are about."""
    return cast(str, target_of(model))


def uncited(model: type[models.Model]) -> RowQuerySet[Row]:
    """The public claims of `model` that no public citation supports."""
    return uncited_claims(_target(model))


def unsupported() -> models.QuerySet[Action]:
    """The public actions with a date or a status that no public citation states."""
    stated = supporting().filter(action=OuterRef("pk"))
    dates = stated.filter(field=CitedField.DATE).exclude(value="")
    statuses = stated.filter(field=CitedField.STATUS, value=OuterRef("status"))
    without_date = ~Exists(dates) | Q(pk__in=_of_other_dates(dates))
    without_status = ~Exists(statuses) & ~Q(status=ActionStatus.UNKNOWN)
    return Action.objects.published().filter((without_date & ~Q(date="")) | without_status)


def _of_other_dates(dates: models.QuerySet[Citation]) -> list[int]:
    """The actions all of whose cited dates differ from their own. Only dates that are not the same text are read."""
    rows = Action.objects.published().exclude(date="").filter(~Exists(dates.filter(value=OuterRef("date"))))
    cited = supporting().filter(field=CitedField.DATE, action__in=rows.order_by()).exclude(value="").order_by()
    agree: dict[int, bool] = {}
    for key, own, value in cited.values_list("action", "action__date", "value"):
        agree[key] = agree.get(key, False) or not dates_differ(own, value)
    return [key for key, fits in agree.items() if not fits]


def disputed(model: type[Row]) -> RowQuerySet[Row]:
    """The public rows of `model` of which sources state what cannot both be true, and that nobody decided on since;
    also those that take part in a disagreement which a person noted."""
    target = _target(model)
    found = _in_dispute(target, Standing.OPEN, Standing.REOPENED) | in_noted(target)
    return model.objects.published().filter(pk__in=found)


def decided(model: type[Row]) -> RowQuerySet[Row]:
    """The public rows of `model` with a disagreement between sources that was decided on."""
    return model.objects.published().filter(pk__in=_in_dispute(_target(model), Standing.DECIDED))


def _in_dispute(target: str, *standings: Standing) -> set[int]:
    return {one.key for one in all_disputes(target) if one.standing in standings}


# --- Commitments and the calendar; the day is given, so that a page can be asked for any


def _reports() -> models.QuerySet[Citation]:
    """The supporting citations whose sources have a date."""
    return supporting().filter(source__published_sort__isnull=False)


def _reports_of_actions() -> models.QuerySet[Citation]:
    """Of them, those of actions that may count as implementation."""
    implementing = Q(action__relation__in=ActionQuerySet.IMPLEMENTING)
    return _reports().filter(published_q(Action, "action__"), implementing)


def _reports_of_occurrences() -> models.QuerySet[Citation]:
    """Of these, those of actions that took place, see `took_place`."""
    announced = Q(action__type=ActionType.ANNOUNCEMENT)
    return _reports_of_actions().filter(~announced, action__status__in=TOOK_PLACE)


def _judgements() -> models.QuerySet[Assessment]:
    return Assessment.objects.filter(state=ReviewState.PUBLISHED, is_sample=False)


# What is news of a commitment: reports of it, reports of a follow-up action on it, and judgements, each with the
# column that names the commitment and the one with the day
NEWS = (
    (_reports, "commitment", "source__published_sort"),
    (_reports_of_actions, "action__bearings__commitment", "source__published_sort"),
    (_judgements, "commitment", "assessed_on"),
)


def _latest(rows: models.QuerySet[Any], commitment: str, day: str) -> dict[int, date]:
    return dict(rows.filter(**{f"{commitment}__isnull": False}).order_by().values_list(commitment).annotate(Max(day)))


def stale(on: date) -> models.QuerySet[Commitment]:
    """The public commitments of which nothing was reported or judged in the year before `on`."""
    rows = Commitment.objects.published()
    for news, commitment, day in NEWS:
        recent = news().filter(**{f"{day}__gte": on - UNSEEN_FOR, f"{commitment}__isnull": False})
        rows = rows.exclude(pk__in=recent.order_by().values(commitment))
    return rows


def unseen_longest(on: date, size: int) -> list[tuple[Commitment, date | None]]:
    """Of the stale commitments those unseen for longest, each with the day of its last news, if there is any."""
    seen: dict[int, date] = {}
    for news, commitment, day in NEWS:
        for key, last in _latest(news(), commitment, day).items():
            seen[key] = max(last, seen.get(key, last))
    found = stale(on).order_by().values_list("pk", "slug")
    first = nsmallest(size, found, key=lambda row: (seen.get(row[0], date.min), row[1]))
    rows = Commitment.objects.in_bulk([key for key, _ in first])
    return [(rows[key], seen.get(key)) for key, _ in first]


def overdue(on: date) -> models.QuerySet[Commitment]:
    """The public recurring commitments whose interval, in whole months, has passed since carrying them out was last
    reported. Where it never was, no interval has begun: these are stale."""
    rows = Commitment.objects.published().filter(recurrence=Recurrence.RECURRING)
    known = rows.filter(expected_interval_months__isnull=False).values_list("pk", "expected_interval_months")
    intervals = {key: cast(int, months) for key, months in known}
    last = _latest(_reports_of_occurrences(), *NEWS[1][1:]) if intervals else {}
    late = [key for key, months in intervals.items() if key in last and interval_has_passed(last[key], months, on)]
    return Commitment.objects.filter(pk__in=late)


def never_looked_at() -> models.QuerySet[Commitment]:
    """The public commitments that no analyst has judged, nor looked for and found nothing."""
    return Commitment.objects.published().exclude(pk__in=_judgements().order_by().values("commitment"))


def interval_has_passed(last: date, months: int, on: date) -> bool:
    """Whether on the day `on` more whole months have passed since the last report than were promised.

    By calendar months and not by days: many reports are dated by a month only, and nobody is to be called late who may
    not be. So it is said up to a month after the day on which it could first be.
    """
    return _months(last) + months < _months(on)


def _months(day: date) -> int:
    return day.year * 12 + day.month
