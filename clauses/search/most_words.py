"""Of a whole sentence that nothing answers as it is: as many of its words as some record holds together."""

from collections.abc import Iterable
from dataclasses import replace

from .find import how_many
from .nearest import Offer
from .question import Part, Question


def most_words(question: Question) -> list[Offer]:
    """The longest of two ways: the rarest word with all others that records with it hold, and the commonest so."""
    if len(question.parts) < 2:
        return []
    held = {part: count for part in question.parts if (count := _count(question, [part]))}
    rarest = sorted(held, key=lambda part: (held[part], question.parts.index(part)))
    kept = max((_together(question, parts) for parts in (rarest, reversed(rarest))), key=len)
    is_fewer = 0 < len(kept) < len(question.parts)
    return [Offer(_written(question, kept), _count(question, kept))] if is_fewer else []


def _together(question: Question, parts: Iterable[Part]) -> list[Part]:
    kept: list[Part] = []
    for part in parts:
        if _count(question, [*kept, part]):
            kept.append(part)
    return kept


def _count(question: Question, parts: list[Part]) -> int:
    return how_many(replace(question, parts=tuple(parts), period=None, without=()))


def _written(question: Question, kept: list[Part]) -> str:
    parts = [part for part in question.parts if part in kept]
    return " ".join(f"“{part.name}”" if " " in part.name else part.name for part in parts)
