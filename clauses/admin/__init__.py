"""The editors' rooms."""
