"""RIS: lines of a tag and a value, a record from TY to ER.

Read here, as rispy leaves out a record that does not end with ER without a word.
"""

import re
from collections.abc import Iterator

from ..formats import decoded
from ..problems import FileError, Problem
from .sources import Reference

LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?$")
KINDS = {
    "NEWS": "news",
    "MGZN": "news",
    "BLOG": "news",
    "ELEC": "news",
    "WEB": "news",
    "DATA": "dataset",
    "DBASE": "dataset",
    "BILL": "official",
    "GOVDOC": "official",
    "STAT": "official",
    "RPRT": "official",
    "HEAR": "official",
    "LEGAL": "official",
}
DAY = re.compile(r"(\d{4})(?:[/-](\d{1,2}))?(?:[/-](\d{1,2}))?/*(?:[^/\d].*)?$")


def read(content: bytes) -> list[Reference]:
    """FileError names the line of what is no RIS, and of a record that does not end."""
    found: list[Reference] = []
    record: list[tuple[str, str]] = []
    began = 0
    for number, tag, value in _lines(decoded(content)):
        _refuse_misplaced(number, tag, began if record else 0)
        began = began if record else number
        record.append((tag, value))
        if tag == "ER":
            found.append(_reference(record))
            record = []
    if record:
        raise _unended(began)
    return found


def _refuse_misplaced(number: int, tag: str, began: int) -> None:
    """FileError where a record begins within another, or not at all."""
    if tag == "TY" and began:
        raise _unended(began)
    if tag != "TY" and not began:
        raise FileError(Problem(number, tag, "a record begins with “TY  - ”. Write that line before this one."))


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Line, tag and value; a line without a tag goes on with the value before it."""
    last: list[str] = []
    at = (0, "")
    for number, line in enumerate(text.splitlines(), 1):
        matched = LINE.match(line.rstrip())
        if matched is None and line.strip() and not last:
            raise FileError(Problem(number, "", "this is no line of RIS. A record begins with “TY  - ”."))
        if matched is None:
            last.append(line)
            continue
        if last:
            yield *at, " ".join(" ".join(last).split())
        at, last = (number, matched[1]), [matched[2] or ""]
    if last:
        yield *at, " ".join(" ".join(last).split())


def _unended(line: int) -> FileError:
    return FileError(Problem(line, "TY", "the record that begins here has no end. Write a line “ER  - ” behind it."))


def _reference(record: list[tuple[str, str]]) -> Reference:
    def first(*tags: str) -> str:
        return next((value for tag in tags for own, value in record if own == tag and value), "")

    doi = first("DO")
    printed = first("DA", "PY", "Y1")
    return Reference(
        kind=KINDS.get(first("TY"), "academic"),
        title=first("TI", "T1", "CT"),
        author="; ".join(value for tag, value in record if tag in ("AU", "A1") and value),
        publisher=first("T2", "JO", "JF", "JA", "PB"),
        url=first("UR", "L2") or (f"https://doi.org/{doi}" if doi.startswith("10.") else ""),
        published=_day(first("DA")) or _day(first("PY", "Y1")),
        published_as_printed="" if _day(printed) else printed,
        accessed_on=day if len(day := _day(first("Y2"))) == len("2021-06-15") else "",
        language=first("LA"),
    )


def _day(text: str) -> str:
    found = DAY.match(text)
    if found is None:
        return ""
    return "-".join([found[1], *(f"{int(part):02}" for part in found.groups()[1:] if part)])
