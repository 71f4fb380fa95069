"""Asking the search columns for many stems at once, each time in one expression of the database.

The expressions are written flat and by hand: put together of Django's own, which copies and compares each part, those
for the stems of one article would take a second.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, Count, F, FloatField, Func, TextField
from django.db.models.sql.compiler import SQLCompiler

from ...models import Row

AT_ONCE = 200  # counts in one expression; SQLite refuses what is deeper than 1,000
# Whether a text holds another one. LIKE would do too, but knows patterns, which take time.
HOLDS = {"sqlite": "INSTR({}, %s) > 0", "postgresql": "STRPOS({}, %s) > 0"}


class Weight(Func):
    """The sum of the weights of the stems that a row's search column holds."""

    def __init__(self, stems: Mapping[str, float]):
        super().__init__(F("search_text"), output_field=FloatField())
        self.stems = sorted(stems.items())

    def as_sql(  # type: ignore[override]  # one of its two shapes, as Django asks for it
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **kwargs: Any
    ) -> tuple[str, list[Any]]:
        column, own = compiler.compile(self.source_expressions[0])
        part = f"CASE WHEN {HOLDS[connection.vendor].format(column)} THEN %s ELSE 0.0 END"
        params = [value for stem, worth in self.stems for value in (*own, stem, worth)]
        return f"({' + '.join([part] * len(self.stems)) or '0.0'})", params


class Counts(Aggregate):
    """How many rows hold each of the stems: numbers in their order, separated by spaces."""

    allow_distinct = False

    def __init__(self, stems: Iterable[str] = (), **extra: Any):
        super().__init__(F("search_text"), output_field=TextField())
        self.stems = list(stems)

    def as_sql(  # type: ignore[override]  # one of its two shapes, as Django asks for it
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **kwargs: Any
    ) -> tuple[str, list[Any]]:
        column, own = compiler.compile(self.source_expressions[0])
        part = f"COUNT(CASE WHEN {HOLDS[connection.vendor].format(column)} THEN 1 END)"
        return " || ' ' || ".join([part] * len(self.stems)), [value for stem in self.stems for value in (*own, stem)]


def frequencies(model: type[Row], stems: list[str]) -> tuple[int, dict[str, int]]:
    """How many rows the table has, and how many of them hold each stem; in one query for AT_ONCE stems."""
    rows = 0
    held: dict[str, int] = {}
    for first in range(0, len(stems), AT_ONCE):
        some = stems[first : first + AT_ONCE]
        found = model.objects.aggregate(rows=Count("pk"), held=Counts(some))
        rows = found["rows"]
        held |= dict(zip(some, map(int, str(found["held"]).split()), strict=True))
    return rows, held
