"""The history of a record and of the rows that belong to it, as one story: who, when, why, old → new."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, cast

from django.db import models
from django.utils.text import capfirst

from ...dataset import BY_MODEL
from ...editing.edits import written_columns
from ...models import Row
from ..lists.labels import in_words, label, named

LONGEST = 500  # saves of one table; older ones are left out, and the page says so
KINDS = {"+": "added", "~": "changed", "-": "deleted"}
Names = dict[type[models.Model], dict[int, str]]  # what related rows are called, by table and number


@dataclass(frozen=True)
class Change:
    heading: str
    old: str
    new: str


@dataclass(frozen=True)
class Step:
    """One save of the record or of a row that belongs to it."""

    when: datetime
    who: str
    kind: str
    what: str
    reason: str
    changes: list[Change] = field(default_factory=list)


def told_fields(model: type[models.Model], *, private: bool = True) -> list[models.Field]:
    """The columns whose changes are reported: what editors write, and not what is worked out from it."""
    withheld = BY_MODEL[model].withheld if model in BY_MODEL and not private else ()
    return [each for each in written_columns(model) if each.name not in withheld]


def saves_of(tables: list[tuple[type[Row], str, int]], *, private: bool = True) -> list[Step]:
    """The steps of the rows of each (model, column, key), newest first; the record's own table comes first.

    Without `private`, nothing is said of columns that are never published.
    """
    steps: list[Step] = []
    for model, column, key in tables:
        history: Any = model.history
        saves = history.filter(**{column: key}).select_related("history_user")
        newest = list(saves.order_by("-history_date", "-history_id")[:LONGEST])
        fields = [each for each in told_fields(model, private=private) if each.attname != column]
        steps += _steps(model, fields, newest[::-1], is_own=model is tables[0][0])
    return sorted(steps, key=lambda step: step.when)[::-1]  # of one moment, what was written last comes first, too


def _steps(model: type[Row], fields: list[models.Field], saves: list[Any], *, is_own: bool) -> Iterator[Step]:
    names = related_names(fields, saves)
    by_row = defaultdict(list)
    for save in saves:
        by_row[save.id].append(save)
    for row_saves in by_row.values():
        for before, save in pairwise([None, *row_saves]):
            # The first save of the record itself is the whole record, which its own page shows.
            compared = before is not None or (not is_own and save.history_type == "+")
            yield step(model, save, changes(fields, before, save, names) if compared else [])


def step(model: type[Row], save: Any, told: list[Change]) -> Step:
    who = save.history_user.get_username() if save.history_user else ""
    reason = save.history_change_reason or ""
    return Step(save.history_date, who, KINDS[save.history_type], str(model._meta.verbose_name), reason, told)


def changes(fields: list[models.Field], before: Any, save: Any, names: Names) -> list[Change]:
    """What differs between a save and the one before it; `names` are those of `related_names` for both."""
    old = _texts(fields, before, names) if before is not None else {}
    new = _texts(fields, save, names) if save.history_type != "-" else {}
    return [
        Change(name, old.get(name, ""), new.get(name, "")) for name in {**old, **new} if old.get(name) != new.get(name)
    ]


def _texts(fields: list[models.Field], save: Any, names: Names) -> dict[str, str]:
    """Heading → text of every filled column of a save."""
    texts = {}
    each: Any
    for each in fields:
        value = getattr(save, each.attname)
        if each.is_relation:
            text = names[each.related_model].get(value, f"no. {value}") if value is not None else ""
        else:
            text = in_words(each, value)
        if text:
            texts[capfirst(each.verbose_name)] = text
    return texts


def related_names(fields: list[models.Field], saves: Iterable[Any]) -> Names:
    """What the related rows are called, one query for each related table."""
    wanted: dict[type[models.Model], set[int]] = defaultdict(set)
    for each in fields:
        if each.is_relation:
            keys = {getattr(save, each.attname) for save in saves} - {None}
            wanted[cast(type[models.Model], each.related_model)] |= keys
    return {
        related: {row.pk: label(row) for row in named(related).filter(pk__in=keys)} for related, keys in wanted.items()
    }
