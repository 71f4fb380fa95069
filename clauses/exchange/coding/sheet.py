"""The coding sheet: what the editors decide of each event, and the codes of what the file names in words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..nearest import nearest
from .files import CodingError, Event, Line, read_lines, refuse

OUTCOMES = ("record", "merged", "figures", "left_out")
SECTIONS = [
    "actors",
    "places",
    "series",
    "commitments",
    "actions",
    "publishers",
    "agencies",
    "sources",
    "disagreements",
]
ROW = [
    "row",
    "as",
    "action",
    "title",
    "type",
    "status",
    "relation",
    "date",
    "date_reason",
    "date_as_printed",
    "description",
    "places",
    "who",
    "bears",
    "series",
    "about",
    "lead",
    "figures",
    "says",
    "placed",
    "notes",
    "credits",
    "differs",
    "also",
    "speaker",
    "reason",
]
BY_NUMBER = ("says", "placed", "notes", "credits")
DIFFERS = ["dates", "places", "participants", "figures", "sources", "links", "status", "relation", "title"]


@dataclass(frozen=True)
class Entry:
    """What the sheet says of one code, with the line where it stands."""

    line: Line
    value: dict | list


@dataclass
class Sheet:
    """The sections of the sheet by code, and its rows by the code of the event."""

    path: Path
    sections: dict[str, dict[str, Entry]] = field(default_factory=lambda: {name: {} for name in SECTIONS})
    rows: dict[str, Entry] = field(default_factory=dict)

    def get(self, section: str, code: str, default=None):
        """What a section says of a code."""
        entry = self.sections[section].get(code)
        return default if entry is None else entry.value


def read_sheet(path: Path, events: list[Event], *, partly: bool = False) -> Sheet:
    """The sheet for `events`; CodingError lists its mistakes. `partly` allows events that it does not speak of yet."""
    sheet, problems = Sheet(path), []
    known = {event.code: event for event in events}
    for line in read_lines(path):
        problems += _take(sheet, line)
    for code, entry in sheet.rows.items():
        problems += [f"{entry.line.place}: {problem}" for problem in _row_problems(entry.value, known.get(code), known)]
    for code, entry in sheet.sections["sources"].items():
        if "/" in code and code not in {one.code for event in events for one in event.references}:
            problems.append(f"{entry.line.place}, sources: the file has no reference {code}.")
    if not partly:
        missing = [event for event in events if event.code not in sheet.rows]
        problems += [f"{event.place}: the sheet says nothing of {event.code}. Add a row for it." for event in missing]
    refuse(problems)
    return sheet


def _take(sheet: Sheet, line: Line) -> Iterator[str]:
    """Puts a line of the sheet into its place; what is wrong with it."""
    if "row" in line.value:
        code = line.value["row"]
        first = sheet.rows.setdefault(code, Entry(line, line.value))
        if first.line is not line:
            yield f"{line.place}: the row {code} stands in line {first.line.number} too. Delete one of the two."
        return
    for section, entries in line.value.items():
        if section not in SECTIONS or not isinstance(entries, dict):
            yield f"{line.place}: “{section}” is no part of the sheet.{nearest(section, SECTIONS)}"
            continue
        for code, value in entries.items():
            first = sheet.sections[section].setdefault(code, Entry(line, value))
            if first.line is not line:
                yield f"{line.place}, {section}: {code} stands in line {first.line.number} too. Delete one of the two."


def _row_problems(row: dict, event: Event | None, known: dict) -> Iterator[str]:
    if event is None:
        yield f"row: the file has no event “{row['row']}”.{nearest(str(row['row']), known)}"
        return
    for name in row:
        if name not in ROW:
            yield f"{name}: a row has no such part.{nearest(name, ROW)}"
    if row.get("as") not in OUTCOMES:
        yield f"as: write one of {', '.join(OUTCOMES)}."
    yield from _missing(row)
    yield from _unknown_numbers(row, event)
    for name in row.get("differs", {}):
        if name not in DIFFERS:
            yield f"differs: “{name}” is not compared. Write one of {', '.join(DIFFERS)}."


def _unknown_numbers(row: dict, event: Event) -> Iterator[str]:
    """The references that the row speaks of and the event does not have."""
    count = len(event.references)
    numbers = {str(reference.number) for reference in event.references}
    for name in BY_NUMBER:
        for number in row.get(name, ()):
            if number not in numbers:
                yield f"{name}: {event.code} has no reference {number}. It has {count}."
    listed = [parts[6] for parts in row.get("figures", []) if len(parts) > 6]
    for name, number in [("lead", row.get("lead", 1)), *(("figures", number) for number in listed)]:
        if number not in range(count + 1):
            yield f"{name}: {event.code} has no reference {number}. It has {count}; 0 means none."


def _missing(row: dict) -> Iterator[str]:
    """The parts that a row of its outcome must have."""
    needed = {"record": ("action", "type", "status"), "merged": ("action",), "figures": ("about",)}
    for name in needed.get(row.get("as"), ("reason",)):
        if not row.get(name):
            yield f"{name}: a row that is “{row.get('as')}” needs it."
    about = row.get("about", "commitment:x")
    if not about.startswith("commitment:"):
        yield f"about: write commitment: and a code, not “{about}”."


def said(row: dict, reference_number: int) -> list[list]:
    """What the row lets a reference say by itself: [field, value] or ["figure", measure, value, unit, ...]."""
    found = row.get("says", {}).get(str(reference_number), [])
    if any(not isinstance(one, list) or len(one) < 2 for one in found):
        raise CodingError(f"{row['row']}, says: write lists, as in [“date”, “2021-10-05”].")
    return found
