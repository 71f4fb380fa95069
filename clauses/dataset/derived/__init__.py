"""Tables of the dataset that are worked out from its others: what stands behind each claim, where sources disagree,
what has become of each commitment, how fresh what is known of it is, and what was read.

They are not stored. Files, codebook, data package and the page of downloads have them like any table.
"""

from .. import TABLES
from .base import CITED, records_at
from .conflicts import CONFLICTS
from .coverage import COVERAGE
from .evidence import EVIDENCE
from .staleness import STALENESS
from .states import STATES

WORKED_OUT = (EVIDENCE, CONFLICTS, STATES, STALENESS, COVERAGE)
PUBLIC_TABLES = (*TABLES, *WORKED_OUT)

__all__ = [
    "CITED",
    "CONFLICTS",
    "COVERAGE",
    "EVIDENCE",
    "PUBLIC_TABLES",
    "STALENESS",
    "STATES",
    "WORKED_OUT",
    "records_at",
]
