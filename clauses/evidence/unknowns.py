"""What the record says that it does not know: dates that are marked or open, and values that no source is known for."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TypeVar, cast

from django.apps import apps
from django.db import models
from django.db.models import Q

from .. import dates
from ..fields import UncertainDateField
from ..models import Citation, Record, Row
from ..querysets import CitationQuerySet, RowQuerySet
from ..vocabularies import CitedField, Extent

R = TypeVar("R", bound=Row)

MARKS = ("?", "~", "%")
# How notes on citations say that nobody saw the source say it. Each is a part of a sentence in use.
NOT_KNOWN_TO_SAY = (
    "for the sources of the event together",
    "which of the event's sources has this is not noted",
    "not known to name",
    "not known to say",
    "not in the source",
)
# How they say that nobody saw the source at all.
NOT_SEEN = ("its text was not read", "not seen by the editors")


@dataclass(frozen=True)
class Doubtful:
    """A date that the record gives and does not know for certain: of which row, in which column, and why."""

    row: Record
    column: str
    value: str
    why: str

    def __str__(self) -> str:
        return f"{self.row._meta.verbose_name} {self.row.code}, {self.column}: {self.value}, {self.why}"


def doubtful_dates() -> Iterator[Doubtful]:
    """Every public date that is marked or open, table by table, in as many queries for many rows as for few."""
    for model in apps.get_app_config("clauses").get_models():
        names = [field.name for field in model._meta.concrete_fields if isinstance(field, UncertainDateField)]
        if issubclass(model, Record) and names:
            yield from _dates(model, names)
    yield from _of_rows(rows_of(Citation).filter(field=CitedField.DATE), ["value"])


def _dates(model: type[Record], names: Iterable[str]) -> Iterator[Doubtful]:
    given = reduce(or_, (Q(**{f"{name}__gt": ""}) for name in names))
    yield from _of_rows(rows_of(model).filter(given), names)


def _of_rows(rows: Iterable[Record], names: Iterable[str]) -> Iterator[Doubtful]:
    for row in rows:
        for name in names:
            why = why_doubtful(getattr(row, name))
            if why:
                yield Doubtful(row, name, getattr(row, name), why)


def why_doubtful(date: str) -> str:
    """In what way an uncertain date is marked or open; empty where it is neither."""
    marks = [mark for mark in MARKS if mark in date]
    if marks:
        return f"marked with {' and '.join(marks)}"
    found = dates.parse(date) if date else None
    return "open at one end" if found and not (found.start and found.end) else ""


def unsaid() -> models.QuerySet[Citation]:
    """The public citations that support a record, and whose note says that the source is not known to say so."""
    return cast(CitationQuerySet[Citation], rows_of(Citation)).believed().filter(_noted(NOT_KNOWN_TO_SAY))


def seen_after_all() -> models.QuerySet[Citation]:
    """The public citations whose note says that nobody saw the source, of which the record says what was seen."""
    nothing = ("", Extent.NOTHING)
    return rows_of(Citation).filter(_noted(NOT_SEEN)).exclude(source__extent__in=nothing)


def _noted(words: Iterable[str]) -> Q:
    return reduce(or_, (Q(note__icontains=each) for each in words))


def rows_of(model: type[R]) -> RowQuerySet[R]:
    """The public rows in the order of their codes, with what these need."""
    paths = {path.rpartition("__")[0] for path in model.natural_key_paths()} - {""}
    rows = cast(RowQuerySet[R], model.objects.published())
    return (rows.select_related(*paths) if paths else rows).order_by(*model.natural_key_paths())
