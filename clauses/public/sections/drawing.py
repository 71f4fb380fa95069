"""Where the rows, marks and words of a matrix stand when it is drawn for reuse. Lengths are in pixels."""

from dataclasses import dataclass

from .matrix import Cell, Line, Matrix

MARGIN, YEARS = 24, 790  # where the bar and the years begin
COLUMN, ROW, TOP, FOOT = 62, 42, 150, 60
RADII = {1: 12, 2: 13, 3: 15, 4: 18}


@dataclass(frozen=True)
class Mark:
    cell: Cell
    x: int
    radius: int


@dataclass(frozen=True)
class DrawnLine:
    line: Line
    y: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Drawing:
    width: int
    height: int
    headings: tuple[tuple[int, str], ...]
    lines: tuple[DrawnLine, ...]
    bar: tuple[tuple[float, float, str], ...]  # where each share begins, how wide it is, and its state

    @classmethod
    def of(cls, matrix: Matrix) -> "Drawing":
        places = [YEARS + COLUMN * place + COLUMN // 2 for place in range(len(matrix.columns))]
        width = YEARS + COLUMN * max(len(places), 1) + MARGIN
        lines = tuple(
            DrawnLine(line, TOP + ROW * number, _marks(line, places)) for number, line in enumerate(matrix.lines)
        )
        headings = tuple((x, column.heading) for x, column in zip(places, matrix.columns, strict=True))
        return cls(width, TOP + ROW * len(lines) + FOOT, headings, lines, _bar(matrix, width))


def _marks(line: Line, places: list[int]) -> tuple[Mark, ...]:
    cells = zip(places, line.cells, strict=True)
    return tuple(Mark(cell, x, RADII[cell.size]) for x, cell in cells if cell)


def _bar(matrix: Matrix, width: int) -> tuple[tuple[float, float, str], ...]:
    percent = (width - 2 * MARGIN) / 100
    return tuple(
        (round(MARGIN + percent * share.x, 1), round(percent * share.percent, 1), share.state.value)
        for share in matrix.tally.shares
    )
