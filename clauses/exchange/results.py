"""What an import did or would do, row by row, with the lines of the file."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime

from django.core.exceptions import NON_FIELD_ERRORS
from django.db import models
from django.utils.html import format_html
from import_export.results import Error, Result

from .problems import FileError, Problem

MOST_NAMED = 5
NOTHING_IMPORTED = "Nothing was imported."
STALE = "Somebody changed these records after the preview. Look at a new preview: choose the file once more."
PROPOSED = "proposed"  # the outcome of a row that waits for a reviewer


class ImportResult(Result):
    """The outcome of one file. Each of its rows has `line` and `changes`: (column, old text, new text)."""

    def __init__(self, lines=()):
        super().__init__()
        self.lines = list(lines)
        self.totals[PROPOSED] = 0
        self.sheet = ""  # of a workbook, that was read
        self.proposals = 0  # made of those rows, one for each record

    @classmethod
    def refused(cls, error: FileError, headers: list[str]) -> "ImportResult":
        """That of a file whose rows were not looked at."""
        result = cls()
        result.diff_headers = headers
        result.append_base_error(Error(error))
        return result

    def append_invalid_row(self, number, row, validation_error):
        super().append_invalid_row(self.lines[number - 1], row, validation_error)

    def append_error_row(self, number, row, errors):
        super().append_error_row(self.lines[number - 1], row, errors)

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
        found = []
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
        changes = [(row.line, row.import_type, row.changes) for row in self.rows]
        return hashlib.sha256(json.dumps(changes).encode()).hexdigest()


def saved_since(model: type[models.Model], when: datetime, keys: Iterable[int] | None = None) -> list[str]:
    """The rows of `model`, or those of them with these numbers, that were saved or deleted after `when`, in words."""
    saves = model.history.filter(history_date__gt=when).order_by("history_id")
    wanted = None if keys is None else set(keys)
    found = dict.fromkeys(key for key in saves.values_list("id", flat=True) if wanted is None or key in wanted)
    rows = model._base_manager.in_bulk([*found][:MOST_NAMED])
    return [f"{model._meta.verbose_name} “{row.code}”" for row in rows.values()]


def stale(rows: list[str]) -> str:
    """What is said where somebody else wrote `rows` meanwhile; they are not always known."""
    return f"{STALE} Changed: {', '.join(rows[:MOST_NAMED])}." if rows else STALE


def as_html(old: str, new: str) -> str:
    """One cell of the preview."""
    if old == new:
        return format_html("{}", new)
    parts = [format_html("<{0}>{1}</{0}>", tag, text) for tag, text in (("del", old), ("ins", new)) if text]
    return format_html("{} {}", *parts) if len(parts) == 2 else parts[0]
