"""Search for editors: by the indexes where they have the table, else by its columns and those of what it belongs to."""

from typing import Any

from django.db import models
from django.db.models import Q, QuerySet

from ...dataset import BY_MODEL
from ...fields import CodeField, WebAddressField
from ...folding import LONGEST_SEARCH, MOST_WORDS, fold
from ...models import Searchable
from ...search import desk


def text_columns(model: Any) -> list[str]:
    """The columns of free text of a table that has no folded search text of its own."""
    if issubclass(model, Searchable) or model not in BY_MODEL:
        return []
    fields = [column.field for column in BY_MODEL[model].columns if not column.is_derived]
    texts = (field for field in fields if isinstance(field, models.CharField | models.TextField))
    return [field.name for field in texts if not field.choices and not isinstance(field, CodeField | WebAddressField)]


def searched_relations(model: Any) -> list[str]:
    """The relations whose rows are searched with those of `model`."""
    if issubclass(model, Searchable):
        return list(model.search_also)
    fields = (model._meta.get_field(name) for name in dict.fromkeys((*model.natural_key_fields, *model.public_with)))
    return [field.name for field in fields if field.is_relation and issubclass(field.related_model, Searchable)]


def search_paths(model: Any) -> list[str]:
    """Where `find` looks, as lookups."""
    own = ["search_text"] if issubclass(model, Searchable) else text_columns(model)
    return [*own, *(f"{name}__search_text" for name in searched_relations(model))]


def find(queryset: QuerySet, text: str) -> QuerySet:
    """Rows that answer `text`, public or not.

    Of tables that are in no index those that hold every word in their own columns or in those of the rows that they
    belong to. Words beyond the first `MOST_WORDS` are left out, as public lists say to their readers.
    """
    if desk.is_searched(queryset.model):
        return desk.answering(queryset, text)
    for term in list(dict.fromkeys(text[:LONGEST_SEARCH].split()))[:MOST_WORDS]:
        queryset = queryset.filter(_holds(queryset.model, term))
    return queryset


def _holds(model: Any, term: str) -> Q:
    rows: Any = model._base_manager
    condition = Q(pk__in=model.objects.search(term).values("pk")) if issubclass(model, Searchable) else Q()
    for name in searched_relations(model):
        # Unlike `search`, names and places that are drafts are found, too.
        condition |= Q(pk__in=rows.filter(**{f"{name}__search_text__contains": fold(term)}).values("pk"))
    for name in text_columns(model):
        condition |= Q(**{f"{name}__icontains": term})
    return condition
