"""Articles and paragraphs that run on in one line, each put on a line of its own: a text pasted without its lines."""

import re
from collections.abc import Iterator
from dataclasses import replace

from ...articles.sentence_ends import ends_a_sentence
from .likely import article_candidates, line_marks
from .lines import Line, Width, broken_up
from .marks import CHINESE, NUMBER, mark_of
from .numerals import Numeral, readings
from .rising import Candidate, best_run
from .words import ARTICLES, DIVISIONS, Kind, folded

LOOKED_AT = 160  # characters that tell whether a heading begins
SENTENCE, NO_SENTENCE, IN_TEXT, IN_SENTENCE, CAPITALS = 2.0, -1.0, -3.0, -7.0, 1.0
REFERRED_BY = """a of in to under with by and or from see per than that this the for on as also both either whose which
paragraph paragraphs nach gemass von und oder der des dem den im siehe aus de du et ou par selon"""
REFERRING = frozenset(REFERRED_BY.split())  # words before an article that is only named
LONGEST_HEADING = 160  # characters of the headings of chapters between two articles
DEEPEST = 3  # ways of numbering within each other on one line


def _written(words: Iterator[str] | tuple[str, ...]) -> str:
    """The words as they begin a heading."""
    shown = {form for word in words for form in (word.capitalize(), word.upper())}
    return "|".join(sorted(map(re.escape, shown), key=len, reverse=True))


INSIDE = re.compile(rf"(?<=\s)(?:(?:{_written(ARTICLES)})\b\.? ?[-–—]? ?(?={NUMBER}|[^\W\d_])|(?={CHINESE}(?:\s|\Z)))")
DIVISION = re.compile(
    rf"(?<=\s)(?:(?:{_written(tuple(DIVISIONS))}) (?:{NUMBER})(?!\w)|(?=第[^\s第]{{1,5}}(?:章|節|节|部分|編|编)))"
)
WAYS = (
    re.compile(r"(?<!\S)(\d{1,3}) ?\. ?(?=[^\W\d_]|[\"'“‘«„(\[])"),
    re.compile(r"(\d{1,3})[.、．] ?(?=[\u3400-\u9fff「『（])"),
    re.compile(r"([一二三四五六七八九十]{1,3})、"),
    re.compile(r"[（(]([一二三四五六七八九十]{1,3})[）)]"),
    re.compile(r"(?<!\S)\((\d{1,2})\) ?(?=\S)"),
)
CLOSED = (";", ":", "；", "：", "。", "」", "』")


def unrolled(lines: list[Line]) -> list[Line]:
    """The lines, those that hold several articles, paragraphs or items broken before each."""
    pieces = _articles(lines)
    found: list[Line] = []
    for line in pieces:
        for number, text in enumerate(_paragraphs(line.text, DEEPEST)):
            first, *others = broken_up(text)
            found.append(replace(line, text=first) if not number else Line(first))
            found += [Line(each) for each in others]
    return [line for line in found if line.text]


# --- Articles


def _articles(lines: list[Line]) -> list[Line]:
    inside = [list(_inside(line.text)) for line in lines]
    if not any(inside):
        return lines
    width = Width.of(lines)
    at_starts = article_candidates(lines, line_marks(lines, width))
    candidates: list[Candidate] = []
    places: list[tuple[int, int]] = []
    for at, found in enumerate(inside):
        if at in at_starts:
            candidates.append(at_starts[at])
            places.append((at, 0))
        candidates += [candidate for _, candidate in found]
        places += [(at, start) for start, _ in found]
    chosen = {places[each] for each in best_run(candidates)}
    return [
        piece for at, line in enumerate(lines) for piece in _cut(line, [s for s, _ in inside[at] if (at, s) in chosen])
    ]


