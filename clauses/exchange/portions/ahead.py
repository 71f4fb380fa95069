"""What the rows of a portion of a file need, asked for all of them at once instead of row by row."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, cast

from django.db import models

from ...dataset import Column, Table, with_codes
from ...models import Row
from ..writer import Writer

MOST_KEPT = 5_000  # rows of another table that are held from one portion to the next
Ties = dict[int, dict[int, Row]]  # by the row that has them, and by the row that they lead to


class Ahead:
    """The rows of the table that a portion is about (`stored` are those that may be changed), the rows that its cells
    name by their codes, and the ties between both."""

    def __init__(self, table: Table, writer: Writer, stored: models.QuerySet) -> None:
        self.table, self.writer, self.stored = table, writer, stored
        self.related = [column for column in table.columns if column.related_model]
        self.names_itself = any(column.related_model is table.model for column in self.related)
        self.tied: dict[str, Ties] = {}

    def load(self, portion: Sequence[tuple[str, dict[str, str]]]) -> None:
        """Of rows with their codes. What earlier portions needed is forgotten, unless rows of the file name others."""
        own = self.writer.references(self.table.model)
        for references in self.writer.named.values():
            if (references is own and not self.names_itself) or (references is not own and len(references) > MOST_KEPT):
                references.rows.clear()
        own.load((code for code, _ in portion if code not in own.rows), self.stored)
        for column in self.related:
            self.load_named(column, (cells.get(column.name, "") for _, cells in portion))
        rows = [own.rows[code].pk for code, _ in portion if code in own.rows]
        self.tied = {column.name: self._ties(column, rows) for column in self.related if column.field.many_to_many}

    def load_named(self, column: Column, cells: Iterable[str]) -> None:
        model = cast(type[Row], column.related_model)
        references = self.writer.references(model)
        codes = {code.strip(" ") for cell in set(cells) for code in cell.split(";")}
        references.load(codes - references.rows.keys(), with_codes(model._base_manager.all()))

    def _ties(self, column: Column, keys: Sequence[int]) -> Ties:
        through, ours, theirs = between(column)
        found: Ties = defaultdict(dict)
        for tie in through._base_manager.filter(**{f"{ours}__in": keys}) if keys else ():
            found[getattr(tie, f"{ours}_id")][getattr(tie, f"{theirs}_id")] = tie
        return found


def between(column: Column) -> tuple[type[Row], str, str]:
    """The table between the two of a column with several codes, and its columns that name the one and the other."""
    relation: Any = column.field
    return relation.remote_field.through, relation.m2m_field_name(), relation.m2m_reverse_field_name()
