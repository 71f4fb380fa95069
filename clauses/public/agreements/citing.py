"""Names and relations of an agreement, each with who says so."""

from collections.abc import Iterable
from typing import TypeVar

from django.db.models import Q, QuerySet

from ...models import Agreement, AgreementRelation, Citation, Row, Source
from ..sections.claims import Passage, by_source, said

R = TypeVar("R", bound=Row)
MOST_CITING = 6  # sources of a name or a relation


def with_citations(rows: Iterable[R], target: str) -> list[tuple[R, list[tuple[Source, list[Passage]]], int]]:
    """The rows, each with the first sources that cite it, by their passages, and how many more there are.

    One query for the citations of all of them.
    """
    rows = list(rows)
    cited: dict[int, list[Citation]] = {}
    for citation in said(**{f"{target}__in": rows}):
        cited.setdefault(getattr(citation, f"{target}_id"), []).append(citation)
    groups = ((row, by_source(cited.get(row.pk, []))) for row in rows)
    return [(row, some[:MOST_CITING], len(some[MOST_CITING:])) for row, some in groups]


def relations_of(agreement: Agreement) -> QuerySet:
    """What it says of other agreements, and they of it."""
    rows = AgreementRelation.objects.published().filter(Q(subject=agreement) | Q(object=agreement))
    return rows.select_related("subject", "object", "clause__agreement")
