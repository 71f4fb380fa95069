"""The paragraphs of a preamble: who agrees, the recitals, and the words by which they agree."""

from collections.abc import Iterator
from dataclasses import replace

from .parts import Part
from .words import AGREED_WORDS, Kind, folded

GOES_ON = (",", ";", "，", "；")  # how a recital ends


def with_recitals(part: Part) -> Iterator[Part]:
    """The part; a preamble of several paragraphs, of which the recitals end as recitals do, with each below it."""
    first, *others = part.text.split("\n")
    is_formula = bool(others) and folded(others[-1]).rstrip(" .:：。").endswith(AGREED_WORDS)
    recitals = others[:-1] if is_formula else others
    going_on = sum(1 for line in recitals if line.endswith(GOES_ON))
    if part.kind != Kind.PREAMBLE or not recitals or going_on * 2 < len(recitals):
        yield part
        return
    yield replace(part, text=first)
    yield from (Part(part.level + 1, Kind.RECITAL, text=line) for line in recitals)
    if is_formula:
        yield Part(part.level + 1, Kind.FORMULA, text=others[-1])
