"""What in a split text a person should look at, and why; and what shows that it was not understood at all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from .likely import article_candidates, chosen_of, line_marks
from .lines import Width, read_lines
from .numerals import Numeral, readings
from .parts import Part
from .unrolled import unrolled
from .words import Kind

NOTHING = "nothing in it is numbered: no articles and no paragraphs were found."
LONGEST_NUMBER, LONGEST_HEADING = 40, 200  # characters that a clause has room for
ON_ONE_LINE = (
    "all of it stands on one line: articles and paragraphs are found by their numbers, but title, recitals, headings "
    "and annexes stay with the words before them. Part them on the sheet, or offer a text with its lines."
)
MANY_WORDS = 100  # on one line
MOST_REFERENCES = 20
ANEW = (Kind.ANNEX, Kind.PART, Kind.TITLE, Kind.CHAPTER, Kind.SECTION)  # after which articles may count anew


@dataclass(frozen=True)
class Doubt:
    """`where` names the part, `is_grave` where the text was not understood there and nothing should be stored."""

    where: str
    why: str
    is_grave: bool = False

    def __str__(self) -> str:
        return f"{self.where}: {self.why}" if self.where else self.why


def doubts(parts: Sequence[Part], text: str = "") -> list[Doubt]:
    """In the order of the text; `text` is what the parts were split from, if it is at hand."""
    numbered = [part for part in parts if part.num]
    found = [] if numbered else [Doubt("", NOTHING, True)]
    if "\n" not in text.strip() and len(text.split()) > MANY_WORDS:
        found.append(Doubt("", ON_ONE_LINE))
    return [*found, *_of_numbers(parts), *_of_words(parts), *(_references(text) if text else ())]


def name_of(part: Part) -> str:
    return f"{part.kind.value.capitalize()} {part.num}".strip()


def _of_numbers(parts: Sequence[Part]) -> Iterator[Doubt]:
    """Articles that are missing, come twice or go back."""
    last: tuple[Numeral, ...] = ()
    is_fresh = False
    for part in parts:
        if part.kind in ANEW:
            last = last if part.kind != Kind.ANNEX else ()
            is_fresh = True
        elif part.kind == Kind.ARTICLE:
            now = tuple(readings(part.num))
            said = _why(now, last) if last else ""
            begins = any(each.is_first for each in now)
            is_lettered = any(len(each.alphabet) == 1 for each in now)  # G-1 after 12
            if said and not (begins and (is_fresh or is_lettered)):
                yield Doubt(name_of(part), said, not begins and "missing" not in said)
            last, is_fresh = now, False


def _why(now: Sequence[Numeral], last: Sequence[Numeral]) -> str:
    pairs = [(one, other) for one in now for other in last]
    if any(one.follows(other) for one, other in pairs):
        return ""
    later = next(((one, other) for one, other in pairs if one.is_later(other)), None)
    if later is None:
        return "its number does not come after that of the article before; is it another text, or only named there?"
    first, before = later[0].value, later[1].value
    many = first - before - 1
    between = f"{before + 1}" if many == 1 else f"{before + 1} to {first - 1}"
    return f"between it and the article before, {between} {'is' if many == 1 else 'are'} missing." if many > 0 else ""


def _of_words(parts: Sequence[Part]) -> Iterator[Doubt]:
    """Articles without words, numbers and headings that are too long to be some."""
    for at, part in enumerate(parts):
        is_last = at + 1 == len(parts) or parts[at + 1].level <= part.level
        if part.kind == Kind.ARTICLE and is_last and not part.text:
            yield Doubt(name_of(part), "it has no words; are they its heading, or is it only named there?")
        if len(part.num) > LONGEST_NUMBER:
            yield Doubt(name_of(part), f"its number is longer than {LONGEST_NUMBER} characters.", True)
        if len(part.heading) > LONGEST_HEADING:
            yield Doubt(name_of(part), f"its heading is longer than {LONGEST_HEADING} characters.", True)


def _references(text: str) -> Iterator[Doubt]:
    """Lines that begin like an article and are taken for words of another one."""
    lines = unrolled(read_lines(text))
    marks = line_marks(lines, Width.of(lines))
    candidates = article_candidates(lines, marks)
    chosen = chosen_of(candidates)
    left = [at for at in candidates if at not in chosen]
    for at in left[:MOST_REFERENCES]:
        shown = lines[at].text[:60]
        yield Doubt(f"“{shown}”", "it begins like an article, but its number does not fit; it is taken for words.")
    if len(left) > MOST_REFERENCES:
        yield Doubt("", f"{len(left) - MOST_REFERENCES} more lines begin like articles and are taken for words.")
