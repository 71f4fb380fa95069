"""What a record of a bundle holds, in words; of what was public before, old → new."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from types import SimpleNamespace
from typing import Any

from django.db import models
from django.utils.text import capfirst

from ...editing.bundles.parts import Bundle, Part
from ...editing.edits import ABOUT_REVIEW
from ...editing.refusals import Key
from ...models import Record, Row, owned_tables
from ...vocabularies import ReviewState
from .bundle_cited import Says, says_of
from .saves import Change, Names, changes, related_names, told_fields

MOST_LINES = 40  # of one record; its form has all
MOST_SAVES = 5000  # in the histories of what was public before


@dataclass
class Content:
    """Headings with old → new; `was_public` where there is an old."""

    lines: list[Change] = field(default_factory=list)
    was_public: bool = False
    says: Says | None = None  # of a citation


def contents_of(bundle: Bundle, parts: Collection[Part]) -> dict[Key, Content]:
    by_table: dict[type[Record], list[Part]] = defaultdict(list)
    for part in parts:
        by_table[type(part.row)].append(part)
    found: dict[Key, Content] = {}
    for model, here in by_table.items():
        found |= _of_table(model, here)
    for key, says in says_of(bundle, parts).items():
        found[key].says = says
    return found


def _of_table(model: type[Record], parts: list[Part]) -> dict[Key, Content]:
    fields = [each for each in told_fields(model) if each.name not in ABOUT_REVIEW]
    now = {part.row.pk: _as_saved(part.row, fields) for part in parts}
    before = _last_public(model, now)
    names = related_names(fields, [*now.values(), *before.values()])
    rows = _rows_changed(model, [part for part in parts if part.row.pk in before], before)
    found = {}
    for part in parts:
        old = before.get(part.row.pk)
        lines = changes(fields, old, now[part.row.pk], names)
        lines += rows[part.row.pk] if old is not None else _rows_of(part)
        found[part.key] = Content(lines[:MOST_LINES], old is not None)
    return found


def _as_saved(row: Row, fields: list[models.Field]) -> Any:
    """The row as the history would have it."""
    return SimpleNamespace(history_type="~", **{each.attname: getattr(row, each.attname) for each in fields})


def _last_public(model: type[Record], keys: Iterable[int]) -> dict[int, Any]:
    """How those of these records that were public before were when they last were."""
    history: Any = model.history
    saves = history.filter(id__in=list(keys), state=ReviewState.PUBLISHED).order_by("-history_date", "-history_id")
    found: dict[int, Any] = {}
    for save in saves[:MOST_SAVES]:
        found.setdefault(save.id, save)
    return found


def _rows_changed(model: type[Record], parts: list[Part], before: dict[int, Any]) -> dict[int, list[Change]]:
    """The rows that came, went or were written since these records were last public, by record."""
    found: dict[int, list[Change]] = defaultdict(list)
    ends = _ends(model, before)
    for table, column in owned_tables(model) if parts else ():
        fields = [each for each in told_fields(table) if each.name != column]
        heading = capfirst(str(table._meta.verbose_name))
        old = _rows_before(table, column, ends)
        new = {
            (part.row.pk, row.pk): _as_saved(row, fields) for part in parts for row in part.rows if type(row) is table
        }
        names = related_names(fields, [*old.values(), *new.values()])
        for key in sorted({*old, *new}):
            was, becomes = (_in_a_line(fields, some.get(key), names) for some in (old, new))
            if was != becomes:
                found[key[0]].append(Change(heading, was, becomes))
    return found


def _ends(model: type[Record], before: dict[int, Any]) -> dict[int, datetime]:
    """When each of these records, given as it was last public, was no more so."""
    history: Any = model.history
    later = history.filter(id__in=list(before)).exclude(state=ReviewState.PUBLISHED) if before else history.none()
    ends: dict[int, datetime] = {}
    for key, when in later.order_by("history_date", "history_id").values_list("id", "history_date")[:MOST_SAVES]:
        if when > before[key].history_date:
            ends.setdefault(key, when)
    return ends


def _rows_before(table: type[Row], column: str, ends: dict[int, datetime]) -> dict[tuple[int, int], Any]:
    """The rows that belonged to these records when they were last public, by record and row."""
    found: dict[tuple[int, int], Any] = {}
    history: Any = table.history
    saves = history.filter(**{f"{column}__in": list(ends)}).order_by("history_date", "history_id")
    for save in saves[:MOST_SAVES]:
        owner = getattr(save, f"{column}_id")
        if save.history_date < ends[owner]:
            found[owner, save.id] = save
    return {key: save for key, save in found.items() if save.history_type != "-"}


def _in_a_line(fields: list[models.Field], save: Any, names: Names) -> str:
    return ", ".join(each.new for each in changes(fields, None, save, names)) if save is not None else ""


def _rows_of(part: Part) -> list[Change]:
    return [Change(capfirst(str(row._meta.verbose_name)), "", _named(row)) for row in part.rows]


def _named(row: Any) -> str:
    """What the row is called, without the record that it belongs to."""
    return str(row).removeprefix(f"{getattr(row, row.public_with[0])} – ")
