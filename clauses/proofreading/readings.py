"""Who read which record against its sources, on which day, and with what result: `fixtures/readings.csv`."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .. import known_on
from .corrections import corrections
from .lists import WHAT_DAY, Fault, day_of, kept
from .named import WHICH, records_named, table_of

FILE = "readings.csv"
COLUMNS = ("day", "reader", "seed", "record", "result", "note")
OK, ERROR, DOUBT = "ok", "error", "doubt"
RESULTS = (OK, ERROR, DOUBT)


@dataclass(frozen=True)
class Round:
    """What one reader read of one sample on one day."""

    day: date
    reader: str
    seed: str
    records: int
    errors: int
    doubts: int


def readings() -> list[dict]:
    """The lines that had been written by the day asked for, newest first; lines with faults are left out."""
    day = known_on.day()
    seen = [row for row in kept(FILE, COLUMNS, wrong_form).rows if day is None or date.fromisoformat(row["day"]) <= day]
    return sorted(seen, key=lambda row: (row["day"], -row["line"]), reverse=True)


def rounds() -> list[Round]:
    """The readings summed up by day, reader and sample, newest first."""
    found: dict[tuple[str, str, str], list[dict]] = {}
    for row in readings():
        found.setdefault((row["day"], row["reader"], row["seed"]), []).append(row)
    return [
        Round(
            date.fromisoformat(day),
            reader,
            seed,
            len({row["record"] for row in rows}),
            len({row["record"] for row in rows if row["result"] == ERROR}),
            len({row["record"] for row in rows if row["result"] == DOUBT}),
        )
        for (day, reader, seed), rows in found.items()
    ]


def faults() -> list[Fault]:
    """All that is wrong with the list: its form, and records that do not exist and were never taken out."""
    found = kept(FILE, COLUMNS, wrong_form)
    there = set(records_named((row["record"] for row in found.rows), public=False))
    there |= {one.record for one in corrections() if not one.after}
    remedy = "Write the code of one; of a record taken out since, the list of corrections says so."
    missing = (
        Fault(FILE, row["line"], "record", f"there is no “{row['record']}”. {remedy}")
        for row in found.rows
        if row["record"] not in there
    )
    return sorted([*found.faults, *missing], key=lambda fault: fault.line)


def wrong_form(row: dict) -> Iterator[tuple[str, str]]:
    """What is wrong with the form of one line."""
    wrong = {
        "day": (day_of(row["day"]) is None, WHAT_DAY),
        "reader": (not row["reader"], "write the pseudonym of who read it."),
        "seed": (bool(row["seed"]) and not row["seed"].isdigit(), "write the seed of the sample, or leave it empty."),
        "record": (table_of(row["record"]) is None, WHICH),
        "result": (row["result"] not in RESULTS, f"write {', '.join(RESULTS[:-1])} or {RESULTS[-1]}."),
        "note": (row["result"] in (ERROR, DOUBT) and not row["note"], "say what is wrong, or what is in doubt."),
    }
    for name, (is_wrong, remedy) in wrong.items():
        if is_wrong:
            yield name, remedy
