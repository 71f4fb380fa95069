"""Where a published record, date or status rests on no citation. A list of work for editors; nothing is changed."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from ..models import Action, Agreement, AgreementName, AgreementRelation, Citation, Clause, Commitment, Row, Source
from ..models.conflicts.opposing import dates_differ
from ..published import published_q
from ..querysets import CitationQuerySet, RowQuerySet
from ..vocabularies import ActionStatus, CitedField, NameKind, RecordLevel, ReviewState


@dataclass(frozen=True)
class Gap:
    """A record and what of it no citation supports, in which field, and what helps; `told` says it in other words."""

    record: Row
    missing: str
    field: str
    remedy: str = "Cite a passage that says so, or take it back."
    told: str = ""

    def __str__(self) -> str:
        told = self.told or f"no citation supports {self.missing}"
        return f"{self.record._meta.verbose_name} {self.record.code}, {self.field}: {told}. {self.remedy}"


def supporting() -> CitationQuerySet[Citation]:
    """The citations that support what they are about, and are public if that is, which need not be asked for again."""
    return _if_published().filter(state=ReviewState.PUBLISHED)


def telling() -> CitationQuerySet[Citation]:
    """Those that tell of it: what a public record needs one of. A figure about a promise does not say it was made."""
    return supporting().telling()


def _if_published() -> CitationQuerySet[Citation]:
    """The citations in any state that would be among those if they and their records were published."""
    return Citation.objects.believed().filter(published_q(Source, "source__") & Citation.also_public_q(""))


def gaps() -> Iterator[Gap]:
    """All gaps of the published records, in as many queries for many records as for few."""
    for target in resting_on_citations():
        for row in uncited(target):
            yield Gap(row, "it", "record")
    for action in _actions_with_statements():
        yield from _gaps_of(action)


def uncited(target: str) -> RowQuerySet[Row]:
    """The public records that need a citation and have no public one, by the name of the citation's key to them."""
    rows = resting_on_citations()[target].published()
    return rows.filter(~Exists(telling().filter(**{target: OuterRef("pk")})))


def lacks_citation(record: models.Model, *, also: models.QuerySet[Citation] | None = None) -> str:
    """Why `record` may not be public for want of a citation; empty where it has one, or needs none.

    Citations in `also` count as published.
    """
    for target, rows in resting_on_citations().items():
        if rows.model is not type(record) or not rows.filter(pk=record.pk).exists():
            continue
        published = Q(state=ReviewState.PUBLISHED)
        counted = published | Q(pk__in=also.values("pk")) if also is not None else published
        if not _if_published().telling().filter(counted, **{target: record}).exists():
            return f"No published citation supports “{record}”. Add one and have it published, or send it along."
    return ""


def resting_on_citations() -> dict[str, RowQuerySet[Row]]:
    """The records that need a citation, in any state, by the name of the citation's key to them.

    A mentioned agreement rests on its relation; a clause may rest on a text of a public source, or on its public parts.
    """
    texts = Q(texts__source__state=ReviewState.PUBLISHED) | Q(children__state=ReviewState.PUBLISHED)
    clauses = Clause.objects.select_related("agreement")
    return {
        "agreement": Agreement.objects.exclude(record_level=RecordLevel.MENTION),
        "name": AgreementName.objects.filter(kind=NameKind.REPORTED).select_related("agreement"),
        "relation": AgreementRelation.objects.select_related("subject", "object"),
        "clause": clauses.exclude(pk__in=Clause.objects.filter(texts).values("pk")),
        "commitment": Commitment.objects.all(),
        "action": Action.objects.all(),
    }


def _actions_with_statements() -> models.QuerySet[Action]:
    stated = Citation.objects.published().believed().filter(field__in=(CitedField.DATE, CitedField.STATUS))
    return Action.objects.published().prefetch_related(Prefetch("citations", stated, to_attr="statements"))


def _gaps_of(action: Action) -> Iterator[Gap]:
    statements: list[Citation] = vars(action)["statements"]
    dates = [row.value for row in statements if row.field == CitedField.DATE and row.value]
    if action.date and all(dates_differ(action.date, value) for value in dates):
        yield Gap(action, f"the date {action.date}", "date")
    statuses = [row.value for row in statements if row.field == CitedField.STATUS]
    if action.status != ActionStatus.UNKNOWN and action.status not in statuses:
        yield Gap(action, f"the status {action.status}", "status")
