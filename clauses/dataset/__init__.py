"""The published dataset, declared once.

From these tables come the CSV and XLSX files, the imports, the codebook, the filters, the public record pages and the
forms of the admin. A model field that is neither in a group nor withheld fails a test that names it.
"""

from .. import models
from . import actors, events, evidence, treaties
from .columns import NO, SEPARATOR, YES, Column, PublishedTable, Table, WorkedOut, related_paths, text_of, with_codes

__all__ = [
    "BY_MODEL",
    "BY_NAME",
    "CELLS",
    "INTERNAL",
    "NO",
    "OF_EDITORS",
    "OF_TEXTS",
    "PRIVATE",
    "SEPARATOR",
    "TABLES",
    "YES",
    "Column",
    "PublishedTable",
    "Table",
    "WorkedOut",
    "related_paths",
    "text_of",
    "with_codes",
]

# In no file: the database's own numbers and what is worked out for it alone.
INTERNAL = ("id", "version", "search_text", "state", "withdrawn_reason")

TABLES = (*treaties.TABLES, *events.TABLES, *evidence.TABLES, *actors.TABLES)

# Plain sets of codes: one cell of another table, named here with the column that holds them.
CELLS = {
    models.CommitmentClause: ("commitments", "also_in"),
    models.CommitmentDomain: ("commitments", "domains"),
    models.ActionPlace: ("actions", "places"),
}
# Tables that are never published, whole.
OF_EDITORS = (models.Comment, models.Proposal, models.Merge, models.NotTheSame, models.SavedFilter, models.OpenedGroup)
OF_TEXTS = (models.SourceText, models.ParagraphDigest, models.QuotationCheck, models.RejectedPassage)
WORKED_OUT = (
    models.AsReported,
    models.SearchEntry,
    models.SearchName,
    models.DeskEntry,
    models.DeskName,
)  # from other rows, for the database alone
OF_BULK = (
    models.BulkWork,
    models.BulkRow,
    models.ImportJob,
    models.ImportRow,
)  # what waits for its confirmation, as an import does
PRIVATE = (*OF_TEXTS, *OF_EDITORS, models.ImportPreview, *OF_BULK, *WORKED_OUT)

BY_NAME = {table.name: table for table in TABLES}
BY_MODEL = {table.model: table for table in TABLES}
