"""Disagreements that the editors noted, as pages show them: each side with the record that it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from ...dataset.derived import records_at
from ...evidence.conflicts.decided import Side
from ...evidence.conflicts.noted import Noted, noted_about
from ...models import Agreement, Row, target_key, target_of


@dataclass(frozen=True)
class NotedSides:
    """A noted disagreement with its sides, each with its record; None where that is the one whose page it is on."""

    noted: Noted
    sides: list[tuple[Side, Row | None]]

    @property
    def record(self) -> Row | None:
        """The one record that all of it is about, where that is elsewhere."""
        return self.sides[0][1] if self.is_about_one else None

    @property
    def is_about_one(self) -> bool:
        return len(set(self.noted.keys)) == 1

    @property
    def title(self) -> str:
        return self.noted.disagreement.title

    @property
    def note(self) -> str:
        return self.noted.disagreement.note


def with_their_records(found: Iterable[Noted], page_of: Row | None = None) -> list[NotedSides]:
    """Weighed disagreements with the records of their sides, in as many queries for many as for few."""
    found = list(found)
    records = records_at(key for one in found for key in one.keys)
    return [
        NotedSides(one, [(side, _elsewhere(records[target_key(side.citations[0])], page_of)) for side in one.sides])
        for one in found
    ]


def _elsewhere(record: Row, page_of: Row | None) -> Row | None:
    return None if record == page_of else record


def noted_on_page_of(row: Row) -> list[NotedSides]:
    """Those with a passage about the record; an agreement's page has also those about its names and relations."""
    also = {"name__agreement": row, "relation__subject": row} if isinstance(row, Agreement) else {}
    target = cast(str, target_of(type(row)))  # citations can be about any record that has such a page
    return with_their_records(noted_about(**{target: row}, **also), row)
