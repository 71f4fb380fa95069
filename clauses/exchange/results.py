"""What an import did or would do, row by row, with the lines of the file."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from heapq import heappop, heappush

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from import_export.results import Error, Result, RowResult

from ..models import Row
from .problems import FileError, Problem

MOST_NAMED = 5
MOST_SHOWN = 1000  # rows of a preview; the numbers above it count all
NOTHING_IMPORTED = "Nothing was imported."
STALE = "Somebody changed these records after the preview. Look at a new preview: choose the file once more."
PROPOSED = "proposed"  # the outcome of a row that waits for a reviewer


class Outcome(RowResult):
    """What came of the row in one `line` of a file; `changes` are (column, old text, new text).

    Files have many rows, so an outcome holds little: what it has nothing of is the class's, and the row is not kept.
    """

    errors: Sequence[Error] = ()
    validation_error: ValidationError | None = None
    changes: Sequence[tuple[str, str, str]] = ()
    object_id: int | None = None
    object_repr = ""

    def __init__(self, line: int) -> None:
        self.line, self.import_type = line, self.IMPORT_TYPE_SKIP

    def tell(self, row: Row, cells: Iterable[tuple[str, str, str]]) -> None:
        """Notes the row and, of its cells, those that differ."""
        self.add_instance_info(row)
        self.changes = [(name, old, new) for name, old, new in cells if old != new]

    def fail(self, error: Exception) -> None:
        """Notes what is wrong with the row, or what went wrong."""
        if isinstance(error, ValidationError):
            self.import_type, self.validation_error = self.IMPORT_TYPE_INVALID, error
        else:
            self.import_type, self.errors = self.IMPORT_TYPE_ERROR, [Error(error)]


class ImportResult(Result):
    """The outcome of one file, each of whose rows is an `Outcome`."""

    def __init__(self) -> None:
        super().__init__()
        self.totals[PROPOSED] = 0
        self.sheet = ""  # of a workbook, that was read
        self.proposals = 0  # made of those rows, one for each record
        self.changed = 0  # rows of which a cell differs; the first of them, up to MOST_SHOWN, hold the changes
        self._shown: list[tuple[int, Outcome]] = []
        self._digests: list[tuple[int, bytes]] = []

    @classmethod
    def refused(cls, error: FileError) -> "ImportResult":
        """That of a file whose rows were not looked at."""
        result = cls()
        result.refuse(error)
        return result

    def refuse(self, error: FileError) -> None:
        """Adds what is wrong with the file as a whole."""
        self.append_base_error(Error(error))

    def add(self, outcome: Outcome) -> None:
        """Adds what came of the next row."""
        self.total_rows += 1
        self.increment_row_result_total(outcome)
        self.append_row_result(outcome)
        change = json.dumps((outcome.line, outcome.import_type, outcome.changes))
        self._digests.append((outcome.line, hashlib.sha256(change.encode()).digest()))
        if outcome.changes:
            self.changed += 1
            heappush(self._shown, (-outcome.line, outcome))
            if len(self._shown) > MOST_SHOWN:
                heappop(self._shown)[1].changes = ()
        if outcome.errors:
            self.append_error_row(outcome.line, {}, outcome.errors)
        elif outcome.validation_error:
            self.append_invalid_row(outcome.line, {}, outcome.validation_error)

    @property
    def is_refused(self) -> bool:
        return self.has_errors() or self.has_validation_errors()

    @property
    def is_stale(self) -> bool:
        """Whether records were changed after the preview."""
        return any(problem.message == STALE for problem in self.problems)

    @property
    def problems(self) -> list[Problem]:
        """All that is wrong, in the order of the file."""
        found: list[Problem] = []
        for base in self.base_errors:
            is_known = isinstance(base.error, FileError)
            found += base.error.problems if is_known else [Problem(0, "", f"{base.error} {NOTHING_IMPORTED}")]
        for row in self.invalid_rows:
            for name, messages in row.error_dict.items():
                column = "" if name == NON_FIELD_ERRORS else name
                found += [Problem(row.number, column, message) for message in messages]
        for row in self.error_rows:
            found += [Problem(row.number, "", f"{error.error} {NOTHING_IMPORTED}") for error in row.errors]
        return sorted(found)

    def in_file_order(self) -> None:
        """Puts the rows back into the order of the file; they were read parents first."""
        self.rows.sort(key=lambda row: row.line)

    @property
    def outcome(self) -> str:
        """A digest of every change: the same for a preview and for the import, unless records changed in between."""
        digests = (digest for _, digest in sorted(self._digests))
        return hashlib.sha256(b"".join(digests)).hexdigest()


def saved_since(model: type[Row], when: datetime, keys: Iterable[int] | None = None) -> list[str]:
    """The rows of `model`, or those of them with these numbers, that were saved or deleted after `when`, in words."""
    saves = model.history.filter(history_date__gt=when).order_by("history_id")
    wanted = None if keys is None else set(keys)
    found = dict.fromkeys(key for key in saves.values_list("id", flat=True) if wanted is None or key in wanted)
    rows = model._base_manager.in_bulk([*found][:MOST_NAMED])
    return [f"{model._meta.verbose_name} “{row.code}”" for row in rows.values()]


def stale(rows: list[str]) -> str:
    """What is said where somebody else wrote `rows` meanwhile; they are not always known."""
    return f"{STALE} Changed: {', '.join(rows[:MOST_NAMED])}." if rows else STALE
