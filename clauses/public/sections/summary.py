"""An agreement in few numbers: on how much of it sources differ, and what was read for it."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from ...evidence.conflicts.decided import Dispute, candidates, disputes_among
from ...evidence.conflicts.noted import Noted, noted_among
from ...filters.values import NOT_RECORDED, NOTHING
from ...models import Action, Agreement, AgreementName, Clause, Commitment, Source
from ...vocabularies import Extent, Standing
from ..wording import language

MOST_DISPUTED = 15


@dataclass(frozen=True)
class Disputed:
    """A record with the headings under which sources disagree about it."""

    record: Agreement | AgreementName | Clause | Commitment | Action
    headings: list[str]

    @property
    def address(self) -> str:
        return address_of_dispute(self.record)


def address_of_dispute(record: Any) -> str:
    """Where both sides are shown; those of a name, and of an agreement, are beside its sources."""
    if isinstance(record, AgreementName):
        return f"{reverse('agreement_sources', args=[record.agreement.slug])}#names"
    if isinstance(record, Agreement):
        return f"{reverse('agreement_sources', args=[record.slug])}#disputed"
    return f"{record.get_absolute_url()}#disputed"


def disputed(rows: Mapping[str, Collection[Any]]) -> tuple[int, list[Disputed]]:
    """How many disagreements about these rows, by their table, are open, and the first records that they are about."""
    found = undecided(rows)
    shown = [Disputed(row, list(map(_heading, points))) for row, points in found[:MOST_DISPUTED]]
    return sum(len(points) for _, points in found), shown


def count_disputed(rows: Mapping[str, QuerySet[Any, Any]]) -> int:
    """The number of `disputed`, without loading the rows: the database says which of them may be in dispute at all.

    Four queries for a table at the most, and those for what was noted.
    """
    open_ones = 0
    for target, some in rows.items():
        keys = sorted(candidates(target, some))
        open_ones += sum(one.standing != Standing.DECIDED for one in disputes_among(target, keys))
    return open_ones + len(noted_among(**{f"{target}__in": _keys(some) for target, some in rows.items()}))


def _keys(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    return rows.order_by().values("pk")


def _heading(point: Dispute | Noted) -> str:
    return point.conflict.in_short if isinstance(point, Dispute) else point.disagreement.title


def undecided(rows: Mapping[str, Collection[Any]]) -> list[tuple[Any, list[Dispute | Noted]]]:
    """These rows, by their table and in their order, on which something is open, each with that.

    What the editors noted is at the first of its records. Two queries for a table, and those for what was noted.
    """
    records = {(target, row.pk): row for target, some in rows.items() for row in some}
    found: dict[tuple[str, int], list[Dispute | Noted]] = {}
    for target, some in rows.items():
        for one in disputes_among(target, [row.pk for row in some]):
            if one.standing != Standing.DECIDED:
                found.setdefault((target, one.key), []).append(one)
    for noted in noted_among(**{f"{target}__in": some for target, some in rows.items()}):
        found.setdefault(next(key for key in records if key in noted.keys), []).append(noted)
    return [(row, found[key]) for key, row in records.items() if key in found]


@dataclass(frozen=True)
class Read:
    """The sources of an agreement: how many, how they were read, in which languages, and when the newest was out.

    `extents` and `languages` hold (value, label, count), the most frequent first.
    """

    total: int = 0
    unseen: int = 0
    newest: Source | None = None
    extents: list[tuple[str, str, int]] = field(default_factory=list)
    languages: list[tuple[str, str, int]] = field(default_factory=list)


def read_for(agreement: Agreement) -> Read:
    """Two queries, however many sources there are: to find them is dear, to count them is not."""
    rows = Source.objects.published().of_agreement(agreement).order_by()
    found = list(rows.values_list("pk", "extent", "language", "is_stub", "published_sort"))
    if not found:
        return Read()
    keys, extents, languages, stubs, days = zip(*found, strict=True)
    labels = dict(Extent.choices) | {"": NOT_RECORDED}
    dated = sorted((day, key) for day, key in zip(days, keys, strict=True) if day)
    return Read(
        total=len(found),
        unseen=sum(stubs),
        newest=Source.objects.filter(pk=dated[-1][1]).first() if dated else None,
        extents=[(value or NOTHING, labels[value], count) for value, count in _tally(extents)],
        languages=[(value or NOTHING, language(value) or NOT_RECORDED, count) for value, count in _tally(languages)],
    )


def _tally(values: Iterable[str]) -> list[tuple[str, int]]:
    """The most frequent first, then by code."""
    return sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
