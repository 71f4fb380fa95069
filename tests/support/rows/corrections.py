"""A list of corrections with one line."""

from clauses.proofreading.corrections import COLUMNS

HEADER = ",".join(COLUMNS)
LINE = "17,actions/drill,status,ongoing,completed,A paper reports the end.,the-paper,2026-11-28"
