"""The first of many rows, with how many there are in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ...evidence.states import tell_states
from ...querysets import CommitmentQuerySet
from ...while_unchanged import kept_count

MOST_PROMISES = 40


@dataclass(frozen=True)
class Some:
    """The rows that are shown, and how many there are."""

    rows: Sequence[Any]
    count: int

    @property
    def is_one(self) -> bool:
        return self.count == 1

    @property
    def more(self) -> int:
        return self.count - len(self.rows)


def first_promises(rows: CommitmentQuerySet) -> Some:
    """The first of these promises in the order of their texts, with their states."""
    shown = rows.in_default_order().select_related("clause__agreement")[:MOST_PROMISES]
    return Some(tell_states(shown), kept_count(rows))
