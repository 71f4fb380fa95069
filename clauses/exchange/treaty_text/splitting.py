"""A text from its first line to its last, each put into the part that it belongs to."""

from dataclasses import dataclass, field

from .headings import MOST_WORDS, Headings
from .likely import likely_marks
from .lines import Line, Width, joined, read_lines
from .lists import DEEPEST, Lists
from .marks import FINAL, Mark, item_of
from .numerals import System
from .parts import Part
from .recitals import with_recitals
from .unrolled import unrolled
from .words import Kind

RANK = {kind: rank for rank, kind in enumerate((*list(Kind)[2:7], Kind.GROUP))}
MOST_TITLE = 60  # words of the title of a text
MOST_TITLED = 8  # words of the heading of a numbered paragraph
AHEAD = 40  # lines within which the next number of a list is looked for


@dataclass
class Draft:
    level: int
    kind: Kind
    num: str = ""
    heading: str = ""
    lines: list[Line] = field(default_factory=list)


def split(text: str) -> list[Part]:
    """The clauses of a text in its order; a text in which nothing is numbered is split into its paragraphs."""
    lines = unrolled(read_lines(text))
    parts = _Splitting(lines).parts()
    width = Width.of(lines)
    if all(part.kind in (Kind.NAME, Kind.PREAMBLE) for part in parts):
        return _paragraphs(parts, width)
    found = [Part(one.level, one.kind, one.num, one.heading, joined(one.lines, width)) for one in parts]
    return [each for part in found for each in with_recitals(part)]


def _paragraphs(parts: list[Draft], width: Width) -> list[Part]:
    found = [Part(1, Kind.NAME, heading=part.heading) for part in parts if part.kind == Kind.NAME]
    texts = [joined(part.lines, width) for part in parts if part.kind == Kind.PREAMBLE]
    return found + [Part(1, Kind.PARAGRAPH, text=each) for text in texts for each in text.split("\n") if each]


