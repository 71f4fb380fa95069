"""What counts as evidence: quotations, origins, conflicts."""
