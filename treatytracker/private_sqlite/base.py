"""Django finds a kind of database by this module."""

from typing import Any

from django.db.backends.sqlite3 import base

from treatytracker.private_files import make_private


class DatabaseWrapper(base.DatabaseWrapper):
    """Makes the file private before SQLite opens it: the write-ahead log beside it then is so, too."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        make_private(conn_params["database"])
        return super().get_new_connection(conn_params)
