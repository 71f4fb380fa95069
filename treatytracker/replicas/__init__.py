"""Copies of the database from which readers are answered: which of them may be asked, and which one is asked now."""
