"""How many words of an article may be quoted in all: fewer than a twentieth of it, but one passage in any case."""

from collections.abc import Iterable

from ..models.base import LONGEST_QUOTE

SHARE = 20  # the quoted words of an article stay under one in this many


def most_quoted(paragraphs: Iterable[str]) -> int:
    """The most words that may be quoted of an article with these paragraphs."""
    total = sum(len(text.split()) for text in paragraphs)
    return max((total - 1) // SHARE, LONGEST_QUOTE)


def rule(most: int) -> str:
    """Where `most` comes from, for people."""
    return (
        f"one passage of {LONGEST_QUOTE} words, which is always allowed"
        if most == LONGEST_QUOTE
        else "a twentieth of the article"
    )
