"""Which of many numbers count something: the run that rises best, with a price for gaps and for beginning anew.

Every “Article 5” of a text is a candidate with a score, by what stands around it. Those that only name an article rise
with no run, or are paid for by less than they cost.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .numerals import Numeral

NEXT = 2.0  # gained by a number that follows the last
GAP, PER_NUMBER, WIDEST = 1.5, 0.5, 30  # paid for a gap, and for each number in it
# Paid to begin anew: anywhere, at 1 where a text begins, at another letter, after an annex.
ANEW, FROM_ONE, LETTERED, FRESH = 18.0, 6.0, 3.0, 1.0
MOST_SUFFIXES = 8
LATER = 3.0  # paid to begin at another number than 1


@dataclass(frozen=True)
class Candidate:
    """A number that may be one of the run; `fresh` after what counts anew, `apart` after an empty line."""

    numerals: tuple[Numeral, ...]
    score: float
    fresh: bool = False
    apart: bool = False


@dataclass(frozen=True)
class _Run:
    """The best run that ends with a candidate."""

    total: float
    at: int
    before: "_Run | None"


def best_run(candidates: Sequence[Candidate]) -> set[int]:
    """The places of the candidates that are of the run. The work grows as their number does."""
    ends: dict[Numeral, _Run] = {}  # the best that ends with each number
    best: _Run | None = None
    for at, candidate in enumerate(candidates):
        found = [(numeral, _best_with(candidate, numeral, at, ends, best)) for numeral in candidate.numerals]
        for numeral, run in found:
            if numeral not in ends or run.total > ends[numeral].total:
                ends[numeral] = run
            if best is None or run.total > best.total:
                best = run
    chosen = set()
    while best is not None:
        chosen.add(best.at)
        best = best.before
    return chosen


def _best_with(candidate: Candidate, numeral: Numeral, at: int, ends: dict[Numeral, _Run], best: _Run | None) -> _Run:
    begins = 0.0 if numeral.is_first else LATER
    options: list[tuple[float, _Run | None]] = [(-begins, None)]
    if best is not None:
        options.append((best.total - begins - _price(candidate, numeral), best))
    options += [(run.total + gain, run) for gain, run in _befores(numeral, ends)]
    total, before = max(options, key=lambda option: option[0])
    return _Run(total + candidate.score, at, before)


def _price(candidate: Candidate, numeral: Numeral) -> float:
    if candidate.fresh:
        return FRESH
    if not numeral.is_first:
        return ANEW
    is_lettered = len(numeral.alphabet) == 1  # G-1 after 12
    return LETTERED if is_lettered else FROM_ONE if candidate.apart else ANEW


def _befores(numeral: Numeral, ends: dict[Numeral, _Run]) -> Iterator[tuple[float, _Run]]:
    """The runs that the number goes on with, and what that gains."""
    for gain, value, suffix in _numbers_before(numeral):
        run = ends.get(Numeral(numeral.system, value, suffix, numeral.alphabet))
        if run is not None:
            yield gain, run


def _numbers_before(numeral: Numeral) -> Iterator[tuple[float, int, int]]:
    """5 bis after 5, 5 quater after 5 bis; else 6 after 5 or 5 bis, or after a gap."""
    for suffix in range(numeral.suffix):
        yield NEXT if suffix + 1 == numeral.suffix else -GAP, numeral.value, suffix
    for gap in range(min(WIDEST, numeral.value - 1)):
        gain = NEXT if not gap and not numeral.suffix else -GAP - PER_NUMBER * gap
        yield from ((gain, numeral.value - 1 - gap, suffix) for suffix in range(MOST_SUFFIXES))
