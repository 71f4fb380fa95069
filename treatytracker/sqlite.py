"""Puts a newer SQLite in the place of the interpreter's where the package pysqlite3 is installed.

SQLite 3.7 to 3.51.2 can lose a commit when two processes write and checkpoint the write-ahead log at once.
"""

import sqlite3
import sys
from typing import Any

import django

SAFE = (3, 51, 3)


def replace(module: Any) -> None:
    sys.modules["sqlite3"] = module
    sys.modules["sqlite3.dbapi2"] = module.dbapi2


if sqlite3.sqlite_version_info < SAFE:
    try:
        import pysqlite3
    except ImportError:  # no wheel for this system: a system check warns
        pass
    else:
        # Django 6 asks connections for getlimit(), which pysqlite3 has not had so far.
        if django.VERSION < (6,) or hasattr(pysqlite3.dbapi2.Connection, "getlimit"):
            replace(pysqlite3)
