"""How days are written where that differs from what Django holds for usual; by language."""
