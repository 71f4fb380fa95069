"""Which of the words that could begin an article or chapter do, and which only name one in a sentence."""

from .lines import Line, Width
from .marks import Mark, mark_of
from .rising import Candidate, best_run
from .words import Kind

BEGINS, ALONE, APART, CUT, LISTED = 4.0, 1.0, 1.0, 6.0, -2.0  # what a line that begins with an article is worth
DIVISIONS = (Kind.ANNEX, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.SECTION)


def likely_marks(lines: list[Line], width: Width) -> list[Mark | None]:
    """What begins in each line: without what is in the middle of a sentence, and articles whose numbers go back."""
    marks = line_marks(lines, width)
    candidates = article_candidates(lines, marks)
    chosen = chosen_of(candidates)
    kept = [None if at in candidates and at not in chosen else mark for at, mark in enumerate(marks)]
    return _without_early_ends(kept)


def _without_early_ends(marks: list[Mark | None]) -> list[Mark | None]:
    """Without what reads like a closing formula, where an article that is not the first follows."""
    found: list[Mark | None] = []
    goes_on = False
    for mark in reversed(marks):
        if mark is not None and mark.kind in (Kind.ARTICLE, Kind.ANNEX):
            goes_on = mark.kind == Kind.ARTICLE and not any(each.is_first for each in mark.numerals)
        found.append(None if mark is not None and mark.kind == Kind.CLOSING and goes_on else mark)
    return found[::-1]


def chosen_of(candidates: dict[int, Candidate]) -> set[int]:
    """The lines whose articles are of the best run."""
    places = list(candidates)
    return {places[each] for each in best_run(list(candidates.values()))}


def line_marks(lines: list[Line], width: Width) -> list[Mark | None]:
    marks = [mark_of(line.text) for line in lines]
    return [None if _is_inside(lines, marks, width, at) else mark for at, mark in enumerate(marks)]


def article_candidates(lines: list[Line], marks: list[Mark | None]) -> dict[int, Candidate]:
    """By line, what may be the heading of an article."""
    found: dict[int, Candidate] = {}
    is_fresh = False
    for at, mark in enumerate(marks):
        if mark is not None and mark.kind in DIVISIONS:
            is_fresh = True
        if mark is not None and mark.kind == Kind.ARTICLE:
            found[at] = Candidate(mark.numerals, _score(mark, lines[at]), is_fresh, lines[at].apart)
            is_fresh = False
    return found


def _score(mark: Mark, line: Line) -> float:
    score = BEGINS + (CUT if line.is_cut else 0) + (APART if line.apart else 0)
    if not mark.rest:
        return score + ALONE
    return score + (LISTED if mark.rest.endswith((",", ";", "，", "；")) else 0)


def _is_inside(lines: list[Line], marks: list[Mark | None], width: Width, at: int) -> bool:
    """Whether a sentence goes on over the break of the line before it or after it."""
    mark, before = marks[at], lines[at - 1]
    if mark is None or at == 0 or lines[at].apart or before.ends or marks[at - 1] is not None:
        return False
    goes_on = at + 1 < len(lines) and not lines[at + 1].apart and lines[at + 1].begins_small
    is_bare = not mark.rest and not mark.is_separated
    is_cut = width.is_full(before) and bool(mark.rest)
    return is_cut or (is_bare and goes_on) or before.text.endswith(",")
