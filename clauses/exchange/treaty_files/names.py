"""What clauses are in Akoma Ntoso 3.0: their elements, and their eIds by its naming convention."""

import re
from collections import Counter
from collections.abc import Sequence

from ...folding import code_of
from ..treaty_text import Kind, Part

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
# By kind: the element, and how its eId begins.
ELEMENTS = {
    Kind.NAME: ("preface", "preface"),
    Kind.PREAMBLE: ("preamble", "preamble"),
    Kind.RECITAL: ("recital", "rec"),
    Kind.FORMULA: ("formula", "formula"),
    Kind.ANNEX: ("attachment", "att"),
    Kind.PART: ("part", "part"),
    Kind.TITLE: ("title", "title"),
    Kind.CHAPTER: ("chapter", "chp"),
    Kind.SECTION: ("section", "sec"),
    Kind.GROUP: ("hcontainer", "hcontainer"),
    Kind.ARTICLE: ("article", "art"),
    Kind.PARAGRAPH: ("paragraph", "para"),
    Kind.ITEM: ("point", "point"),
    Kind.CLOSING: ("conclusions", "conclusions"),
}
# What others call their parts, by element.
KINDS = {element: kind for kind, (element, _) in ELEMENTS.items()} | {
    "book": Kind.PART,
    "tome": Kind.PART,
    "division": Kind.PART,
    "subpart": Kind.PART,
    "subtitle": Kind.TITLE,
    "subchapter": Kind.CHAPTER,
    "subsection": Kind.SECTION,
    "subparagraph": Kind.PARAGRAPH,
    "clause": Kind.ITEM,
    "subclause": Kind.ITEM,
    "alinea": Kind.ITEM,
    "indent": Kind.ITEM,
    "rule": Kind.ARTICLE,
    "citation": Kind.RECITAL,
}
ONCE = (Kind.NAME, Kind.PREAMBLE, Kind.CLOSING)
DIVISIONS = (Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.SECTION, Kind.GROUP, Kind.ARTICLE)
LONGEST = 100


def eids(parts: Sequence[Part]) -> list[str]:
    """Of each part. A division or article is named after what holds it only where its own name comes twice."""
    own, above = _own(parts), _above(parts)
    annexes = _annexes(parts, above)
    counts = Counter(zip(own, annexes, strict=True))
    found: list[str] = []
    taken: set[str] = set()
    for at, part in enumerate(parts):
        parent = above[at]
        begun = found[parent] if parent is not None else ""
        is_alone = part.kind in DIVISIONS and counts[own[at], annexes[at]] == 1
        annex = annexes[at]
        begun = (found[annex] if annex is not None else "") if is_alone else begun
        name = f"{begun}__{own[at]}" if begun else own[at]
        turn = 1
        eid = name
        while eid in taken:
            turn += 1
            eid = f"{name}-{turn}"
        taken.add(eid)
        found.append(eid)
    return found


def _annexes(parts: Sequence[Part], above: Sequence[int | None]) -> list[int | None]:
    """The annex that each is in, whose articles count anew."""
    found: list[int | None] = []
    for parent in above:
        is_annex = parent is not None and parts[parent].kind == Kind.ANNEX
        found.append(parent if is_annex or parent is None else found[parent])
    return found


def _own(parts: Sequence[Part]) -> list[str]:
    """Each part's own name; one without a number is counted within what holds it."""
    above = _above(parts)
    unnumbered: Counter = Counter()
    found = []
    for part, parent in zip(parts, above, strict=True):
        stem = ELEMENTS[part.kind][1]
        number = re.sub(r"[^a-z0-9]", "", code_of(part.num, 20)) if part.num else ""
        if part.kind in ONCE:
            found.append(stem)
        elif number:
            found.append(f"{stem}_{number}")
        else:
            unnumbered[(parent, stem)] += 1
            found.append(f"{stem}_nn_{unnumbered[(parent, stem)]}")
    return found


def _above(parts: Sequence[Part]) -> list[int | None]:
    """The place of the part that holds each."""
    found: list[int | None] = []
    open_parts: list[int] = []
    for at, part in enumerate(parts):
        while open_parts and parts[open_parts[-1]].level >= part.level:
            open_parts.pop()
        found.append(open_parts[-1] if open_parts else None)
        open_parts.append(at)
    return found
