"""Words of a text as they are compared: folded, without small words, each cut to its first five letters.

Cutting words off is no worse for finding texts than taking them apart by the grammar of their language, and it is the
same for every language: Can et al., Information retrieval on Turkish texts (2008), found five letters best.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from ...folding import fold
from .markers import SMALL

STEM = 5  # letters
SHORTEST = 3
TOKEN = re.compile(r"[^\W_]+")
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Word:
    """One word of a text with its place in code points, and the stems that it holds: “de-mining” holds two."""

    text: str
    start: int
    end: int
    tokens: tuple[str, ...]
    stems: tuple[str, ...]
    is_capital: bool


@lru_cache(maxsize=50_000)
def tokens_of(text: str) -> tuple[str, ...]:
    """The words of `text`, folded, without punctuation; of a word with hyphens its parts."""
    return tuple(TOKEN.findall(fold(text)))


def told_by(text: str) -> list[str]:
    """The words of `text` that say something of its subject: not the small ones."""
    return [token for token in tokens_of(text) if token not in SMALL]


@lru_cache(maxsize=50_000)
def stems_of(text: str) -> tuple[str, ...]:
    """The stems of `text` in its order, small words left out; a number is kept whole."""
    found = tokens_of(text)
    joined = tuple("".join(TOKEN.findall(fold(word))) for word in text.split() if "-" in word)
    return tuple(_stem(token) for token in (*found, *joined) if len(token) >= SHORTEST and token not in SMALL)


def _stem(token: str) -> str:
    return token if token[0].isdigit() else token[:STEM]


def words_of(text: str) -> list[Word]:
    """The words of `text` in its order with their places."""
    found = []
    for match in WORD.finditer(text):
        word = match[0]
        bare = word.lstrip("“”\"'‘’(«")
        found.append(Word(word, *match.span(), tokens_of(word), stems_of(word), bare[:1].isupper()))
    return found
