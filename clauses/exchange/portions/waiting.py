"""Rows that nothing refuses, kept back until there are enough of them to be written together."""

from collections import defaultdict
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db import IntegrityError

from ...models import Row
from ...models.many import save_all
from ...querysets import CHUNK

Item = TypeVar("Item")


class Waiting(Generic[Item]):
    """`written` is told of each item whose row was written; `alone` gets those of a portion that the database refused,
    in their order, to write or refuse them one by one."""

    def __init__(self, using: str, *, written: Callable[[Item], None], alone: Callable[[Item], None]) -> None:
        self.using, self.written, self.alone = using, written, alone
        self.rows: dict[type[Row], list[tuple[Item, Row]]] = defaultdict(list)
        self.items: set[Item] = set()

    def add(self, item: Item, row: Row) -> None:
        """Keeps a row, of which `save_all` is told all that its history is to say."""
        self.rows[type(row)].append((item, row))
        self.items.add(item)
        if len(self.items) >= CHUNK:
            self.write()

    def write(self) -> None:
        """Writes all that wait. No row that waits names another one that does."""
        waiting, self.rows, self.items = self.rows, defaultdict(list), set()
        for portion in waiting.values():
            try:
                save_all([row for _, row in portion], self.using)
            except IntegrityError:
                for item, _ in portion:
                    self.alone(item)
            else:
                for item, _ in portion:
                    self.written(item)
