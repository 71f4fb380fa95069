"""What the tables that are worked out share: their usual columns and the order of their rows."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db import models

from ...models import CITABLE, Row
from ...querysets import CHUNK, R, RowQuerySet, default_order
from .. import BY_MODEL
from ..columns import with_codes

CITED = {target: BY_MODEL[model] for target, model in CITABLE.items()}


def whole(heading: str, help_text: str) -> models.Field:
    """A column that counts."""
    return models.PositiveIntegerField(heading, help_text=help_text)


def text(heading: str, help_text: str, *, blank: bool = False) -> models.Field:
    return models.CharField(heading, max_length=500, blank=blank, help_text=help_text)


def whole_or_none(heading: str, help_text: str) -> models.Field:
    return models.PositiveIntegerField(heading, null=True, blank=True, help_text=help_text)


def day(heading: str, help_text: str) -> models.Field:
    return models.DateField(heading, null=True, blank=True, help_text=help_text)


def about_columns() -> dict[str, models.Field]:
    """The columns that say which record a row is about."""
    tables = [(table.name, table.title) for table in CITED.values()]
    return {
        "table": models.CharField("table", max_length=40, choices=tables, help_text="The table of the record."),
        "code": text("code", "The code of the record in that table."),
    }


def counted_columns(whose: str) -> dict[str, models.Field]:
    """The columns that say how much stands behind a statement."""
    return {
        "reports": whole("reports", f"How many sources {whose}, however many of their passages."),
        "outlets": whole("outlets", "How many different publishers these sources have."),
        "origins": whole("origins", "How many independent origins they go back to; copies of one voice are one."),
        "self_reported": models.BooleanField(
            "self-reported", help_text="Whether one of the origins is a party to the agreement or an organ of one."
        ),
    }


def in_file_order(rows: RowQuerySet) -> RowQuerySet:
    """`rows` in the order of every file, with what their codes need."""
    return with_codes(rows).as_then("date_sort").order_by(*default_order(rows.model), "pk")


def in_portions(rows: RowQuerySet[R]) -> Iterator[list[R]]:
    """`rows` in the order of every file, some at a time, so that only these are held in memory."""
    coming = in_file_order(rows).iterator(chunk_size=CHUNK)
    while some := list(islice(coming, CHUNK)):
        yield some


def records_at(keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Row]:
    """The public records with these keys of citations, as ("action", 7), in as many queries for many as for few."""
    wanted: dict[str, set[int]] = {}
    for target, key in keys:
        wanted.setdefault(target, set()).add(key)
    rows = {target: CITED[target].model.objects.published().filter(pk__in=some) for target, some in wanted.items()}
    return {(target, row.pk): row for target, some in rows.items() for row in in_file_order(some)}
