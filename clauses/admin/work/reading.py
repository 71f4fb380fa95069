"""Articles to go on with: those that somebody was reading last, then those of which nobody has cited anything yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.admin import AdminSite
from django.db.models import Count, Exists, Max, OuterRef, QuerySet
from django.http import HttpRequest
from django.urls import reverse

from ...models import Citation, RejectedPassage, Source, SourceText
from ..articles.suggested import MOST_PROPOSED, how_many_proposed
from ..mixins import AnyUser, user_of

SHOWN = 5  # articles
LOOKED_AT = 60  # last saves of one person, in which these articles are looked for


@dataclass(frozen=True)
class Reading:
    """An article with a stored text, how many passages of it are cited and proposed, and when its reader last did some
    of it."""

    title: str
    address: str
    cited: int
    proposed: int
    when: datetime | None

    @property
    def has_more(self) -> bool:
        """Whether no more passages are proposed at once than there may be."""
        return self.proposed >= MOST_PROPOSED


def add_article(request: HttpRequest, site: AdminSite) -> str:
    """Where an article is added; empty for who may not."""
    tables = (site.get_model_admin(model) for model in (Source, SourceText))
    return reverse("admin:add_article") if all(table.has_add_permission(request) for table in tables) else ""


def to_read(request: HttpRequest, site: AdminSite) -> list[Reading]:
    """A few articles for who may read them, in as many queries for many as for few."""
    if not may_read(request, site):
        return []
    last = _last_read_by(user_of(request))
    rows: list[Any] = list(_with_text().filter(pk__in=last))
    rows.sort(key=lambda row: last[row.pk], reverse=True)
    if len(rows) < SHOWN:
        unread = _with_text().filter(~Exists(Citation.objects.filter(source=OuterRef("pk"))), ~_is_refused())
        rows += unread.exclude(pk__in=last).order_by("-text__pk")[: SHOWN - len(rows)]
    return [
        Reading(
            str(row),
            reverse("admin:clauses_source_read", args=[row.pk]),
            row.cited,
            how_many_proposed(row, row.cited, row.rejected),
            last.get(row.pk),
        )
        for row in rows[:SHOWN]
    ]


def may_read(request: HttpRequest, site: AdminSite) -> bool:
    """Whoever may see private texts and cite them."""
    sources, texts, citations = (site.get_model_admin(model) for model in (Source, SourceText, Citation))
    may_see = texts.has_view_permission(request) and sources.has_view_permission(request)
    return may_see and citations.has_add_permission(request)


def _with_text() -> QuerySet[Source]:
    rows = Source.objects.filter(text__isnull=False).select_related("publisher").prefetch_related("text")
    counts = {"cited": Count("citations", distinct=True), "rejected": Count("rejected_passages", distinct=True)}
    return rows.annotate(**counts)


def _is_refused() -> Exists:
    return Exists(RejectedPassage.objects.filter(source=OuterRef("pk")))


def _last_read_by(user: AnyUser) -> dict[int, datetime]:
    """When somebody last stored, cited or refused something of an article, by the number of its source."""
    days: dict[int, datetime] = {}
    for model in (Citation, SourceText):
        saves = model.history.filter(history_user=user.pk).order_by("-history_id")
        for source, when in saves.values_list("source_id", "history_date")[:LOOKED_AT]:
            days[source] = max(when, days.get(source, when))
    refused = RejectedPassage.objects.filter(author=user.pk).order_by().values_list("source")
    for source, when in refused.annotate(when=Max("created")).order_by("-when")[:SHOWN]:
        days[source] = max(when, days.get(source, when))
    return days
