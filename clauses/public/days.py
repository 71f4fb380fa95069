"""The days that readers can ask for, and the sources of which no day is known."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Max, Min, Q
from django.utils import timezone

from .. import known_on
from ..known_on import about_known, never_placed, out_by
from ..known_on.kept_sql import exists, for_the_day
from ..models import Agreement, Citation, Source
from ..models.sources import SourceQuerySet
from ..published import reviewed_q
from ..while_unchanged import while_unchanged

MOST_DAYS = 60
MOST_AROUND = 20


@dataclass(frozen=True)
class Days:
    """Days on which sources were published: those before and after the day asked for, and those around it."""

    before: date | None
    after: date | None
    around: tuple[date, ...] = ()


def _until_today() -> date:
    return known_on.day() or timezone.now().date()


def days_beside() -> Days:
    """The days before and after on which a source was out: that there is a later one is no secret."""
    rows, day, today = Source.objects.filter(reviewed_q(Source)), _until_today(), timezone.now().date()
    before, after = Q(published_latest__lt=day), Q(published_latest__gt=day)
    rows = rows.filter(_can_be_asked(today))
    asked = {"b": Max("published_latest", filter=before), "a": Min("published_latest", filter=after)}
    found = while_unchanged(("days beside", today), lambda: rows.aggregate(**asked))
    return Days(found["b"], found["a"])


def days_of(agreement: Agreement) -> Days:
    """The days on which something of the agreement was reported, as far as they are known today."""
    day, today = _until_today(), timezone.now().date()
    with known_on.override(None):
        rows = Source.objects.published().of_agreement(agreement)
        found = rows.filter(_can_be_asked(today)).order_by("published_latest").distinct()
        every = list(found.values_list("published_latest", flat=True))
    before, after = [one for one in every if one < day], [one for one in every if one > day]
    around = [*before[-MOST_AROUND // 2 :], *([day] if day in every else []), *after[: MOST_AROUND // 2]]
    return Days(before[-1] if before else None, after[0] if after else None, tuple(around))


def _can_be_asked(today: date) -> Q:
    """Sources that were certainly out by a day that can be asked for: the site refuses earlier ones, and today is no
    past day."""
    return out_by(today - timedelta(days=1)) & Q(published_latest__gte=known_on.FIRST)


def undated() -> SourceQuerySet:
    """The public sources without a day by which they were certainly out."""
    return Source.objects.filter(reviewed_q(Source) & never_placed())


def undated_apart() -> SourceQuerySet:
    """Those of them that something known on the day asked for names, or that speak of something known; else none."""
    day = known_on.day()
    if day is None:
        return undated().none()
    return undated().filter(_named_by_known(day))


@for_the_day
def _named_by_known(day: date) -> Q:
    """A source that speaks of something known on the day asked for, or is credited or repeated by what was."""
    spoken = Citation.objects.filter(reviewed_q(Citation), about_known("", day))
    credited, repeated = Citation.objects.published(), Source.objects.published()
    return Q(exists(spoken, source="pk")) | Q(exists(credited, origin="pk")) | Q(exists(repeated, derived_from="pk"))


def undated_about(**about: Any) -> list[Source]:
    """The sources without a date that are cited for a record; they are shown apart, what they say is not."""
    if known_on.day() is None:
        return []
    cited = Citation.objects.filter(reviewed_q(Citation), **about).order_by().values("source")
    return list(undated().filter(pk__in=cited).select_related("publisher")[:MOST_DAYS])
