"""Rows that nothing refuses, kept back until there are enough of them to be written together."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

from django.db import IntegrityError

from ...models import Row
from ...models.many import save_all
from ...querysets import CHUNK

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item")


class Waiting(Generic[Key, Item]):
    """Items, each with its rows. `written` is told of those that were written; where the database refuses a portion,
    nothing of it is, and `alone` gets its items in their order, to write or refuse them one by one."""

    def __init__(self, using: str, *, written: Callable[[Item], None], alone: Callable[[Item], None]) -> None:
        self.using, self.written, self.alone = using, written, alone
        self.items: dict[Key, tuple[Item, Sequence[Row]]] = {}

    def __contains__(self, key: object) -> bool:
        return key in self.items

    def add(self, key: Key, item: Item, *rows: Row) -> None:
        """Keeps rows that have been told all that their histories are to say, each after those of them that it names.

        Other rows that wait are not named by them."""
        self.items[key] = item, rows
        if len(self.items) >= CHUNK:
            self.write()

    def write(self) -> None:
        """Writes all that wait."""
        waiting, self.items = list(self.items.values()), {}
        try:
            save_all([row for _, rows in waiting for row in rows], self.using)
        except IntegrityError:
            for item, _ in waiting:
                self.alone(item)
        else:
            for item, _ in waiting:
                self.written(item)
