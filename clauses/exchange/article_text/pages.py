"""The words of a web page as a reader sees them, block by block; what stands around it is left out and counted.

A block is what begins on a line of its own: a paragraph, a heading, an item of a list, a cell of a table. One break of
a line ends none, two in a row do. Nothing is added that the page does not print, and nothing that stands twice is taken
once. The work is in proportion to the size of the page: each element is gone through twice, whatever it is in.
"""

import re
from collections import Counter
from typing import Any

from ...articles.sentence_ends import ends_a_sentence
from .page_parts import (
    AROUND,
    BLOCKS,
    CAPTIONS,
    CELLS,
    FORMULAS,
    HEADINGS,
    ITEMS,
    LINKS,
    PICTURES,
    Element,
    has_fixed_lines,
    is_block,
    is_named_around,
    why_left_out,
)
from .wrapped import unwrapped

MOST_TAGS = 50_000
DEEPEST = 250  # elements within each other
LINKED = 0.8  # the share of a block in links, from which on it leads elsewhere
END_OF_BREAK = re.compile(r"</br(?:[\s/][^<>]*)?>", re.IGNORECASE)  # a break, by the HTML Standard
NO_END = re.compile(r"</(?:body|html)(?:[\s/][^<>]*)?>", re.IGNORECASE)  # what follows is of the body, too
# References to these numbers mean the signs of windows-1252, by the HTML Standard.
NUMBERED = {number: bytes([number]).decode("cp1252", "ignore") for number in range(0x80, 0xA0)}


class TooDeepError(Exception):
    """The elements of a page stand within each other deeper than any page of words."""


def words_of(page: str) -> tuple[str, Counter]:
    """The blocks of the article, one to a line, and how many parts of each kind were left out.

    TooDeepError for a page whose elements stand too deep in each other. Needs lxml.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
    page = NO_END.sub("", END_OF_BREAK.sub("<br>", page))
    root = etree.fromstring(page.encode("utf-8", "surrogatepass"), parser)
    if root is None:
        return "", Counter()
    reader = _Reader()
    article, reader.sizes = _article(root, reader)
    reader.read(etree, article)
    return "\n".join(reader.blocks), reader.left_out


def _article(root: Element, reader: "_Reader") -> tuple[Element, dict[Element, int]]:
    """The element that holds the article: the one so called, if most of the words are in it; else the whole page."""
    sizes = _sizes(root)
    for path in ("article", "main", "*[@role='main']", "*[@itemprop='articleBody']"):
        best = max(root.iterfind(f".//{path}"), key=lambda each: sizes.get(each, 0), default=None)
        if best is not None and sizes.get(best, 0) * 2 > sizes.get(root, 0):
            reader.left_out[AROUND] += _beside(best, root, sizes)
            return best, sizes
    return root, sizes


def _beside(best: Element, root: Element, sizes: dict[Element, int]) -> int:
    """How many elements with words are beside `best`, or beside what it is in."""
    inside = [best, *(each for each in best.iterancestors() if each is not root)]
    return sum(1 for each in inside for one in each.itersiblings() if sizes.get(one)) + sum(
        1 for each in inside for one in each.itersiblings(preceding=True) if sizes.get(one)
    )


def _sizes(root: Element) -> dict[Element, int]:
    """How many characters of words outside links each element holds."""
    from lxml import etree

    sizes: dict[Element, int] = {}
    open_sizes = [0]

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if len(open_sizes) > DEEPEST:
                raise TooDeepError
            is_out = bool(why_left_out(element)) or element.tag == "a"
            open_sizes.append(0 if is_out else len((element.text or "").strip()))
            if is_out:
                walk.skip_subtree()
        else:
            sizes[element] = open_sizes.pop()
            open_sizes[-1] += sizes[element] + len((element.tail or "").strip())
    return sizes


class _Reader:
    """Goes through an element and keeps its blocks."""

    def __init__(self) -> None:
        self.blocks: list[str] = []
        self.left_out: Counter = Counter()
        self._parts: list[str] = []
        self._linked = self._links = self._fixed = 0
        self._after_break = False
        self._tag = ""
        self.sizes: dict[Element, int] = {}

    def read(self, etree: Any, root: Element) -> None:
        walk, skipped = etree.iterwalk(root, events=("start", "end")), None
        for event, element in walk:
            if event == "end":
                if element is skipped:
                    skipped = None
                else:
                    self._end(element)
                if element is not root:
                    self._add(element.tail)
                continue
            why = "" if element is root else why_left_out(element)
            if element is not root and not why and self.sizes[element] * 2 < self.sizes[root]:
                why = AROUND if is_named_around(element) else ""
            if why:
                skipped = element
                self._leave_out(element, why)
                walk.skip_subtree()
            else:
                self._start(element)
        self._flush()

    def _leave_out(self, element: Element, why: str) -> None:
        if why != "-" and (why in (PICTURES, CAPTIONS) or "".join(element.itertext()).strip()):
            self.left_out[why] += 1
        if element.tag in BLOCKS:
            self._flush()

    def _start(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self._break()
        elif is_block(element):
            self._flush()
            self._tag = tag
            self._fixed += has_fixed_lines(element)
            self.left_out[ITEMS] += tag == "li"
        elif tag == "a" and element.get("href"):
            self._links += 1
        elif tag == "q":
            self._add("“")
        elif tag == "math":
            self.left_out[FORMULAS] += 1
        self._add(element.text)

    def _end(self, element: Element) -> None:
        tag = element.tag
        if is_block(element):
            self._flush()
            self._fixed -= has_fixed_lines(element)
        elif tag == "a" and element.get("href"):
            self._links -= 1
        elif tag == "q":
            self._add("”")

    def _break(self) -> None:
        """A line ends; where another ended just before, so does the block."""
        if self._after_break and not self._fixed:
            self._flush()
        else:
            self._parts.append("\n" if self._fixed else " ")
        self._after_break = True

    def _add(self, text: str | None) -> None:
        if not text:
            return
        self._parts.append(text)
        if bare := text.strip():
            self._after_break = False
            self._linked += len(bare) if self._links else 0

    def _flush(self) -> None:
        """Ends the block, if there is one."""
        text, linked = "".join(self._parts).translate(NUMBERED), self._linked
        self._parts, self._linked, self._after_break = [], 0, False
        if self._fixed:
            self.blocks += [line for line in unwrapped(text)[0].splitlines() if line.strip()]
            return
        block = " ".join(text.split())
        leads_away = block and linked >= LINKED * len(block) and self._tag not in HEADINGS | CELLS
        if leads_away and not ends_a_sentence(block):
            self.left_out[LINKS] += 1
        elif block:
            self.blocks.append(block)