def _inside(text: str) -> Iterator[tuple[int, Candidate]]:
    """Where in a line an article may begin, but for its start."""
    for found in INSIDE.finditer(text):
        start = found.start()
        mark = mark_of(text[start : start + LOOKED_AT])
        if start and mark is not None and mark.kind == Kind.ARTICLE:
            before = text[max(0, start - LOOKED_AT) : start].rstrip()
            score = _by_what_is_before(before) + (CAPITALS if found[0][:2].isupper() else 0)
            yield start, Candidate(mark.numerals, score, fresh=bool(_division_before(before)))


def _by_what_is_before(before: str) -> float:
    if before.endswith(CLOSED) or ends_a_sentence(before) or _division_before(before):
        return SENTENCE
    last = before.rsplit(None, 1)[-1] if before else ""
    if folded(last) in REFERRING or last.endswith((",", "，", "、")):
        return IN_SENTENCE
    return IN_TEXT if last[:1].islower() else NO_SENTENCE


def _cut(line: Line, starts: list[int]) -> Iterator[Line]:
    begin = 0
    for start in starts:
        before = line.text[begin:start].strip()
        yield from _with_divisions(replace(line, text=before) if not begin else Line(before, True, is_cut=True))
        begin = start
    rest = line.text[begin:].strip()
    yield replace(line, text=rest) if not begin else Line(rest, True, is_cut=True)


def _division_before(text: str) -> int:
    """Where the headings of chapters begin with which a text ends; 0 where it ends with none."""
    tail = max(0, len(text) - LONGEST_HEADING)
    for found in DIVISION.finditer(text, tail):
        before, after = text[: found.start()].rstrip(), text[found.start() :]
        if (before.endswith(CLOSED) or ends_a_sentence(before)) and not re.search(r"[;:。；]|\.\s", after):
            return found.start()
    return 0


def _with_divisions(line: Line) -> Iterator[Line]:
    start = _division_before(line.text)
    if not start:
        yield line
        return
    yield replace(line, text=line.text[:start].strip())
    begin = start
    for found in DIVISION.finditer(line.text, start + 1):
        yield Line(line.text[begin : found.start()].strip(), True, is_cut=True)
        begin = found.start()
    yield Line(line.text[begin:].strip(), True, is_cut=True)


# --- Paragraphs


def _paragraphs(text: str, left: int) -> Iterator[str]:
    """A line in which 1., 2. and 3. follow each other, as several; within each, another way of numbering may."""
    starts = _run(text) if left else []
    if not starts:
        yield text
        return
    for begin, end in zip([0, *starts], [*starts, len(text)], strict=True):
        piece = text[begin:end].strip()
        if piece:
            own = re.match(r"\S{1,5}? ?[.、．)）] ?", piece) if begin in starts else None
            head = own[0] if own else ""
            first, *others = _paragraphs(piece[len(head) :], left - 1)
            yield head + first
            yield from others


def _run(text: str) -> list[int]:
    """Where the paragraphs of a line begin, if at least two of one way follow each other."""
    best: list[int] = []
    for way in WAYS:
        starts: list[int] = []
        for found in way.finditer(text):
            value = _value(found[1])
            if value == len(starts) + 1 and _may_begin(text, found.start(), is_first=not starts):
                starts.append(found.start())
        is_run = len(starts) > 1 or (starts and _is_beside_a_number(text[: starts[0]]))
        if is_run and (not best or starts[0] < best[0]):
            best = starts
    return [] if best == [0] else best


def _value(number: str) -> int:
    numeral: Numeral | None = next(readings(number), None)
    return numeral.value if numeral else 0


def _may_begin(text: str, at: int, *, is_first: bool) -> bool:
    before = text[max(0, at - LOOKED_AT) : at].rstrip()
    if not before or before.endswith(CLOSED) or ends_a_sentence(before):
        return not before.endswith(("No.", "no.", "para.", "paras.", "Art.", "art."))
    return is_first and _is_beside_a_number(text[:at])


def _is_beside_a_number(before: str) -> bool:
    """Whether what is before is the number of an article, with its heading or without."""
    if len(before) > LONGEST_HEADING:
        return False
    mark = mark_of(before.strip())
    return mark is not None and mark.kind == Kind.ARTICLE
