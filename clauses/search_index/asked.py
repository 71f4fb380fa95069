"""What an engine is asked for: words, and a day or period."""

from dataclasses import dataclass
from datetime import date

from .layout import COLUMNS

LAST = "\U0010ffff"  # no letter comes after it
TEXTS = COLUMNS[:2]  # where a word is looked for as it is written; by its sound in those of the same name, heard


@dataclass(frozen=True)
class Words:
    """Words that stand next to each other; the last may be the beginning of one. `heard`: by their sound."""

    words: tuple[str, ...]
    begins: bool = False
    heard: bool = False
    together: bool = True  # otherwise anywhere


Term = tuple[Words, ...]  # any of them


@dataclass(frozen=True)
class Asked:
    """What an entry must hold: of each term one, of `without` none, all in `columns`; and a day that it may be of."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    first: date | None = None
    last: date | None = None
    columns: tuple[str, ...] = TEXTS
    wholly: bool = False  # of no day outside these
