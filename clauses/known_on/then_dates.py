"""The dates of actions as all reports that were out allow them, for the database: what `rows` says of them."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, Exists, F, Max, Min, Q, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat
from django.db.models.lookups import Exact, GreaterThan

from ..vocabularies import CitedField
from . import is_settled, reports
from .date_intersection import differing_spans, most_exact_ends, saying_most
from .kept_sql import Kept, Outer

ONE_OF = "["  # how a date begins that is a range in which something happened once


def _stated_dates(prefix: str, day: date) -> models.QuerySet[Any]:
    return reports(day).filter(action=Outer(f"{prefix}pk"), field=CitedField.DATE).exclude(value="")


def _ends(prefix: str, day: date) -> list[Kept]:
    """The first and the last day that all statements allow; after each other where they have none in common."""
    rows = _stated_dates(prefix, day).values("action")
    ends = (Max("value_earliest"), Min("value_latest"))
    asked = [Subquery(rows.annotate(end=end).values("end")) for end in ends]
    return [Kept(one, (f"{prefix}pk",), models.DateField()) for one in asked]


def _any(rows: models.QuerySet[Any], prefix: str) -> Kept:
    """Whether there is one among the stated dates."""
    return Kept(Exists(rows), (f"{prefix}pk",), models.BooleanField())


def _dated(name: str, prefix: str, day: date, *cases: When, default: models.Expression, kind: models.Field) -> Case:
    """The editors' column where it stands, nothing where the statements contradict each other, else what they say."""
    own = When(is_settled(prefix, day), then=F(f"{prefix}{name}"))
    apart = Q(GreaterThan(*_ends(prefix, day))) | Q(_any(differing_spans(_stated_dates(prefix, day)), prefix))
    return Case(own, When(apart, then=Value(None)), *cases, default=default, output_field=kind)


def _date(prefix: str, day: date) -> Coalesce:
    """Whether there is a date, and with which mark of doubt; the text itself is nothing to ask for."""
    stated, kind = _stated_dates(prefix, day), models.CharField()
    most, spans = saying_most(stated), stated.filter(value__contains="/")
    whole, last = (_first(most, name, prefix) for name in ("value", "value_latest"))
    ends = (_first(rows, "point", prefix) for rows in most_exact_ends(stated))
    known = Case(When(_same_day(last, _ends(prefix, day)[1]), then=whole), default=Value("known"), output_field=kind)
    cases = (
        When(_any(stated.exclude(pk__in=spans.values("pk")), prefix), then=known),
        When(_any(stated, prefix), then=Concat(*ends, output_field=kind)),
    )
    return Coalesce(_dated("date", prefix, day, *cases, default=Value(""), kind=kind), Value(""))


def _first(rows: models.QuerySet[Any], name: str, prefix: str) -> Kept:
    kind = models.DateField() if name == "value_latest" else models.CharField()
    return Kept(Subquery(rows.values(name)[:1]), (f"{prefix}pk",), kind)


def _same_day(one: models.Expression, other: models.Expression) -> Exact:
    """Whether both are one day, or both none."""
    return Exact(*(Coalesce(day, Value(date.max), output_field=models.DateField()) for day in (one, other)))


def _date_end(name: str, number: int) -> Callable[[str, date], Case]:
    return lambda prefix, day: _dated(name, prefix, day, default=_ends(prefix, day)[number], kind=models.DateField())


def _date_sort(prefix: str, day: date) -> Case:
    first, last = _ends(prefix, day)
    once = _any(_stated_dates(prefix, day).filter(value__startswith=ONE_OF), prefix)
    by_end = When(once, then=Coalesce(last, first))
    return _dated("date_sort", prefix, day, by_end, default=Coalesce(first, last), kind=models.DateField())


DATE_COLUMNS: dict[str, Callable[[str, date], models.Expression]] = {
    "date": _date,
    "date_earliest": _date_end("date_earliest", 0),
    "date_latest": _date_end("date_latest", 1),
    "date_sort": _date_sort,
}
