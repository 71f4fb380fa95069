"""The accounting that ships with the data: what became of each event and reference of the file, and why they differ."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from .files import CodingError

COLUMNS = {
    "rows": ["row", "fingerprint", "outcome", "records", "reason"],
    "references": ["row", "number", "fingerprint", "source", "citations", "reason"],
    "differences": ["row", "field", "file_says", "record_says", "reason"],
}


@dataclass
class Accounts:
    """The three tables; each line is a dict of its columns, with its `place` where it was read from a file."""

    rows: list[dict[str, str]] = field(default_factory=list)
    references: list[dict[str, str]] = field(default_factory=list)
    differences: list[dict[str, str]] = field(default_factory=list)


def path_of(folder: Path, table: str) -> Path:
    """The file of a table, beside the folder of the fixtures: wider_record_rows.csv."""
    return folder.with_name(f"{folder.name}_{table}.csv")


def write(accounts: Accounts, folder: Path) -> None:
    for table, columns in COLUMNS.items():
        with path_of(folder, table).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns, lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(getattr(accounts, table))


def read(folder: Path) -> Accounts:
    """The tables beside the folder of the fixtures; CodingError where they cannot be read."""
    return Accounts(**{table: read_table(path_of(folder, table), columns) for table, columns in COLUMNS.items()})


def read_table(path: Path, columns: list[str]) -> list[dict[str, str]]:
    """The lines of a CSV file, each with its place in the file; CodingError where it has no such columns."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            if reader.fieldnames != columns:
                raise CodingError(f"{path.name}: write the header {','.join(columns)}.")
            rows = [row | {"place": f"{path.name}, line {reader.line_num}"} for row in reader]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise CodingError(f"{path.name} cannot be read: {error}. Name a CSV file in UTF-8.") from error
    for row in rows:
        if None in row or None in row.values():
            raise CodingError(f"{row['place']}: write {len(columns)} cells.")
    return rows


def codes(cell: str) -> list[str]:
    """The codes in a cell, separated by semicolons."""
    return [code.strip() for code in cell.split(";") if code.strip()]


def joined(found: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(found))
