"""What became of promises: a row or square for each, counted, drawn, and as files."""
