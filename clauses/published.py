"""What must hold for a row to be public, and known on the day asked for (see `known_on`)."""

from functools import lru_cache

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.db.models import Q

from . import known_on
from .known_on import known_q
from .known_on.kept_sql import for_the_day
from .tables import Declared, column_of, model_at
from .vocabularies import ReviewState

TOUCHED = ("where", "annotations", "select", "select_related", "order_by", "distinct", "combinator", "is_sliced")


def published_q(model: type[Declared], prefix: str = "") -> Q:
    """What must hold for a row of `model`, reached through `prefix`, to be public, and known on the day asked for.

    Its own state is published, and so is every row that it cannot be understood without (`public_with`).
    """
    day = known_on.day()
    condition = reviewed_q(model, prefix)
    return condition & known_q(model, prefix, day) if day and not model.never_public else condition


@lru_cache(maxsize=512)
def reviewed_q(model: type[Declared], prefix: str = "") -> Q:
    """What must hold for a row to be public, whenever that came to be known."""
    if model.never_public:
        return Q(**{f"{prefix}pk__in": []})
    condition = Q(**{f"{prefix}state": ReviewState.PUBLISHED}) if has_state(model) else Q()
    for name in model.public_with:
        inner = reviewed_q(model_at(model, name), f"{prefix}{name}__")
        condition &= (Q(**{f"{prefix}{name}__isnull": True}) | inner) if column_of(model, name).null else inner
    return condition & model.also_public_q(prefix)


@for_the_day
def all_published(model: type[Declared]) -> models.sql.Query:
    """The question for all rows that are public, on the day asked for, asked anew by whoever takes a copy of it.

    Every page asks it of many tables, and to make it from its conditions takes longer than to answer it.
    """
    return model._base_manager.filter(published_q(model)).query


def is_untouched(query: models.sql.Query) -> bool:
    """Whether it is what a manager begins with: all rows, as they are."""
    touched = any(getattr(query, name) for name in TOUCHED) or query.select_for_update
    return not touched and not query.deferred_loading[0]  # the columns that `only` or `defer` names


def has_state(model: type[models.Model]) -> bool:
    try:
        return bool(model._meta.get_field("state"))
    except FieldDoesNotExist:
        return False
