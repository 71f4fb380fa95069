"""The rows that a collection may name while it is checked: those in the database, and those that are yet to come."""

from collections.abc import Callable, Iterable
from itertools import count
from typing import Any

from django.db import models

from ...dataset import BY_MODEL
from ...models import Row, as_code
from ...querysets import CHUNK
from ..portions.ahead import Ahead
from ..reading import RowReader
from ..writer import References, Writer

NUMBERS = count(-(10**9), -1)  # that no row has
Fetch = Callable[[type[Row], list[str]], Iterable[tuple[str, dict[str, str]]]]


class Coming(References):
    """`coming` are the codes of rows that were checked and would be added; `fetch` gives the cells of some of them."""

    def __init__(self, writer: "ComingWriter", model: type[Row], coming: set[str], refused: dict[str, int]) -> None:
        super().__init__(model, writer.using, as_code)
        self.writer, self.coming, self.refused = writer, coming, refused

    def load(self, keys: Iterable, stored: models.QuerySet) -> None:
        wanted = list(keys)
        super().load(wanted, stored)
        coming = [key for key in wanted if key in self.coming and key not in self.rows]
        for start in range(0, len(coming), CHUNK):
            self._make(list(self.writer.fetch(self.model, coming[start : start + CHUNK])))

    def _make(self, found: list[tuple[str, dict[str, str]]]) -> None:
        """Rows that are not stored yet, with all that the rules may ask of them."""
        table = BY_MODEL[self.model]
        ahead = Ahead(table, self.writer, self.model._base_manager.none())
        for column in ahead.related:
            ahead.load_named(column, (cells.get(column.name, "") for _, cells in found))
        reader = RowReader(table, self.writer)
        for code, cells in found:
            row = self.model()
            reader.read(row, cells)
            row.pk = next(NUMBERS)
            self.rows[code] = row

    def get(self, code: str) -> Row:
        if code in self.refused:
            noun = self.model._meta.verbose_name
            raise ValueError(f"names the {noun} “{code}”, whose own row is refused. Mend that one first.")
        return super().get(code)

    def done(self) -> None:
        """What a portion has written is found in the database from now on, and what it would add by its code."""
        for code, row in self.rows.items():
            if row.pk is not None and row.pk > 0 and not row._state.adding:
                self.pks[code] = row.pk
        self.rows.clear()


class ComingWriter(Writer):
    """Writes, or would write, the rows of a collection."""

    def __init__(self, user: Any, fetch: Fetch, known: Callable[[type[Row]], tuple[set[str], dict[str, int]]]) -> None:
        super().__init__(user=user)
        self.fetch, self.of_job = fetch, known

    def references(self, model: type[Row]) -> Coming:
        found = self.named.get(model)
        if not isinstance(found, Coming):
            found = self.named[model] = Coming(self, model, *self.of_job(model))
        return found

    def done(self) -> None:
        for found in self.named.values():
            if isinstance(found, Coming):
                found.done()
