"""Which marks of a map have their names beside them: those with most actions, as long as no name covers anything."""

from collections.abc import Iterator

from .spots import Drawing, Mark

LETTER, LINE = 7.6, 16  # pixels: a letter's width, generously, and the height of a line
Box = tuple[float, float, float, float]


def label(drawing: Drawing, most: int, over: int = 0) -> Drawing:
    """Gives up to so many marks a `label`: where it stands, and whether that is its start, middle or end.

    Marks with a radius of no more than `over` pixels may be covered.
    """
    taken = [_around(mark) for mark in drawing.marks if mark.radius > over]
    for mark in drawing.marks[:most]:
        for box, found in _choices(mark):
            if _within(box, drawing) and not any(_overlap(box, other) for other in taken):
                mark.label = found
                taken.append(box)
                break
    return drawing


def _around(mark: Mark) -> Box:
    """A square a little smaller than the circle, whose corners are empty."""
    half = mark.radius * 0.92
    return mark.x - half, mark.y - half, mark.x + half, mark.y + half


def _choices(mark: Mark) -> Iterator[tuple[Box, tuple[int, int, str]]]:
    """Right of the mark, left of it, below, above; there in the middle, or flush with either side of it."""
    wide, gap = len(mark.short_name) * LETTER, mark.radius + 4
    base = mark.y + LINE // 3
    right, left = mark.x + gap, mark.x - gap
    yield (right, base - LINE + 3, right + wide, base + 4), (right, base, "start")
    yield (left - wide, base - LINE + 3, left, base + 4), (left, base, "end")
    for y in (mark.y + mark.radius + LINE - 2, mark.y - mark.radius - 5):
        low, high = y - LINE + 3, y + 4
        ends, starts = mark.x + mark.radius, mark.x - mark.radius
        yield (mark.x - wide / 2, low, mark.x + wide / 2, high), (mark.x, y, "middle")
        yield (ends - wide, low, ends, high), (ends, y, "end")
        yield (starts, low, starts + wide, high), (starts, y, "start")


def _within(box: Box, drawing: Drawing) -> bool:
    return box[0] >= 4 and box[1] >= 2 and box[2] <= drawing.window.width - 4 and box[3] <= drawing.window.height - 2


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
