"""What several statements about one date allow together, for rows and for the database.

Spans are put together end by end, as they are compared: “since 20 September” and “5 to 8 October” have days in common,
but the starts have none, so no date follows from the two. All else is put together by its days.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Case, F, Max, Min, Q, Value, When
from django.db.models.functions import Concat, Length, Replace, StrIndex, Substr
from django.db.models.lookups import Exact

from ..dates import QUALIFIERS, Point, UncertainDate, in_doubt, is_in_doubt, parse


def intersection(texts: Iterable[str]) -> str:
    """The date that the statements leave; empty where they contradict each other, or say nothing.

    Where one of them says all of it, it is that one, without doubt if one of those that do is.
    """
    parsed = [parse(text) for text in sorted({text for text in texts if text})]
    spans = [one for one in parsed if one.kind == "span"]
    together = _span(spans)
    if spans and (len(spans) == len(parsed) or not together):
        return together
    return _once(parsed)


def _once(parsed: list[UncertainDate]) -> str:
    """By the days alone."""
    first = max((one.earliest for one in parsed if one.earliest), default=None)
    last = min((one.latest for one in parsed if one.latest), default=None)
    if not parsed or (first and last and first > last):
        return ""
    whole = [one.text for one in parsed if (one.earliest, one.latest) == (first, last)]
    return min(whole, key=lambda text: (is_in_doubt(text), text), default="") or _between(first, last)


def _between(first: date | None, last: date | None) -> str:
    if first and first == last:
        return first.isoformat()
    return "[{}..{}]".format(*(day.isoformat() if day else "" for day in (first, last)))


def _span(spans: list[UncertainDate]) -> str:
    """The span with the most exact of the starts and of the ends; empty where either have no day in common, or where
    it would end before it starts."""
    starts, ends = [one.start for one in spans if one.start], [one.end for one in spans if one.end]
    if not spans or any(_apart(points) for points in (starts, ends)):
        return ""
    start, end = _most_exact(starts), _most_exact(ends)
    if start and end and start.first > end.last:
        return ""
    left = start.text if start else "" if all(one.text.startswith("/") for one in spans) else ".."
    right = end.text if end else "" if all(one.text.endswith("/") for one in spans) else ".."
    return f"{left}/{right}"


def _apart(points: list[Point]) -> bool:
    return bool(points) and max(point.first for point in points) > min(point.last for point in points)


def _most_exact(points: list[Point]) -> Point | None:
    return min(points, key=lambda point: (point.last - point.first, point.text), default=None)


def differing_spans(stated: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """A row where the starts, or the ends, of the spans among date citations of one action have no day in common."""
    slash = StrIndex("value", Value("/"))
    (start, start_last), (end, end_last) = _days(Substr("value", 1, slash - 1)), _days(Substr("value", slash + 1))
    together = stated.filter(value__contains="/").values("action")
    together = together.annotate(start=Max(start), start_last=Min(start_last), end=Max(end), end_last=Min(end_last))
    return together.filter(Q(start__gt=F("start_last")) | Q(end__gt=F("end_last")))


def saying_most(stated: models.QuerySet[Any]) -> models.QuerySet[Any]:
    """The date citations with the one first that says all that they leave together, where one does; see `_once`."""
    first, last = F("value_earliest").desc(nulls_last=True), F("value_latest").asc(nulls_last=True)
    return stated.order_by(first, last, Case(When(in_doubt("value"), then=1), default=0), "value", "pk")


def most_exact_ends(stated: models.QuerySet[Any]) -> tuple[models.QuerySet[Any], models.QuerySet[Any]]:
    """The spans among date citations twice: with the most exact of the starts first, and of the ends; see `_span`.

    Each row has that end as `point`, with its mark.
    """
    slash, spans = StrIndex("value", Value("/")), stated.filter(value__contains="/")
    points = (Substr("value", 1, slash - 1), Substr("value", slash + 1))
    found = (spans.annotate(point=point, bare=Length(_bare(F("point")))) for point in points)
    starts, ends = (rows.order_by(F("bare").desc(), Length("point"), "point", "pk") for rows in found)
    return starts, ends


def _days(point: F | models.Expression) -> tuple[Case, Case]:
    """The first and the last day of a year, a month or a day, as texts of one length; nothing for an open end.

    Each month counts 31 days: texts are compared, and nothing is between a month's last day and its 31st.
    """
    point = _bare(point)
    return _filled(point, "-01", "-01"), _filled(point, "-12", "-31")


def _bare(point: F | models.Expression) -> F | models.Expression:
    """A year, a month or a day without its mark."""
    for mark in filter(None, QUALIFIERS):
        point = Replace(point, Value(mark))
    return point


def _filled(point: F | models.Expression, month: str, day: str) -> Case:
    year, until_month, whole = 4, 7, 10
    by_length = {year: Concat(point, Value(month + day)), until_month: Concat(point, Value(day)), whole: point}
    cases = (When(Exact(Length(point), length), then=text) for length, text in by_length.items())
    return Case(*cases, output_field=models.CharField())
