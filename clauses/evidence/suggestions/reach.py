"""Asking the search columns for many stems at once, as one expression of the database."""

from collections.abc import Iterable, Mapping

from django.db import models
from django.db.models import Case, Count, FloatField, Func, Value, When
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan


def holds(stem: str) -> GreaterThan:
    """Whether a row's search column holds the stem; quicker than LIKE, which knows patterns."""
    return GreaterThan(StrIndex("search_text", Value(stem)), 0)


def weight(stems: Mapping[str, float]) -> Func:
    """The sum of the weights of the stems that a row holds. One flat sum: SQLite's parser refuses deep brackets."""
    parts = [Case(When(holds(stem), then=Value(worth)), default=Value(0.0)) for stem, worth in sorted(stems.items())]
    return Func(Value(0.0), *parts, template="(%(expressions)s)", arg_joiner=" + ", output_field=FloatField())


def holding(stems: Iterable[str]) -> GreaterThan:
    """The condition that a row holds at least one of the stems."""
    return GreaterThan(weight(dict.fromkeys(stems, 1.0)), 0.0)


def frequencies(model: type[models.Model], stems: Iterable[str]) -> tuple[int, dict[str, int]]:
    """How many rows the table has, and how many of them hold each stem, in one query."""
    ordered = sorted(stems)
    counts = {f"n{number}": Count(Case(When(holds(stem), then=1))) for number, stem in enumerate(ordered)}
    found = model.objects.aggregate(rows=Count("pk"), **counts)
    return found["rows"], {stem: found[f"n{number}"] for number, stem in enumerate(ordered)}
