"""Lists: their columns, names, filters and search, and the lists that belong to a record."""
