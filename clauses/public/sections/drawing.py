"""Where the rows, marks and words of a matrix stand when it is drawn for reuse. Lengths are in pixels."""

from dataclasses import dataclass

from .matrix import Cell, Line, Matrix

LEFT, STATE, YEARS = 96, 620, 790  # where titles, states and years begin
COLUMN, ROW, TOP, FOOT = 62, 42, 150, 60
BAR = (24, 92, 20)  # left, top and height
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
        width = YEARS + COLUMN * max(len(places), 1) + 24
        lines = tuple(
            DrawnLine(line, TOP + ROW * number, _marks(line, places)) for number, line in enumerate(matrix.lines)
        )
        headings = tuple((x, column.heading) for x, column in zip(places, matrix.columns, strict=True))
        return cls(width, TOP + ROW * len(lines) + FOOT, headings, lines, _bar(matrix, width))


def _marks(line: Line, places: list[int]) -> tuple[Mark, ...]:
    cells = zip(places, line.cells, strict=True)
    return tuple(Mark(cell, x, RADII[cell.size]) for x, cell in cells if cell)


def _bar(matrix: Matrix, width: int) -> tuple[tuple[float, float, str], ...]:
    left, found = float(BAR[0]), []
    for share in matrix.tally.shares:
        wide = round((width - 2 * BAR[0]) * share.percent / 100, 1)
        found.append((round(left, 1), wide, share.state.value))
        left += wide
    return tuple(found)
