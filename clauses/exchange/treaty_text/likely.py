"""Which of the words that could begin an article or chapter do, and which only name one in a sentence."""

from .lines import Line, Width
from .marks import Mark, mark_of
from .words import Kind


def likely_marks(lines: list[Line], width: Width) -> list[Mark | None]:
    """What begins in each line: without what is in the middle of a sentence, and articles whose numbers go back."""
    marks = [mark_of(line.text) for line in lines]
    kept: list[Mark | None] = []
    last: Mark | None = None
    for at, mark in enumerate(marks):
        is_likely = mark is not None and not _is_inside(lines, marks, width, at)
        if is_likely and mark is not None and mark.kind == Kind.ARTICLE:
            is_likely = last is None or _goes_on(mark, last, lines[at])
            last = mark if is_likely else last
        elif is_likely and mark is not None and mark.kind == Kind.ANNEX:
            last = None  # its articles are counted anew
        kept.append(mark if is_likely else None)
    return kept


def _is_inside(lines: list[Line], marks: list[Mark | None], width: Width, at: int) -> bool:
    """Whether a sentence goes on over the break of the line before it or after it."""
    mark, before = marks[at], lines[at - 1]
    if mark is None or at == 0 or lines[at].apart or before.ends or marks[at - 1] is not None:
        return False
    goes_on = at + 1 < len(lines) and not lines[at + 1].apart and lines[at + 1].begins_small
    is_bare = not mark.rest and not mark.is_separated
    is_cut = width.is_full(before) and bool(mark.rest)
    return is_cut or (is_bare and goes_on) or before.text.endswith(",")


def _goes_on(mark: Mark, last: Mark, line: Line) -> bool:
    """An article after `last`: the next one, one that the text skips to, or 1 again in another text."""
    pairs = [(one, other) for one in mark.numerals for other in last.numerals]
    if any(one.follows(other) for one, other in pairs):
        return True
    is_whole = not mark.rest or not mark.rest.endswith((",", ";"))
    begins = line.apart and any(one.is_first for one in mark.numerals)
    return is_whole and (begins or any(one.is_later(other) for one, other in pairs))
