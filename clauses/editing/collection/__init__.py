"""A collection moves in: a stored job that is read, checked, written, moved on and undone in portions."""
