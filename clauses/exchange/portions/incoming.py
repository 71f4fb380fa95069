"""A row of a file on its way into its table."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from ...models import Row
from ..results import Outcome


@dataclass(eq=False)
class Incoming:
    """A row of the file, put on the row of the table that it is about and not yet written.

    `before` and `after` are the cells of that row, without and with what the file says. `sets` are the rows that its
    cells with several codes name. `moves` where it goes to another state, which no cell says.
    """

    row: Row
    before: list[str]
    reason: str
    outcome: Outcome
    code: str
    after: list[str] = field(default_factory=list)
    sets: dict[str, list[Row]] = field(default_factory=dict)
    moves: bool = False
    is_new: bool = False

    @property
    def is_same(self) -> bool:
        return not (self.is_new or self.moves) and self.before == self.after

    def cells(self, header: list[str]) -> Iterator[tuple[str, str, str]]:
        """Each column with what was in it and what is to be."""
        return zip(header, self.before, self.after, strict=True)

    def differs(self, header: list[str]) -> bool:
        """Whether the row itself is to be written, apart from what stands in its sets."""
        changed = any(old != new and name not in self.sets for name, old, new in self.cells(header))
        return changed or self.is_new or self.moves
