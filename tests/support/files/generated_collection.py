"""A made-up collection of any size: agreements, each with six parties, three actions and sources, and six citations."""

import csv
from collections.abc import Iterator
from pathlib import Path

ACTORS = 200
FULL = 10_000  # agreements: with 60,000 parties, 30,000 actions, 30,000 sources, 60,000 citations


def write(folder: Path, agreements: int = FULL) -> dict[str, int]:
    """Writes the files of so many agreements; the number of rows by file."""
    folder.mkdir(parents=True, exist_ok=True)
    numbers = range(agreements)
    actors = ([f"state-{n}", f"State {n}", "state", f"State No. {n}"] for n in range(ACTORS))
    titles = ([f"pact-{n}", f"Pact No. {n} of friendship", "treaty", "metadata", "en"] for n in numbers)
    return {
        "actors": _file(folder, "actors", "slug,name,kind,other_names", actors),
        "agreements": _file(
            folder, "agreements", "slug,title,instrument_type,record_level,authentic_languages", titles
        ),
        "agreement_parties": _file(folder, "agreement_parties", "agreement,actor", _parties(agreements)),
        "actions": _file(folder, "actions", "slug,title,type,relation,agreement,date", _actions(agreements)),
        "sources": _file(folder, "sources", "slug,kind,title,publisher,published,language", _sources(agreements)),
        "citations": _file(folder, "citations", "source,number,agreement,action,field,value", _citations(agreements)),
    }


def _file(folder: Path, name: str, header: str, rows: Iterator[list[str]]) -> int:
    count = 0
    with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(header.split(","))
        for count, row in enumerate(rows, 1):  # noqa: B007
            writer.writerow(row)
    return count


def _parties(agreements: int) -> Iterator[list[str]]:
    """By codes, names and other names."""
    for n in range(agreements):
        for k in range(6):
            state = (n * 7 + k * 31) % ACTORS
            yield [f"pact-{n}", (f"state-{state}", f"State {state}", f"State No. {state}")[k % 3]]


def _actions(agreements: int) -> Iterator[list[str]]:
    for n in range(agreements):
        for k, kind in enumerate(("signature", "ratification", "entry_into_force")):
            day = f"{1900 + n % 120}-{1 + n % 12:02}-{1 + (n + k) % 28:02}"
            yield [
                f"pact-{n}-{k}",
                f"{kind.replace('_', ' ').capitalize()} of pact No. {n}",
                kind,
                "life_cycle",
                f"pact-{n}",
                day,
            ]


def _sources(agreements: int) -> Iterator[list[str]]:
    for n in range(agreements):
        for k in range(3):
            yield [f"gazette-{n}-{k}", "news", f"Gazette No. {n}-{k}", f"state-{n % ACTORS}", f"{1921 + n % 100}", "en"]


def _citations(agreements: int) -> Iterator[list[str]]:
    for n in range(agreements):
        for k in range(3):
            yield [f"gazette-{n}-{k}", "1", "", f"pact-{n}-{k}", "", ""]
            yield [f"gazette-{n}-{k}", "2", f"pact-{n}", "", "", ""]