class _Splitting:
    """Goes through the lines once."""

    def __init__(self, lines: list[Line]) -> None:
        self.lines = lines
        self.width = Width.of(lines)
        self.items = [item_of(line.text) for line in lines]
        self.heads = Headings(lines, likely_marks(lines, self.width), self.items, self.width)
        self.divisions: list[tuple[Kind, int]] = []  # those that are open, with their levels
        self.base = 0  # the level of what the numbered paragraphs belong to
        self.lists = Lists()
        self.found: list[Draft] = []
        self.above = ""  # the heading of the next article

    # --- From line to line

    def parts(self) -> list[Draft]:
        at = self._opening()
        while at < len(self.lines):
            at = self._take(at)
        return [part for part in self.found if part.num or part.heading or part.lines]

    def _opening(self) -> int:
        """The title of the text, where its first lines are one; where the reading goes on."""
        end = next((at for at in range(1, len(self.lines)) if self.lines[at].apart or self.heads.marks[at]), 0)
        is_title = _is_title(self.lines[:end])
        if not is_title and self.lines and self.lines[0].text.isupper():  # with the preamble right below
            end = next((at for at in range(1, end) if not self.lines[at].text.isupper()), 0)
            is_title = _is_title(self.lines[:end])
        block = self.lines[:end]
        first = self.heads.marks[0] if self.lines else None
        is_word = first is not None and first.kind == Kind.ANNEX and not first.printed  # a protocol by its title
        begins = first is not None and not is_word
        if not is_title or begins or self.items[0]:
            return 0
        self.found.append(Draft(1, Kind.NAME, heading=" ".join(line.text for line in block)))
        return end

    def _take(self, at: int) -> int:
        """Puts what is on line `at` where it belongs; returns the next line to take."""
        mark, line = self.heads.marks[at], self.lines[at]
        if mark is None:
            return self._take_plain(at)
        if mark.kind in (Kind.PREAMBLE, Kind.CLOSING):
            self._close()
            if mark.kind == Kind.CLOSING and self.found and self.found[-1].kind == Kind.CLOSING:
                self._go_on_with(line)
                return at + 1
            heading = mark.rest if mark.kind == Kind.PREAMBLE else ""
            body = [line] if mark.kind == Kind.CLOSING else []
            self.found.append(Draft(1, mark.kind, heading=heading, lines=body))
            return at + 1
        if mark.kind == Kind.ARTICLE:
            return self._article(at, mark)
        return self._division(at, mark)

    def _close(self) -> None:
        self.divisions, self.base, self.lists = [], 0, Lists()

    def _take_plain(self, at: int) -> int:
        many = self.heads.above(at) if self.found and not self._is_text_of_an_article(at) else 0
        if not many:
            self._text(self.lines[at], at)
            return at + 1
        heading = self._line(at, many)
        if self.heads.are_above:
            self.above = heading
        else:
            self._open(Kind.GROUP, "", heading)
        return at + many

    def _line(self, at: int, many: int) -> str:
        return " ".join(line.text for line in self.lines[at : at + many])

    def _is_text_of_an_article(self, at: int) -> bool:
        """A line without a full stop that is all that an article says."""
        last = self.found[-1]
        return last.kind == Kind.ARTICLE and not last.lines and not self.lines[at].apart

    def _open(self, kind: Kind, num: str, heading: str) -> None:
        while self.divisions and RANK[self.divisions[-1][0]] >= RANK[kind]:
            self.divisions.pop()
        level = self.divisions[-1][1] + 1 if self.divisions else 1
        self.divisions.append((kind, level))
        self.base, self.lists = level, Lists()
        self.found.append(Draft(level, kind, num, heading))

    def _division(self, at: int, mark: Mark) -> int:
        count = 0 if mark.rest and not mark.printed else self.heads.of_division(at + 1)
        self._open(mark.kind, mark.printed, " ".join(filter(None, (mark.rest, self._line(at + 1, count)))))
        return at + 1 + count

    def _article(self, at: int, mark: Mark) -> int:
        level = self.divisions[-1][1] + 1 if self.divisions else 1
        self.base, self.lists = level, Lists()
        heading, self.above = self.above, ""
        count = 0
        if not heading:
            heading, count = self._beside(at, mark) if mark.rest else self._below(at)
        self.found.append(Draft(level, Kind.ARTICLE, mark.printed, _bare(heading)))
        if mark.rest and not heading.startswith(mark.rest):
            self._text(Line(mark.rest), at)
        return at + 1 + count

    def _below(self, at: int) -> tuple[str, int]:
        count = self.heads.below(at + 1)
        return self._line(at + 1, count), count

    def _beside(self, at: int, mark: Mark) -> tuple[str, int]:
        """The heading on the line of the number, with the next line where it goes on there; else it is the text."""
        after = at + 1
        is_title = not mark.rest.endswith(FINAL) and len(mark.rest.split()) <= MOST_WORDS and item_of(mark.rest) is None
        if not is_title or not self.heads.has_text(after):
            return "", 0
        if self.heads.is_short(at) or (self.heads.are_titled and not self.heads.begins_small(after)):
            goes_on = self.heads.begins_small(after) and not self.lines[after].apart
            return ("", 0) if goes_on else (mark.rest, 0)
        ends = self.heads.is_plain(after) and self.heads.is_short(after) and self.heads.has_text(after + 1)
        if not ends or self.lines[after].text.endswith(FINAL) or self.lines[after + 1].begins_small:
            return "", 0
        return f"{mark.rest} {self.lines[after].text}", 1

    def _text(self, line: Line, at: int, left: int = DEEPEST) -> None:
        """A line of text, or the paragraphs and items that begin in it, at most `left` of them."""
        mark = item_of(line.text) if left else None
        depth = self.lists.place(mark, self._ahead(at), is_clear=self._is_clear(line, at, mark)) if mark else None
        if mark is None or depth is None:
            self._go_on_with(line)
            return
        is_paragraph = depth == 0 and any(each.system == System.DIGITS for each in mark.numerals)
        kind = Kind.PARAGRAPH if is_paragraph or (mark.style == "." and not depth) else Kind.ITEM
        heading = self._heading_of_paragraph(mark, at)
        self.found.append(Draft(self.base + depth + 1, kind, mark.printed, heading))
        if mark.rest and not heading:
            self._text(Line(mark.rest), at, left - 1)

    def _go_on_with(self, line: Line) -> None:
        last = self.found[-1] if self.found else None
        if last is None or last.kind == Kind.NAME:
            last = Draft(1, Kind.PREAMBLE)
            self.found.append(last)
        last.lines.append(line)

    def _heading_of_paragraph(self, mark: Mark, at: int) -> str:
        """Of “1. Definitions” with its text below."""
        rest, after = mark.rest, at + 1
        if self.lines[at].text[-len(rest) :] != rest or not rest[:1].isupper() or rest.endswith(FINAL):
            return ""
        is_short = len(rest.split()) <= MOST_TITLED
        has_text = after < len(self.lines) and self.heads.is_plain(after) and not self.heads.begins_small(after)
        return rest if rest and is_short and has_text and not self.width.is_full(self.lines[at]) else ""

    def _ahead(self, at: int) -> list[Mark]:
        return [mark for mark in self.items[at + 1 : at + AHEAD] if mark is not None]

    def _is_clear(self, line: Line, at: int, mark: Mark) -> bool:
        """Whether what is before a number has ended, so that a part can begin."""
        if line is not self.lines[at] or at == 0 or line.apart or self.heads.marks[at - 1] is not None:
            return True
        before = self.lines[at - 1]
        if before.ends or not self.found[-1].lines:
            return True
        is_bracketed = mark.style != "." and mark.rest != ""
        return is_bracketed or not (self.width.is_full(before) or before.text.endswith(","))


def _is_title(block: list[Line]) -> bool:
    words = sum(line.words for line in block)
    return bool(block) and words <= MOST_TITLE and not any(line.text.endswith(FINAL) for line in block)


def _bare(heading: str) -> str:
    """Without the brackets around the whole of it."""
    inside = heading[1:-1]
    return inside if heading[:1] == "(" and heading[-1:] == ")" and "(" not in inside else heading
