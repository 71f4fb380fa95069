"""Every save of every table in one list, newest first: a page of it at a time, however long it has grown.

Each table has a history of its own. Of each, as many saves as a page holds are looked up by an index, and the newest of
them all are the page. The next page begins where this one ends, so that what is saved meanwhile moves nothing.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from heapq import merge
from itertools import islice
from typing import Any

from django.contrib.admin import AdminSite
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest

from ...dataset import CELLS, TABLES
from ...models import SourceText
from ..addresses import form_of
from ..lists.labels import label, named
from ..review.permissions import may_see_private
from ..review.saves import Step, changes, related_names, step, told_fields

LOGGED: tuple[type[Any], ...] = (*(table.model for table in TABLES), *CELLS, SourceText)
PLACE = re.compile(r"(\d{8}T\d{12})-([a-z]{1,60})-(\d{1,18})", re.ASCII)
NAMED_BY = ("title", "name", "label", "heading", "wid", "slug")


@dataclass(frozen=True, order=True)
class Place:
    """Where a save is in the log: its time, and among saves of one time its table and number."""

    when: datetime
    table: int
    number: int

    @classmethod
    def read(cls, text: str) -> "Place | None":
        """The place that `str` wrote; None for what is none."""
        found = PLACE.fullmatch(text)
        names = [model._meta.model_name for model in LOGGED]
        if not found or found[2] not in names:
            return None
        try:
            when = datetime.strptime(found[1], "%Y%m%dT%H%M%S%f").replace(tzinfo=UTC)
        except ValueError:
            return None
        return cls(when, names.index(found[2]), int(found[3]))

    def __str__(self) -> str:
        when = self.when.astimezone(UTC).strftime("%Y%m%dT%H%M%S%f")
        return f"{when}-{LOGGED[self.table]._meta.model_name}-{self.number}"

    def older(self, table: int) -> Q:
        """The saves of a table that stand after this place."""
        if table == self.table:
            return Q(history_date__lt=self.when) | Q(history_date=self.when, history_id__lt=self.number)
        how = "lte" if table < self.table else "lt"
        return Q(**{f"history_date__{how}": self.when})


@dataclass(frozen=True)
class Entry:
    """One save, and the record that it is of: its name, and its address where it still exists."""

    step: Step
    name: str
    address: str


def visible_tables(request: HttpRequest, site: AdminSite) -> list[type[models.Model]]:
    """The tables whose saves the user may see."""
    return [model for model in LOGGED if site.get_model_admin(model).has_view_permission(request)]


def newest(tables: Iterable[type[models.Model]], condition: Q, size: int, place: Place | None = None) -> list[Place]:
    """The first `size` saves of `tables` under `condition`, after `place`; one short query for each table."""
    found = (_newest_of(model, condition, size, place) for model in tables)
    return list(islice(merge(*found, reverse=True), size))


def _newest_of(model: Any, condition: Q, size: int, place: Place | None) -> list[Place]:
    table = LOGGED.index(model)
    saves = model.history.model.objects.filter(condition)
    saves = saves.filter(place.older(table)) if place else saves
    rows = saves.order_by("-history_date", "-history_id").values_list("history_date", "history_id")[:size]
    return [Place(when, table, number) for when, number in rows]


def entries(request: HttpRequest, places: list[Place]) -> list[Entry]:
    """The saves at these places, in a few queries for each of their tables."""
    told: dict[tuple[int, int], Entry] = {}
    numbers: dict[int, list[int]] = defaultdict(list)
    for place in places:
        numbers[place.table].append(place.number)
    for table, keys in numbers.items():
        for number, entry in _entries_of(request, LOGGED[table], keys):
            told[table, number] = entry
    return [told[place.table, place.number] for place in places]


def _entries_of(request: HttpRequest, model: Any, numbers: list[int]) -> Iterator[tuple[int, Entry]]:
    saves, before = _with_saves_before(model, numbers)
    fields = told_fields(model, private=may_see_private(request, model))
    names = related_names(fields, [*saves, *before.values()])
    rows = {row.pk: row for row in named(model).filter(pk__in={save.id for save in saves})}
    for save in saves:
        earlier = before.get(save.number_before)
        differences = changes(fields, earlier, save, names) if earlier and save.history_type == "~" else []
        row = rows.get(save.id)
        name = label(row) if row is not None else _last_name(save)
        yield save.history_id, Entry(step(model, save, differences), name, form_of(row) if row is not None else "")


def _with_saves_before(model: Any, numbers: list[int]) -> tuple[list, dict]:
    """The saves with these numbers, and by their numbers the saves of the same rows before them."""
    history = model.history.model.objects
    earlier = Q(history_date__lt=OuterRef("history_date")) | Q(
        history_date=OuterRef("history_date"), history_id__lt=OuterRef("history_id")
    )
    last = history.filter(earlier, id=OuterRef("id")).order_by("-history_date", "-history_id").values("history_id")
    saves = history.filter(pk__in=numbers).annotate(number_before=Subquery(last[:1])).select_related("history_user")
    saves = list(saves)
    return saves, history.in_bulk({save.number_before for save in saves} - {None})


def _last_name(save: Any) -> str:
    """What a row that is gone was called when it was last saved, without asking for what it belonged to."""
    texts = (getattr(save, name, "") for name in NAMED_BY)
    return next((text for text in texts if isinstance(text, str) and text), f"no. {save.id}")
