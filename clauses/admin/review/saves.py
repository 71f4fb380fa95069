"""The history of a record and of the rows that belong to it, as one story: who, when, why, old → new."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise

from django.db import models
from django.utils.text import capfirst

from ...dataset import BY_MODEL
from ...editing.edits import written_columns
from ..lists.labels import in_words, label, named

LONGEST = 500  # saves of one table; older ones are left out, and the page says so
KINDS = {"+": "added", "~": "changed", "-": "deleted"}


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
    """The columns whose changes are told: what editors write, and not what is worked out from it."""
    withheld = BY_MODEL[model].withheld if model in BY_MODEL and not private else ()
    return [each for each in written_columns(model) if each.name not in withheld]


def story(tables: list[tuple[type[models.Model], str, int]], *, private: bool = True) -> list[Step]:
    """The steps of the rows of each (model, column, key), newest first; the record's own table comes first.

    Without `private`, nothing is told of columns that are never published.
    """
    steps = []
    for model, column, key in tables:
        saves = model.history.filter(**{column: key}).select_related("history_user")
        newest = list(saves.order_by("-history_date", "-history_id")[:LONGEST])
        fields = [each for each in told_fields(model, private=private) if each.attname != column]
        steps += _steps(model, fields, newest[::-1], is_own=model is tables[0][0])
    return sorted(steps, key=lambda step: step.when)[::-1]  # of one moment, what was written last comes first, too


def _steps(model, fields, saves, *, is_own):
    names = related_names(fields, saves)
    by_row = defaultdict(list)
    for save in saves:
        by_row[save.id].append(save)
    for row_saves in by_row.values():
        for before, save in pairwise([None, *row_saves]):
            # The first save of the record itself is the whole record, which its own page shows.
            compared = before is not None or (not is_own and save.history_type == "+")
            yield step(model, save, changes(fields, before, save, names) if compared else [])


def step(model, save, told: list[Change]) -> Step:
    who = save.history_user.get_username() if save.history_user else ""
    reason = save.history_change_reason or ""
    return Step(save.history_date, who, KINDS[save.history_type], model._meta.verbose_name, reason, told)


def changes(fields, before, save, names) -> list[Change]:
    """What differs between a save and the one before it; `names` are those of `related_names` for both."""
    old = _texts(fields, before, names) if before is not None else {}
    new = _texts(fields, save, names) if save.history_type != "-" else {}
    return [
        Change(name, old.get(name, ""), new.get(name, "")) for name in {**old, **new} if old.get(name) != new.get(name)
    ]


def _texts(fields, save, names) -> dict[str, str]:
    """Heading → text of every filled column of a save."""
    texts = {}
    for each in fields:
        value = getattr(save, each.attname)
        if each.is_relation:
            text = names[each.related_model].get(value, f"no. {value}") if value is not None else ""
        else:
            text = in_words(each, value)
        if text:
            texts[capfirst(each.verbose_name)] = text
    return texts


def related_names(fields, saves) -> dict[type[models.Model], dict[int, str]]:
    """What the related rows are called, one query for each related table."""
    wanted = defaultdict(set)
    for each in fields:
        if each.is_relation:
            wanted[each.related_model] |= {getattr(save, each.attname) for save in saves} - {None}
    return {
        related: {row.pk: label(row) for row in named(related).filter(pk__in=keys)} for related, keys in wanted.items()
    }
