"""One query string read against a table that is worked out: only its closed lists can be asked for."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.http import QueryDict

from ..dataset.columns import WorkedOut
from .faults import UnclearError
from .tracking import without_tracking
from .values import MOST_VALUES, each_once


@dataclass
class Selection:
    """A query string read against a table that is worked out. UnclearError where it cannot be read.

    `also` are the names that the asker knows what to do with itself, such as page.
    """

    table: WorkedOut
    data: QueryDict
    also: tuple[str, ...] = ()

    def __post_init__(self):
        asked = without_tracking(self.data)
        self.data = each_once(asked)
        kinds = (self._unknown, lambda: self._repeated(asked), self._unread)
        faults = chain.from_iterable(kind() for kind in kinds)
        if first := next(faults, None):
            raise UnclearError(chain([first], faults))
        self.asked = {name: {text for text in self.data.getlist(name) if text} for name in self.table.filters}

    @property
    def rows(self) -> Iterator:
        """The rows asked for, in the order of the table."""
        return filter(self.holds, self.table.published())

    def holds(self, row, *, besides: str = "") -> bool:
        """Whether a row, or anything with the columns that can be asked for, is among those asked for.

        What was asked of the column `besides` is left aside.
        """
        return all(not texts or name == besides or getattr(row, name) in texts for name, texts in self.asked.items())

    def _unknown(self) -> Iterator[str]:
        names = (*self.table.filters, *self.also)
        for name in self.data:
            if name not in names:
                yield f"This list cannot be asked for “{name[:80]}”. It knows: {', '.join(sorted(names)) or 'nothing'}."

    def _repeated(self, asked: QueryDict) -> Iterator[str]:
        for name, values in asked.lists():
            if len(values) > MOST_VALUES or (name in self.also and len(values) > 1):
                yield f"“{name[:80]}” is asked {len(values)} times. Ask it once."

    def _unread(self) -> Iterator[str]:
        for name in self.table.filters:
            known = [str(value) for value, _ in self.table.column(name).field.flatchoices]
            for text in self.data.getlist(name):
                if text and text not in known:
                    yield f"{name}: “{text[:80]}” is none of its values: {', '.join(known)}."
