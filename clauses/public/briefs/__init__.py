"""Sheets to print for somebody with a minute or two."""
