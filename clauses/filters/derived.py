"""One query string read against a table that is worked out: only its closed lists can be asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from ..dataset import WorkedOut
from .query_string import Check, QueryString


@dataclass
class Selection(QueryString):
    """A query string read against a table that is worked out. UnclearError where it cannot be read."""

    table: WorkedOut

    @cached_property
    def asked(self) -> dict[str, set[str]]:
        """The values asked for, by the column; none where all are."""
        return {name: {text for text in self.data.getlist(name) if text} for name in self.table.filters}

    @property
    def rows(self) -> Iterator[object]:
        """The rows asked for, in the order of the table."""
        return filter(self.holds, self.table.published())

    def holds(self, row: object, *, besides: str = "") -> bool:
        """Whether a row, or anything with the columns that can be asked for, is among those asked for.

        What was asked of the column `besides` is left aside.
        """
        return all(not texts or name == besides or getattr(row, name) in texts for name, texts in self.asked.items())

    def names(self) -> dict[str, bool]:
        return dict.fromkeys(self.table.filters, True) | dict.fromkeys(self.also, False)

    def checks(self) -> tuple[Check, ...]:
        return (self._unread,)

    def _unread(self) -> Iterator[str]:
        for name in self.table.filters:
            known = [str(value) for value, _ in self.table.column(name).field.flatchoices]
            for text in self.data.getlist(name):
                if text and text not in known:
                    yield f"{name}: “{text[:80]}” is none of its values: {', '.join(known)}."
