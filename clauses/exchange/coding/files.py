"""Reading the file of events, one JSON object a line, with a fingerprint for each event and each of its references."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

MOST_PROBLEMS = 60
EVENT = [
    "id",
    "agreement",
    "relation_to_agreement",
    "title",
    "kind",
    "start_date",
    "end_date",
    "date_confidence",
    "place",
    "participants",
    "figures",
    "clauses",
    "status",
    "summary",
    "sources",
    "disagreement_notes",
]
REFERENCE = ["title", "publisher", "date", "url", "author", "agency_credited", "locator", "language", "excerpt_cut"]


class CodingError(ValueError):
    """A file or a sheet that cannot be turned into fixtures; the message says where, and how to mend it."""


@dataclass(frozen=True)
class Line:
    """One object of a file of lines."""

    path: Path
    number: int
    value: dict

    @property
    def place(self) -> str:
        return f"{self.path.name}, line {self.number}"


@dataclass(frozen=True)
class Reference:
    """A source that the file names for an event. `code` is as in fu-032/3."""

    event: "Event"
    number: int
    value: dict

    @property
    def code(self) -> str:
        return f"{self.event.code}/{self.number}"

    @property
    def place(self) -> str:
        return f"{self.event.line.place}, reference {self.number}"

    @property
    def fingerprint(self) -> str:
        return fingerprint(self.value)


# What is a text or a list in an event, where it stands there; and what these lists hold.
KINDS = {"id": str, "participants": list, "figures": list, "clauses": list, "sources": list}
OBJECTS = ("sources", "figures")


@dataclass(frozen=True)
class Event:
    """A reported event of the file."""

    line: Line

    @property
    def code(self) -> str:
        return self.line.value["id"]

    @property
    def place(self) -> str:
        return self.line.place

    @property
    def value(self) -> dict:
        return self.line.value

    @cached_property
    def references(self) -> list[Reference]:
        return [Reference(self, number, value) for number, value in enumerate(self.value["sources"], 1)]

    @property
    def fingerprint(self) -> str:
        return fingerprint({name: value for name, value in self.value.items() if name != "sources"})


def fingerprint(value) -> str:
    """Twelve characters that stand for a part of the file."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def read_lines(path: Path) -> list[Line]:
    """The objects of a file of JSON lines; numbers with a point are read as text. CodingError where it is no such."""
    try:
        texts = path.read_bytes().decode("utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CodingError(f"{path.name} cannot be read: {error}. Name a file of JSON lines in UTF-8.") from error
    return list(_objects(path, texts))


def _objects(path: Path, texts: Iterable[str]) -> Iterator[Line]:
    for number, text in enumerate(texts, 1):
        if not text.strip():
            continue
        try:
            value = json.loads(text, parse_float=str, object_pairs_hook=_no_name_twice)
        except (ValueError, RecursionError) as error:
            raise CodingError(f"{path.name}, line {number}: this is not JSON: {error}. Mend the line.") from error
        if not isinstance(value, dict):
            raise CodingError(f"{path.name}, line {number}: write one object, in braces.")
        yield Line(path, number, value)


def _no_name_twice(pairs: list[tuple]) -> dict:
    names = [name for name, _ in pairs]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ValueError(f"“{twice}” stands twice in one object")
    return dict(pairs)


def read_events(path: Path) -> list[Event]:
    """The events of the file; CodingError where one lacks a part or its code stands twice."""
    events, problems = [Event(line) for line in read_lines(path)], []
    if not events:
        raise CodingError(f"{path.name} holds no event. Name a file with one object a line.")
    seen = set()
    for event in events:
        wrong = [name for name, kind in KINDS.items() if not isinstance(event.value.get(name, kind()), kind)]
        if wrong or not all(isinstance(one, dict) for name in OBJECTS for one in event.value.get(name, ())):
            named = ", ".join(wrong) or " and ".join(OBJECTS)
            problems.append(f"{event.place}: {named} of the wrong kind. Write texts, lists, objects as elsewhere.")
            continue
        problems += [f"{event.place}: it lacks “{name}”." for name in EVENT if name not in event.value]
        code = event.value.get("id")
        if code in seen:
            problems.append(f"{event.place}: the event {code} stands in the file twice. Delete one.")
        seen.add(code)
        for number, value in enumerate(event.value.get("sources", ()), 1):
            lacks = [name for name in REFERENCE if name not in value]
            problems += [f"{event.place}, reference {number}: it lacks “{name}”." for name in lacks]
    refuse(problems)
    return events


def refuse(problems: list[str]) -> None:
    """CodingError with the problems, where there are any."""
    if problems:
        more = len(problems) - MOST_PROBLEMS
        raise CodingError("\n".join([*problems[:MOST_PROBLEMS], *([f"... and {more} more."] if more > 0 else [])]))
