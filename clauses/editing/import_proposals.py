"""What an import changes of published records: kept as proposals, one for each record, instead of being written."""

from collections import defaultdict
from typing import cast

from ..models import Record, Row
from ..tables import table_of
from ..vocabularies import ReviewState
from .editors import Editor
from .edits import Edit, addition, change, deletion, owner, stored
from .proposals import propose
from .review import needs_review

FROZEN: dict[str, str] = {
    ReviewState.IN_REVIEW: "“{}” is in review, so nobody writes in it. Have it returned first, or take the row out.",
    ReviewState.WITHDRAWN: "“{}” is withdrawn, so nobody writes in it. Take the row out.",
}


class ImportProposals:
    """Given to an import by whoever does not write at once; a superuser's import needs none."""

    def __init__(self, user: Editor) -> None:
        self.user = user
        self.begin()

    def begin(self) -> None:
        """Forgets what was kept: an import may have to be done once more from the start."""
        self.edits: dict[tuple[str, int | None], list[Edit]] = defaultdict(list)
        self.records: dict[tuple[str, int | None], Record] = {}

    def refusal(self, row: Row) -> str:
        """Why nobody may write `row` now; empty where nothing stands in the way."""
        records = [owner(each) for each in (row, stored(row)) if each is not None]
        frozen = next((record for record in records if record is not None and record.state in FROZEN), None)
        return FROZEN[frozen.state].format(frozen) if frozen is not None else ""

    def takes(self, row: Row) -> bool:
        """Whether writing `row` has to wait for a reviewer."""
        return needs_review(row)

    def write(self, row: Row, reason: str) -> None:
        """Keeps the row of a record, or one between it and another, as a proposal has it; `propose` says the reason."""
        edit = change(row) if row.pk else addition(row)
        if edit is not None:
            self._add(row, edit)

    def delete(self, row: Row, reason: str) -> None:
        self._add(row, deletion(row))

    def _add(self, row: Row, edit: Edit) -> None:
        record = cast(Record, owner(row))  # it was asked of it whether the change has to wait
        key = (table_of(record), record.pk)
        self.records[key] = record
        self.edits[key].append(edit)

    def propose(self, reason: str) -> int:
        """Makes the proposals; returns how many."""
        for key, edits in self.edits.items():
            propose(self.records[key], edits, user=self.user, reason=reason)
        return len(self.edits)
