"""How several editors work on the same records: review, proposals, conflicts, restoring, and the same thing twice."""
