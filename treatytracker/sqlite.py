"""Puts a newer SQLite in the place of the interpreter's where the package pysqlite3 is installed.

SQLite 3.7 to 3.51.2 can lose a commit when two processes write and checkpoint the write-ahead log at once.
"""

import sqlite3
import sys

SAFE = (3, 51, 3)

if sqlite3.sqlite_version_info < SAFE:
    try:
        import pysqlite3
    except ImportError:  # no wheel for this system: a system check warns
        pass
    else:
        sys.modules["sqlite3"] = pysqlite3
        sys.modules["sqlite3.dbapi2"] = pysqlite3.dbapi2
