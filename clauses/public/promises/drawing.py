"""Where the rows, marks and words of a matrix stand when it is drawn for reuse. Lengths are in pixels."""

from dataclasses import dataclass
from textwrap import wrap

from ...vocabularies import PromiseState
from ..wording import typographic
from .across import Across
from .matrix import Cell, Group, Line, Matrix
from .tally import Share

MARGIN, YEARS = 24, 790  # where the bar and the years begin
COLUMN, ROW, TOP, FOOT = 62, 42, 150, 86
RADII = {1: 12, 2: 13, 3: 15, 4: 18}
NARROWEST = 1240  # for the sentence above
KEY = 150  # between what the parts of a bar mean
SHORT, SAID = 96, 300  # the width of the bar of a group, and of the words beside it

Part = tuple[float, float, str]  # where a share begins, how wide it is, and its state
Key = tuple[tuple[int, str, tuple[Part, ...]], ...]


@dataclass(frozen=True)
class Mark:
    cell: Cell
    x: int
    radius: int


@dataclass(frozen=True)
class DrawnLine:
    """A row: what it is called, what is said of it, and its marks; of a group its bar, too."""

    y: int
    at: str
    title: str
    said: str
    is_bare: bool  # whether nothing is reported
    marks: tuple[Mark, ...]
    bar: tuple[Part, ...] = ()


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    headings: tuple[tuple[int, str], ...]
    lines: tuple[DrawnLine, ...]
    bar: tuple[Part, ...]
    key: Key

    @classmethod
    def of(cls, matrix: Matrix) -> "Drawing":
        places = [YEARS + COLUMN * place + COLUMN // 2 for place in range(len(matrix.columns))]
        width = max(YEARS + COLUMN * len(places) + MARGIN, NARROWEST)
        several = len(matrix.by_agreement) > 1
        lines = tuple(_drawn(row, TOP + ROW * number, places, several) for number, row in enumerate(matrix.rows))
        headings = tuple((x, column.heading) for x, column in zip(places, matrix.columns, strict=True))
        bar = parts_of(matrix.tally.shares, MARGIN, width - 2 * MARGIN)
        return cls(width, TOP + ROW * len(lines) + FOOT, headings, lines, bar, key_of(matrix.tally.shares))


def _drawn(row: Line | Group, y: int, places: list[int], several: bool) -> DrawnLine:
    marks = tuple(Mark(cell, x, RADII[cell.size]) for x, cell in zip(places, row.cells, strict=True) if cell)
    if isinstance(row, Group):
        bar = parts_of(row.totals.shares, YEARS - SAID - SHORT - 12, SHORT)
        return DrawnLine(y, "", row.title, row.totals.in_short, False, marks, bar)
    one = row.commitment
    title = typographic(one.title)
    named = f"{title} ({typographic(one.clause.agreement.title)})" if several else title
    is_bare = row.became.state == PromiseState.NOTHING_REPORTED
    return DrawnLine(y, one.clause.label, named, row.became.in_words, is_bare, marks)


def parts_of(shares: list[Share], start: float, width: float) -> tuple[Part, ...]:
    """The shares as parts of a bar."""
    return tuple(
        (round(start + width * share.x / 100, 1), round(width * share.percent / 100, 1), share.state.value)
        for share in shares
    )


def key_of(shares: list[Share]) -> Key:
    """What the parts of the bar mean: where the words are, the words, and the part as it is drawn."""
    starts = [(MARGIN + KEY * number, share) for number, share in enumerate(shares)]
    return tuple((x + 26, share.state.label, ((x, 20, share.state.value),)) for x, share in starts)


# --- Across agreements

DOMAIN, WIDE = 260, 150  # where the columns begin, and how wide each is
LETTERS, LINES = 21, 4  # of the title of an agreement, above its column


@dataclass(frozen=True)
class DrawnCell:
    x: int
    said: str
    bar: tuple[Part, ...]


@dataclass(frozen=True)
class DrawnDomain:
    y: int
    title: str
    cells: tuple[DrawnCell, ...]


@dataclass(frozen=True)
class DrawnAcross:
    """A row for each domain, a column for each agreement, and one for all of them where they are several."""

    width: int
    height: int
    headings: tuple[tuple[int, tuple[str, ...]], ...]  # where the title of a column is, in lines
    lines: tuple[DrawnDomain, ...]
    bar: tuple[Part, ...]
    key: Key

    @classmethod
    def of(cls, across: Across) -> "DrawnAcross":
        titles = [column.title for column in across.columns] + ["All agreements"] * across.has_totals
        places = [DOMAIN + WIDE * place for place in range(len(titles))]
        width = max(DOMAIN + WIDE * len(titles) + MARGIN, NARROWEST)
        top, lines = TOP + 50, []
        for number, line in enumerate(across.lines):
            totals = [cell for _, cell in line.cells] + [line.totals] * across.has_totals
            cells = tuple(
                DrawnCell(x, one.in_short.replace(" with nothing reported", " nothing"), parts_of(one.shares, x, SHORT))
                for x, one in zip(places, totals, strict=True)
                if one.count
            )
            lines.append(DrawnDomain(top + ROW * number, line.title, cells))
        headings = tuple((x, _in_lines(title)) for x, title in zip(places, titles, strict=True))
        bar = parts_of(across.totals.shares, MARGIN, width - 2 * MARGIN)
        return cls(width, top + ROW * len(lines) + FOOT, headings, tuple(lines), bar, key_of(across.totals.shares))


def _in_lines(title: str) -> tuple[str, ...]:
    found = wrap(title, LETTERS)
    return (*found[: LINES - 1], f"{found[LINES - 1]} …") if len(found) > LINES else tuple(found)
