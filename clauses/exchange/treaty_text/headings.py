"""Which lines are headings: below the number of an article, above it, or beside it."""

from dataclasses import dataclass
from functools import cached_property

from .lines import Line, Width
from .marks import FINAL, Mark
from .words import Kind

MOST_WORDS, MOST_LINES = 28, 3
OPENING = "\"'“«„‘("


@dataclass(frozen=True)
class Headings:
    """The lines of a text, with what begins in each, and where its articles have their headings."""

    lines: list[Line]
    marks: list[Mark | None]
    items: list[Mark | None]
    width: Width

    def is_plain(self, at: int) -> bool:
        """Whether a line is there and nothing begins in it."""
        return 0 <= at < len(self.lines) and self.marks[at] is None and self.items[at] is None

    def has_text(self, at: int) -> bool:
        """Whether something other than the next article follows: the only line of an article is its text."""
        return at < len(self.lines) and self.marks[at] is None

    def is_short(self, at: int) -> bool:
        """Whether a line ends before those do that were broken by hand; it need not where an empty one follows."""
        is_last = at + 1 == len(self.lines) or self.lines[at + 1].apart
        return is_last or not self.width.is_full(self.lines[at])

    def block(self, at: int) -> int:
        """How many lines from `at` on could be one heading: no sentence, and what follows begins anew."""
        words = 0
        for end in range(at, at + MOST_LINES):
            if not self.is_plain(end) or self.lines[end].text.endswith(FINAL) or (end > at and self.lines[end].apart):
                return 0
            words += self.lines[end].words
            begins = end > at or self.lines[end].text[:1] in OPENING or not self.lines[end].begins_small
            if words > MOST_WORDS or not begins:
                return 0
            if self.is_short(end) and not self._goes_on(end + 1):
                return end - at + 1
        return 0

    def _goes_on(self, at: int) -> bool:
        """Whether line `at` goes on with the sentence of the line before."""
        return at < len(self.lines) and not self.lines[at].apart and self.begins_small(at) and self.is_plain(at)

    def begins_small(self, at: int) -> bool:
        """Whether line `at` begins in the middle of a sentence: in small letters, or with an article that is named."""
        return self.lines[at].begins_small or (self.marks[at] is None and self.lines[at].names_an_article)

    def below(self, at: int) -> int:
        """How many lines from `at` on are the heading of the article whose number is on the line before."""
        many = self.block(at) or (self._full_line(at) if self.are_titled else 0)
        return many if many and self.has_text(at + many) else 0

    def _full_line(self, at: int) -> int:
        """A heading as long as a line; only where most articles have one is it told from the first line of a text."""
        is_heading = self.is_plain(at) and not self.lines[at].text.endswith(FINAL)
        return int(is_heading and not self._goes_on(at + 1) and at + 1 < len(self.lines))

    @cached_property
    def are_titled(self) -> bool:
        """Whether most articles have a heading on the line after their number, or beside it."""
        articles = [at for at in range(len(self.lines)) if self._is_article(at)]
        titled = sum(1 for at in articles if self._is_titled(at))
        return titled * 2 > len(articles)

    def _is_titled(self, at: int) -> bool:
        mark = self.marks[at]
        if mark is not None and mark.rest:
            return not mark.rest.endswith(FINAL) and self.is_short(at)
        many = self.block(at + 1)
        return many > 0 and self.has_text(at + 1 + many)

    def of_division(self, at: int) -> int:
        """How many lines from `at` on are the heading of a chapter."""
        return self.block(at)

    def _is_article(self, at: int) -> bool:
        mark = self.marks[at] if at < len(self.marks) else None
        return mark is not None and mark.kind == Kind.ARTICLE

    def above(self, at: int) -> int:
        """How many lines from `at` on are a heading right above the number of an article."""
        begins = at == 0 or self.lines[at].apart or self.lines[at - 1].ends or self.marks[at - 1] is not None
        many = self.block(at) if begins else 0
        return many if many and self._is_article(at + many) else 0

    @cached_property
    def are_above(self) -> bool:
        """Whether the articles of this text have their headings above their numbers."""
        articles = [at for at in range(len(self.lines)) if self._is_article(at)]
        above = sum(1 for at in range(len(self.lines)) if self.marks[at] is None and self.above(at))
        return above * 2 >= len(articles) and above > sum(1 for at in articles if self._is_titled(at))
