"""Django's SQLite, whose files nobody but their owner reads, wherever they lie."""
