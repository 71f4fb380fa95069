"""What was corrected in the record, field by field, with the reason and the source: `fixtures/corrections.csv`."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import cast

from django.db import models

from .. import known_on
from ..dataset import BY_MODEL
from ..models import Row, Source
from .lists import WHAT_DAY, Fault, day_of, kept
from .named import WHICH, records_named, table_of

FILE = "corrections.csv"
COLUMNS = ("number", "record", "field", "was", "is", "why", "source", "day")
# The rows of the list of errors, statements of the text (T), missing facts (F), objections to words (W), clauses (C).
NUMBER = re.compile(r"(?P<letter>[TFWC]?)(?P<number>[0-9]{0,3})(?P<part>[a-z]?)")
LETTERS = ("", "T", "F", "W", "C")
ELSEWHERE = ("pages", "files")  # what the site says that is no row: pages/home, files/source_facts.csv
CORRECTED, KEPT, ADDED = "corrected", "kept", "added"
BETWEEN = ";"  # several sources in one cell
# What a cell says for nothing, for what was not there before, and for what stays as it is.
NOTHING = ("", "empty", "deleted")
NEW = ("not on record", "no text")
SAME = ("the same", "the same data")


@dataclass(frozen=True)
class Correction:
    """One field of one record: what it said, what it says now, and why. `before` and `after` are the same where the
    editors kept it."""

    number: str
    record: str
    field: str
    before: str
    after: str
    why: str
    sources: tuple[str, ...]
    day: date
    line: int

    @property
    def kind(self) -> str:
        if self.before == self.after or self.after in SAME:
            return KEPT
        return ADDED if not self.before or self.before.startswith(NEW) else CORRECTED

    @classmethod
    def of(cls, row: dict) -> "Correction":
        sources = tuple(code.strip() for code in row["source"].split(BETWEEN) if code.strip())
        before, after = ("" if row[name] in NOTHING else row[name] for name in ("was", "is"))
        number, record, field = (row[name] for name in ("number", "record", "field"))
        day = date.fromisoformat(row["day"])
        return cls(number, record, field, before, after, row["why"], sources, day, row["line"])


def corrections() -> list[Correction]:
    """Those that had been made by the day asked for, newest day first, then by number; lines with faults left out."""
    rows = map(Correction.of, kept(FILE, COLUMNS, wrong_form).rows)
    day = known_on.day()
    return sorted((one for one in rows if day is None or one.day <= day), key=_place)


def _place(one: Correction) -> tuple[int, int, int, str, int]:
    found = cast(re.Match[str], NUMBER.fullmatch(one.number))  # a line with another number is left out
    letter = LETTERS.index(found["letter"])
    return (-one.day.toordinal(), letter, int(found["number"] or 0), found["part"], one.line)


def faults() -> list[Fault]:
    """All that is wrong with the list: its form, what it names, and values that do not hold."""
    found = kept(FILE, COLUMNS, wrong_form)
    return sorted([*found.faults, *_faults_of_names(found.rows)], key=lambda fault: fault.line)


def wrong_form(row: dict) -> Iterator[tuple[str, str]]:
    """What is wrong with the form of one line."""
    if not row["number"] or not NUMBER.fullmatch(row["number"]):
        yield "number", "write a number, or one after T, F, W or C, as in 12 or F3."
    if table_of(row["record"]) is None and row["record"].partition("/")[0] not in ELSEWHERE:
        yield "record", WHICH
    if day_of(row["day"]) is None:
        yield "day", WHAT_DAY
    if not row["field"]:
        yield "field", "name the field that was corrected."
    if not row["why"]:
        yield "why", "say why it was corrected, or why it was kept."


def _fault(row: dict, field: str, remedy: str) -> Fault:
    return Fault(FILE, row["line"], field, remedy)


def _faults_of_names(rows: Collection[dict]) -> Iterator[Fault]:
    """Records and sources that do not exist, and values that the record has not."""
    records = records_named((row["record"] for row in rows), public=False)
    codes = {code for row in rows for code in Correction.of(row).sources}
    known = set(Source.objects.filter(slug__in=codes).values_list("slug", flat=True))
    newest = {(row["record"], row["field"]): row for row in sorted(rows, key=lambda row: (row["day"], row["line"]))}
    for row in rows:
        one, record = Correction.of(row), records.get(row["record"])
        for code in one.sources:
            if code not in known:
                yield _fault(row, "source", f"there is no source “{code}”. Write the code of one, or leave it empty.")
        if record is None and one.after and table_of(one.record) and "/" in one.record:
            remedy = "Write the whole code of one, or the table for many; where it was taken out, leave “is” empty."
            yield _fault(row, "record", f"there is no “{one.record}”. {remedy}")
        elif record is not None and newest[one.record, one.field] is row:
            told = _told(record, one)
            if told is not None and not _holds(told, one):
                yield _fault(row, "is", f"the record says “{told[0][:80]}”. Write that, or mend the record.")


def _holds(told: list[str], one: Correction) -> bool:
    """Whether the record says what the list says that it does: each may hold words that the other has not."""
    if one.after in SAME:
        return True
    return any(_within(cell, one.after) or _within(one.after, cell) for cell in told) if one.after else not any(told)


def _told(record: Row, one: Correction) -> list[str] | None:
    """The value of the column, as files and as pages write it; None where there is nothing to compare.

    That is what is no column of its table, and a long text that the list gives in other words.
    """
    table = BY_MODEL[type(record)]
    column = table.column(one.field) if one.field in table.header else None
    if column is None or (type(column.field) is models.TextField and one.after):
        return None
    value, cell = getattr(record, one.field), column.cell(record, public=False)
    related = column.related_model is not None and not column.holds_several
    return [cell, str(value or "")] if related else [cell, str(dict(column.field.flatchoices or ()).get(value, ""))]


def _within(part: str, whole: str) -> bool:
    """Whether whole words of a text are another: 2021-06 is no part of 2021-06-17."""
    part, whole = (" ".join(text.split()).removesuffix("…").rstrip().casefold() for text in (part, whole))
    return bool(part) and re.search(rf"(?<![\w/.-]){re.escape(part)}(?![\w/-])", whole) is not None
