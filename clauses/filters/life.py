"""By its own life an agreement is narrowed, too: by the year of its signature, and by whether it is in force.

Both are read off the steps that are reported as having taken place, as far as they were known on the day asked for.
"""

from collections.abc import Iterator
from typing import Any

import django_filters
from django.db.models import Count, Q, QuerySet
from django.db.models.functions import ExtractYear

from .. import known_on
from ..known_on.then import column as asked_column
from ..models import Action
from ..querysets import ActionQuerySet, RowQuerySet
from ..vocabularies import ActionRelation, ActionStatus, ActionType
from .values import NOT_RECORDED, NOTHING, ValuesField, YearsField

IN_FORCE, ENDED = "in_force", "ended"
FORCE = (
    (IN_FORCE, "in force, as reported"),
    (ENDED, "reported as ended"),
    (NOTHING, "entry into force not reported"),
)


def _steps(kind: ActionType) -> ActionQuerySet:
    """The steps of this kind that took place."""
    day = known_on.day()
    rows = Action.objects.published().filter(relation=ActionRelation.LIFE_CYCLE, type=kind, agreement__isnull=False)
    status = {asked_column(Action, "status", day): ActionStatus.COMPLETED}
    return rows.as_then("status", "date_sort").filter(**status).order_by()


def _signatures() -> QuerySet[Any, Any]:
    """Those with a day, each with its year in `in_year`."""
    day = asked_column(Action, "date_sort", known_on.day())
    return _steps(ActionType.SIGNATURE).filter(**{f"{day}__isnull": False}).annotate(in_year=ExtractYear(day))


def _force(standing: str) -> Q:
    begun = Q(pk__in=_steps(ActionType.ENTRY_INTO_FORCE).values("agreement"))
    ended = Q(pk__in=_steps(ActionType.TERMINATION).values("agreement"))
    return {IN_FORCE: begun & ~ended, ENDED: ended, NOTHING: ~begun & ~ended}[standing]


class SignedIn(django_filters.Filter):
    """A signature of the agreement is in one of the years; NOTHING asks for what has none with a day."""

    field_class = YearsField

    def filter(self, queryset: RowQuerySet, value: list[str] | None) -> RowQuerySet:
        if not value:
            return queryset
        years = [int(year) for year in value if year != NOTHING]
        signed = Q(pk__in=_signatures().filter(in_year__in=years).values("agreement"))
        unsigned = ~Q(pk__in=_signatures().values("agreement"))
        return queryset.filter(signed | unsigned if NOTHING in value else signed)

    @staticmethod
    def counts(rows: RowQuerySet[Any]) -> Iterator[tuple[str, str, int]]:
        """The years in which agreements were signed, the newest first, and how many have no such day: two queries."""
        signed = _signatures().filter(agreement__in=rows.order_by().values("pk")).values_list("in_year")
        for year, count in signed.annotate(rows=Count("agreement", distinct=True)).order_by("-in_year"):
            yield f"{year:04}", str(year), count
        if without := rows.exclude(pk__in=_signatures().values("agreement")).count():
            yield NOTHING, NOT_RECORDED, without


class InForce(django_filters.Filter):
    """The agreement has entered into force and not ended, has ended, or NOTHING is reported of it."""

    field_class = ValuesField

    def filter(self, queryset: RowQuerySet, value: list[str] | None) -> RowQuerySet:
        if not value:
            return queryset
        condition = Q(pk__in=[])
        for standing in value:
            condition |= _force(standing)
        return queryset.filter(condition)

    @staticmethod
    def counts(rows: RowQuerySet[Any]) -> Iterator[tuple[str, str, int]]:
        """How many agreements stand so: a query for each."""
        for standing, label in FORCE:
            if count := rows.filter(_force(standing)).count():
                yield standing, label, count


def by_life() -> dict[str, django_filters.Filter]:
    return {"signed": SignedIn(label="Signed in"), "force": InForce(label="In force", choices=FORCE)}
