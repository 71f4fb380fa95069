"""What stands behind each record: reports, outlets and origins."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from ...evidence.weights import evidence_of
from ...models import TARGETS, Citation
from ...querysets import RowQuerySet
from ...while_unchanged import kept_count
from ..columns import WorkedOut
from .base import CITED, about_columns, counted_columns, in_portions


@dataclass(frozen=True)
class WeighedRecord:
    """A record and what stands behind it: a row of the file."""

    table: str
    code: str
    reports: int
    outlets: int
    origins: int
    self_reported: bool


def _cited(target: str) -> RowQuerySet:
    """The public records of a table that public citations are about, in the order of every file."""
    model = CITED[target].model
    cited = Citation.objects.published().telling().filter(**{target: OuterRef("pk")})
    return model.objects.published().filter(Exists(cited))


def evidence_rows() -> Iterator[WeighedRecord]:
    for target, table in CITED.items():
        for some in in_portions(_cited(target)):
            weights = evidence_of(target, [row.pk for row in some])
            yield from (WeighedRecord(table.name, row.code, **weights[row.pk].numbers) for row in some)


def evidence_count() -> int:
    return sum(kept_count(_cited(target)) for target in TARGETS)


EVIDENCE = WorkedOut(
    "evidence",
    "Evidence",
    "What stands behind each record that public citations are about: reports, outlets and origins, three numbers and "
    "never one. Only passages that support the record and are not held for errors count. Worked out from the citations "
    "and sources.",
    {"The record": about_columns(), "What stands behind it": counted_columns("support it")},
    key=("table", "code"),
    published=evidence_rows,
    count=evidence_count,
)
