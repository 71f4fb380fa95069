"""Long work on copies of the tables while others write, then written back in a moment, or not at all."""
