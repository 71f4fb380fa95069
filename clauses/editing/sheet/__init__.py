"""The clauses of an agreement as one sheet: read from a text or from the record, corrected, saved together."""
