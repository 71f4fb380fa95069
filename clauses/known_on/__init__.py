"""What was public and known on a day: the day that is asked for, and, table by table, what the sources that were
certainly out by then support.

A row reached over a relation from a row that was known was known too, so that only what begins a question must be
asked; `Row.is_public` relies on it, and a test walks every relation. Ranks have no date and count for nothing here.
"""

from . import actors_and_places  # noqa: F401  its rules, too
from .as_reported import is_settled, is_stated, on
from .asked_day import EXACT, FIRST, NAME, DayError, carried, day, override, parse
from .records import about_known, is_settled_agreement
from .reports import known_q, measures, never_placed, out_by, reports

__all__ = [
    "EXACT",
    "FIRST",
    "NAME",
    "DayError",
    "about_known",
    "carried",
    "day",
    "is_settled",
    "is_settled_agreement",
    "is_stated",
    "known_q",
    "measures",
    "never_placed",
    "on",
    "out_by",
    "override",
    "parse",
    "reports",
]
