"""Pictures of the whole record, each with its numbers as a table and a sentence of what it shows."""
