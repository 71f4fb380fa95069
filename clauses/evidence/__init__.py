"""What stands behind a claim: origins, weights, doubts, conflicts, coverage, and what to look at next."""
