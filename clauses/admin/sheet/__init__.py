"""The clauses of an agreement as one sheet."""
