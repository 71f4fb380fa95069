"""When the public record was first published here or last changed, and in what: by the history of what was public.

Only headings are said, never values. A save counts where the row was published by its own state and names no record
that is hidden today; what happened to a draft is said by nothing but the day on which it became public.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from operator import itemgetter
from typing import Any

from django.db import models
from django.db.models import Min

from ...dataset import BY_MODEL
from ...exchange.writer import IMPORTED, LOADED
from ...models import Record, Row, belonging_to, row_at
from ...published import has_state
from ...querysets import RowQuerySet
from ...tables import column_of
from ...vocabularies import ReviewState

# What is mended so soon after a record became public is part of its making. Also, histories from before one step had
# one moment (see `one_moment`) hold a load of all records spread over minutes.
SETTLING = timedelta(minutes=10)
MOST_SAVES = 500  # of one table


@dataclass(frozen=True)
class LastChange:
    """`what` is empty where nothing has changed since the record became public."""

    when: datetime
    what: list[str]


def last_change(row: Record) -> LastChange | None:
    """In as many queries for a long history as for a short one; None where the history knows no publication.

    What was loaded into this installation as public had been published before, on a day that its history does not know:
    then only what changed since is said.
    """
    since = _public_since(row)
    if since is None:
        return None
    start, was_loaded = since
    fields = _public_fields(type(row))
    saves = _saves_of(row, fields)
    found: list[tuple[datetime | None, str]] = [*_own(fields, saves)]
    for model, name, words in belonging_to(type(row)):
        found += [(_seen(saves, when), words) for when in _Ties(model, name, row.pk).changes()]
    later = [(when, words) for when, words in found if when is not None and when > start + SETTLING]
    if not later:
        return None if was_loaded else LastChange(start, [])
    last = max(when for when, _ in later)
    return LastChange(last, list(dict.fromkeys(words for when, words in later if when.date() == last.date())))


def _public_since(row: Row) -> tuple[datetime, bool] | None:
    """When the row, and everything without which it is not public, had first been published; and whether the last of
    these came in as public with a file, which had been published before."""
    saves = row.history.filter(state=ReviewState.PUBLISHED).order_by("history_date", "history_id")
    first = saves.values_list("history_date", "history_change_reason").first()
    if first is None:
        return None
    when, reason = first
    own = when, (reason or "").startswith((LOADED, IMPORTED))
    above = (getattr(row, name) for name in row.public_with)
    firsts = [own, *(_public_since(each) for each in above if each is not None)]
    return max((first for first in firsts if first is not None), key=itemgetter(0))


def _saves_of(row: Row, fields: list[models.Field]) -> list[dict]:
    rows = row.history.order_by("-history_date", "-history_id")
    return list(rows.values("history_date", "state", *(field.attname for field in fields))[:MOST_SAVES])[::-1]


def _seen(saves: list[dict], when: datetime) -> datetime | None:
    """When readers saw what was written at `when`: at once, or as soon as the record was published again."""
    before = [save for save in saves if save["history_date"] <= when]
    if before and before[-1]["state"] == ReviewState.PUBLISHED:
        return when
    after = (save["history_date"] for save in saves[len(before) :] if save["state"] == ReviewState.PUBLISHED)
    return next(after, None)


def _public_fields(model: type[Row]) -> list[models.Field]:
    """The public columns of a table that are somebody's entry; the rows of plain sets are made of nothing but keys."""
    if model not in BY_MODEL:
        return [field for field in model._meta.concrete_fields if field.is_relation]
    columns = (column for column in BY_MODEL[model].columns if not column.is_derived)
    return [column.field for column in columns if not column.field.many_to_many]


def _own(fields: list[models.Field], saves: list[dict]) -> Iterator[tuple[datetime, str]]:
    """The changes from one published save of the record to the next."""
    saves = [save for save in saves if save["state"] == ReviewState.PUBLISHED]
    public = _public_keys(fields, saves)
    for before, save in pairwise(saves):
        for field in fields:
            if _shown(field, before, public) != _shown(field, save, public):
                yield save["history_date"], str(field.verbose_name)


