"""How treatytracker runs: settings, addresses, servers."""

from . import sqlite  # noqa: F401  first of all, before Django picks its SQLite
