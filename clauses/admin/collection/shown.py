"""The rows of an import as its page shows them: filtered by what becomes of them, a page at a time."""

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator

from ...models import ImportJob, ImportRow
from ...vocabularies import ImportOutcome

PER_PAGE = 50
LONGEST = 200  # characters of a cell
MOST_CELLS = 12  # of a row


@dataclass(frozen=True)
class Line:
    """A row: where it stands, what it is about, its cells that differ."""

    file: str
    row: ImportRow
    cells: list[tuple[str, str, str]]
    more: int


@dataclass(frozen=True)
class Shown:
    """One of the lists of rows. `lists` are all of them: key, title, count."""

    lists: list[tuple[str, str, int]] = field(default_factory=list)
    key: str = ""
    page: Page | None = None
    lines: list[Line] = field(default_factory=list)


def shown(job: ImportJob, found: dict[str, int], asked: Any) -> Shown:
    """The list that is asked for, or else the first that has rows; `found` is how many there are of each."""
    order = (ImportOutcome.REFUSED, ImportOutcome.LEFT_OUT, ImportOutcome.KEPT, *ImportOutcome)
    keys = [each for each in dict.fromkeys(order) if found.get(each)]
    if not keys:
        return Shown()
    key = next((each for each in keys if each == asked.get("show")), keys[0])
    page = Paginator(job.rows.filter(outcome=key).order_by("place"), PER_PAGE).get_page(asked.get("page"))
    lists = [(each.value, str(each.label), found[each]) for each in keys]
    return Shown(lists, key.value, page, [_line(job, row) for row in page])


def _line(job: ImportJob, row: ImportRow) -> Line:
    cells = [(name, _short(old), _short(new)) for name, old, new in row.changes]
    return Line(job.parts[row.part]["name"], row, cells[:MOST_CELLS], max(len(cells) - MOST_CELLS, 0))


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