def _public_keys(fields: Iterable[models.Field], saves: list[dict]) -> dict[str, set[int]]:
    """Which of the records that the saves name are public, by column: one query for each column that names any."""
    found = {}
    for field in fields:
        keys = {save[field.attname] for save in saves} - {None} if field.is_relation else set()
        if keys:
            found[field.attname] = set(
                _published(row_at(field.model, field.name), pk__in=keys).values_list("pk", flat=True)
            )
    return found


def _published(model: type[Row], **which: Any) -> RowQuerySet:
    return model.objects.published().filter(**which).order_by()


def _shown(field: models.Field, save: dict, public: dict[str, set[int]]) -> Any:
    """The value of a column as far as it is public."""
    value = save[field.attname]
    return value if not field.is_relation or value in public.get(field.attname, ()) else None


class _Ties:
    """The saves of the rows of one table that belong, or once belonged, to a record."""

    def __init__(self, model: type[Row], name: str, pk: int) -> None:
        self.model, self.within, self.pk = model, f"{name}_id", pk
        self.fields = _public_fields(model)
        self.needed = [column_of(model, other) for other in model.public_with if other != name]
        self.saves = self._saves()
        self.public = _public_keys({*self.fields, *self.needed}, self.saves)
        self.since = {field.attname: self._first_published(field) for field in self.needed}
        self.codes = self._public_codes()

    def _saves(self) -> list[dict]:
        history = self.model.history
        names = {field.attname for field in (*self.fields, *self.needed)} | {self.within}
        names |= {"state"} if has_state(self.model) else set()
        rows = history.filter(id__in=history.filter(**{self.within: self.pk}).values("id"))
        rows = rows.order_by("-history_date", "-history_id")
        return list(rows.values("id", "history_date", "history_type", *names)[:MOST_SAVES])[::-1]

    def _first_published(self, field: models.Field) -> dict[int, datetime]:
        """When the records in a column, without which the row is not public, had first been published."""
        keys = self.public.get(field.attname)
        if not keys or not has_state(row_at(field.model, field.name)):
            return {}
        saves = row_at(field.model, field.name).history.filter(id__in=keys, state=ReviewState.PUBLISHED).order_by()
        return dict(saves.values_list("id").annotate(Min("history_date")))

    def _public_codes(self) -> set[tuple]:
        """The records that the saves name by a code, as far as they are public."""
        named = defaultdict(set)
        for save in self.saves:
            for model, (code,) in self.model.named_by_value(save):
                named[model].add(code)
        rows = ((model, _published(model, slug__in=codes)) for model, codes in named.items())
        return {(model, (code,)) for model, some in rows for code in some.values_list("slug", flat=True)}

    def _face(self, save: dict) -> tuple | None:
        """What readers saw of the row; None where they saw nothing."""
        hidden = save["history_type"] == "-" or save.get("state", ReviewState.PUBLISHED) != ReviewState.PUBLISHED
        if hidden or save[self.within] != self.pk or not set(self.model.named_by_value(save)) <= self.codes:
            return None
        for field in self.needed:
            if save[field.attname] is not None and save[field.attname] not in self.public[field.attname]:
                return None
        return tuple(_shown(field, save, self.public) for field in self.fields)

    def changes(self) -> Iterator[datetime]:
        """When what readers see of these rows changed: not before all that a row needs was public, too."""
        by_row = defaultdict(list)
        for save in self.saves:
            by_row[save["id"]].append(save)
        for saves in by_row.values():
            before = None if saves[0]["history_type"] == "+" else self._face(saves[0])
            for save in saves:
                face = self._face(save)
                if face != before:
                    needed = self.needed if face is not None else ()
                    firsts = [self.since[field.attname].get(save[field.attname]) for field in needed]
                    yield max(when for when in (save["history_date"], *firsts) if when is not None)
                before = face
