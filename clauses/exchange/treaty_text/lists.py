"""Lists within lists: to which of them a number belongs, by what was counted before."""

from collections.abc import Sequence
from dataclasses import dataclass

from .marks import Mark
from .numerals import Numeral, System

LONGEST_GAP = 5  # numbers that a text may leave out
DEEPEST = 6  # lists within each other; what would be deeper is text


@dataclass
class OpenList:
    style: str
    last: tuple[Numeral, ...]
    prefix: str = ""  # of decimal numbers: 2.1 in 2.1.3


class Lists:
    """The lists that are open at a place in a text, the outermost first."""

    def __init__(self) -> None:
        self.open: list[OpenList] = []

    def place(self, mark: Mark, following: Sequence[Mark], *, is_clear: bool) -> int | None:
        """The depth, from 0, at which the numbered part stands; None where the number is part of a sentence.

        `following` are the marks of the next lines, which tell (i) as a letter from (i) as a number. `is_clear` where
        what is before it has ended.
        """
        if mark.style.startswith("1.1"):
            return self._decimal(mark) if is_clear else None
        nested = tuple(each for each in mark.numerals if each.is_first)
        for at in reversed(range(len(self.open))):
            now = _next(mark, self.open[at]) if self.open[at].style == mark.style else ()
            if now and not (nested and _is_roman_one(mark, following)):
                return self._go_on(at, now)
        if nested and is_clear and len(self.open) < DEEPEST:
            self.open.append(OpenList(mark.style, nested))
            return len(self.open) - 1
        return self._after_a_gap(mark) if is_clear else None

    def _decimal(self, mark: Mark) -> int:
        """The depth of 2.1.3 is told by its full stops: one for a paragraph where the first number is the article."""
        depth = min(int(mark.style.partition("/")[2]), DEEPEST)
        below = [each for each in self.open if each.style == "."][:1]
        self.open[len(below) :] = []
        while len(self.open) < depth - 1 + len(below):
            self.open.append(OpenList("1.1", ()))
        self.open.append(OpenList(mark.style, mark.numerals))
        return len(self.open) - 1

    def _go_on(self, at: int, now: tuple[Numeral, ...]) -> int:
        del self.open[at + 1 :]
        self.open[at].last = now
        return at

    def _after_a_gap(self, mark: Mark) -> int | None:
        for at in reversed(range(len(self.open))):
            if self.open[at].style != mark.style:
                continue
            later = tuple(
                one
                for one in mark.numerals
                for other in self.open[at].last
                if one.is_later(other) and one.value - other.value <= LONGEST_GAP
            )
            if later:
                return self._go_on(at, later)
        return None


def _next(mark: Mark, before: OpenList) -> tuple[Numeral, ...]:
    """The readings of the number in which it follows the last of a list."""
    return tuple(one for one in mark.numerals if any(one.follows(other) for other in before.last))


def _is_roman_one(mark: Mark, following: Sequence[Mark]) -> bool:
    """Whether an i is followed by ii, and so is a number."""
    first = [each for each in mark.numerals if each.system == System.ROMAN and each.is_first]
    after = next((each for each in following if each.style == mark.style), None)
    return bool(first) and after is not None and any(each.follows(first[0]) for each in after.numerals)
