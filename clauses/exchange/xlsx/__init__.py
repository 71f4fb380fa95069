"""Workbooks: written as text, and read exactly or not at all."""
