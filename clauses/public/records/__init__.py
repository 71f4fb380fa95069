"""The page of each kind of record, and what stands where a record was."""
