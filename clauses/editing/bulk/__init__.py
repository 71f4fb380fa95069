"""One act on the many rows of a list: looked at row by row, confirmed once, written in portions."""
