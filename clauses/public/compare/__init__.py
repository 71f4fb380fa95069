"""Agreements side by side in one domain."""
