"""The sources that were out on a day and what they support, to build rules of. A rule is written for rows that are
reached through a prefix, as lookups are: `rule("action__", day)` is the Q of the action of the row.
"""

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact

from ..dates import in_doubt
from ..tables import Declared, column_of, model_at, table_of
from ..vocabularies import ReviewState, Stance
from ..vocabularies.sources import MEASURED
from .kept_sql import Kept, exists

Rule = Callable[[str, date], Q]
RULES: dict[str, Rule] = {}  # by the name of the model; filled by `records` and `named`


@lru_cache(maxsize=256)
def known_q(model: type[Declared], prefix: str, day: date) -> Q:
    """What must hold for a public row of `model`, reached through `prefix`, to have been known on `day`.

    A row without a rule of its own was known where everything was that it cannot be understood without.
    """
    rule = RULES.get(table_of(model))
    return rule(prefix, day) if rule else all_needed(model, prefix, day)


def all_needed(model: type[Declared], prefix: str, day: date, names: tuple[str, ...] = ()) -> Q:
    """That the rows of `public_with`, or those of them that `names` names, were known."""
    condition = Q()
    for name in names or model.public_with:
        inner = known_q(model_at(model, name), f"{prefix}{name}__", day)
        condition &= (Q(**{f"{prefix}{name}__isnull": True}) | inner) if column_of(model, name).null else inner
    return condition


def model_of(name: str) -> type[Declared]:
    return apps.get_model("clauses", name)


def rows_of(name: str) -> models.QuerySet[Any]:
    return model_of(name)._base_manager.order_by()


def out_by(day: date, prefix: str = "") -> Q:
    """Sources that were certainly out: what has no date, one in doubt, or one that may be later is not placed."""
    return Q(**{f"{prefix}published_latest__lte": day}) & ~in_doubt(f"{prefix}published")


def not_out_by(day: date) -> Q:
    """Sources that were out later, or without a certain date."""
    return Q(source__published_latest__gt=day) | never_placed("source__")


def never_placed(prefix: str = "") -> Q:
    """Sources without a day by which they were certainly out."""
    return Q(**{f"{prefix}published_latest__isnull": True}) | in_doubt(f"{prefix}published")


def published_at(*paths: str) -> Q:
    """That the rows at the paths are published; asked so that SQLite does not take the index of a state that nearly
    all rows have, and read all of them for each row of the outer query."""
    condition = Q()
    for path in paths:
        condition &= Q(Exact(Coalesce(f"{path}__state" if path else "state", Value("")), Value(ReviewState.PUBLISHED)))
    return condition


def statements(day: date) -> models.QuerySet[Any]:
    """The citations from sources that were out, whatever they are about."""
    return rows_of("citation").filter(published_at("", "source"), out_by(day, "source__"))


def reports(day: date) -> models.QuerySet[Any]:
    """Those that support their record; a figure about a promise does not say that it was made."""
    return statements(day).filter(stance=Stance.SUPPORTS).exclude(measures())


def measures(prefix: str = "") -> Q:
    """Figures about a promise."""
    return Q(**{f"{prefix}commitment__isnull": False, f"{prefix}field__in": MEASURED})


def is_reported(target: str, prefix: str, day: date) -> Kept:
    """Whether a report is about the row, which `target` of a citation names."""
    return exists(reports(day), **{target: f"{prefix}pk"})


def any_of(*conditions: Q | Kept) -> Q:
    found = Q()
    for condition in conditions:
        found |= Q(condition)
    return found
