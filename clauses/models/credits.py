"""From whom a source has what it says of a record, up to the end: what it repeats and what it credits for that record.

Nothing may lead back to where it began, or nobody would be its origin.
"""

from collections.abc import Collection
from typing import Any  # citations and sources, whose tables are made with this module

from django.db import models

from ..vocabularies import ReviewState
from .about import TARGETS


def credited(citations: models.QuerySet[Any], sources: Collection[int]) -> models.QuerySet[Any]:
    """Those of the citations in which one of the sources credits another, whoever has let them through yet."""
    standing = citations.filter(source__in=sources, origin__isnull=False).exclude(state=ReviewState.WITHDRAWN)
    return standing.order_by()


def leads_back(start: int, end: int, sources: models.QuerySet[Any], citations: models.QuerySet[Any]) -> bool:
    """Whether `end` is upstream of the source `start`, by what is repeated and what `citations` credit.

    Two queries for each step upwards.
    """
    seen, level = set(), {start}
    while level and end not in level:
        seen |= level
        above = set(sources.filter(pk__in=level).order_by().values_list("derived_from", flat=True))
        above |= set(credited(citations, level).values_list("origin", flat=True))
        level = above - seen - {None}
    return bool(level)


def credits_itself(citation: Any) -> bool:
    """Whether what the citation credits goes back, for the record that it is about, to its own source."""
    about = {f"{name}_id": getattr(citation, f"{name}_id") for name in TARGETS if getattr(citation, f"{name}_id")}
    others = type(citation)._base_manager.filter(**about).exclude(pk=citation.pk)
    sources = type(citation)._meta.get_field("source").related_model._base_manager.all()
    return leads_back(citation.origin_id, citation.source_id, sources, others)


def repeats_itself(source: Any) -> bool:
    """Whether what the source repeats credits, for some record, what goes back to the source."""
    citations = type(source)._meta.get_field("citations").related_model._base_manager.all()
    sources = type(source)._base_manager.all()
    if not leads_back(source.derived_from_id, source.pk, sources, citations):
        return False  # not even if the credits for all records are taken together
    keys = citations.filter(origin__isnull=False).order_by().values(*TARGETS).distinct()
    records = ({name: key for name, key in row.items() if key} for row in keys)
    return any(leads_back(source.derived_from_id, source.pk, sources, citations.filter(**one)) for one in records)
