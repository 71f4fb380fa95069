"""A file as it was read, not yet checked against the database: a header and rows of text, each with its line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from graphlib import CycleError, TopologicalSorter

import tablib

from ..characters import tidied
from ..dataset import Column, Table
from .nearest import nearest
from .problems import FileError, Problem

AS_TEXT = "Format the cell as text and write the value anew."


MOST_HEADINGS, LONGEST_HEADING = 200, 200


class Shown(str):
    """A number that the spreadsheet shows in other characters than it stores, as 0042 for 42."""


class ShownDay(Shown):
    """The same of a day, as 15 June 2021 for 2021-06-15."""


class Sheet(tablib.Dataset):
    """Header and rows as text; `lines` holds the line of the file that each row begins on, `top` that of the header.

    `name` is that of the sheet of a workbook that was read.
    """

    name = ""

    def __init__(self, header: list[str], numbered: Iterable[tuple[int, list[str]]], *, top: int = 1) -> None:
        numbered, self.top = list(numbered), top
        self.lines = [line for line, _ in numbered]
        super().__init__(*[row for _, row in numbered], headers=header)

    @classmethod
    def of(cls, dataset: tablib.Dataset) -> "Sheet":
        """`dataset` itself, or with lines counted where whoever made it did not."""
        if isinstance(dataset, cls):
            return dataset
        rows = [["" if cell is None else str(cell) for cell in row] for row in dataset]
        return cls(list(dataset.headers or []), enumerate(rows, 2))

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """The rows, each with its line, as cells by their headings."""
        for line, row in zip(self.lines, self, strict=True):
            yield line, dict(zip(self.headers, row, strict=True))


def refuse_header(table: Table, header: list[str], line: int = 1) -> None:
    """FileError unless `header`, which is in `line`, has each column of `table` once and no other."""
    problems = strange_headings(table, header, line, table.header)
    missing = [name for name in table.header if name not in header]
    if missing:
        whole = f"The columns are: {', '.join(table.header)}."
        problems.append(Problem(line, "", f"the file lacks {', '.join(missing)}. {whole}"))
    if problems:
        raise FileError(problems)


def strange_headings(
    table: Table, header: list[str], line: int, known: Sequence[str], remedy: str = ""
) -> list[Problem]:
    """What is wrong with headings that are there: none of those `known`, or there twice. FileError for far too many."""
    if len(header) > MOST_HEADINGS or max(map(len, header), default=0) > LONGEST_HEADING:
        said = f"the headings are more than {MOST_HEADINGS}, or one is longer than {LONGEST_HEADING} characters"
        raise FileError(Problem(line, "", f"{said}: this is not {table.name}. Begin with a line of headings."))
    problems = [
        Problem(line, name, "this heading stands more than once: delete one of the columns.")
        for name, count in Counter(header).items()
        if count > 1
    ]
    for name in dict.fromkeys(header):
        if name not in known:
            folded = {each.casefold(): each for each in table.header}
            hint = folded.get(tidied(name).strip().casefold())
            said = f" Did you mean {hint}?" if hint else nearest(name, table.header)
            said = f"there is no such column in {table.name}.{said}{remedy}"
            problems.append(Problem(line, name or "without a heading", said))
    return problems


def refuse_double(table: Table, lines: list[int], codes: list[str]) -> None:
    """FileError where two rows have the same key."""
    first: dict[str, int] = {}
    problems = []
    for line, code in zip(lines, codes, strict=True):
        if first.setdefault(code, line) != line:
            message = f"“{code}” stands in line {first[code]} already. Delete one of the two rows."
            problems.append(Problem(line, ", ".join(table.key), message))
    if problems:
        raise FileError(problems)


def parents_first(sheet: Sheet, columns: Iterable[Column], codes: list[str]) -> Sheet:
    """`sheet` with each row after those that `columns` refer to; FileError where they go in a circle."""
    places = {code: place for place, code in enumerate(codes)}
    names = [sheet.headers.index(column.name) for column in columns]
    rows = list(sheet)
    needs = {place: [places[row[name]] for name in names if row[name] in places] for place, row in enumerate(rows)}
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        circle = " → ".join(f"line {sheet.lines[place]}" for place in error.args[1])
        message = f"these rows refer to each other in a circle: {circle}. Empty one of the references."
        raise FileError(Problem(sheet.lines[error.args[1][0]], "", message)) from error
    return Sheet(sheet.headers, [(sheet.lines[place], rows[place]) for place in order], top=sheet.top)
