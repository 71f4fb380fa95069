"""The text of a treaty split into the clauses that it prints: preamble with recitals, parts, articles, items.

    parts = split(text)

Nothing is invented and nothing is left out: numbers and headings are as printed, and every word is in a part. What
is split wrongly is for a person to correct. Neither Django nor the database is needed.
"""

from .doubts import Doubt, doubts
from .marks import item_of
from .numerals import Numeral, readings
from .parts import Part
from .splitting import split
from .words import Kind

__all__ = ["Doubt", "Kind", "Numeral", "Part", "doubts", "item_of", "readings", "split"]
