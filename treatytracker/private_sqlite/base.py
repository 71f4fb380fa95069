"""Django finds a kind of database by this module."""

from typing import Any

from django.db.backends.sqlite3 import base, operations

from treatytracker.private_files import make_private

YEAR, MONTH = 4, 7  # letters of a day as it is stored, 2021-06-15


class DatabaseOperations(operations.DatabaseOperations):
    """Takes the year of a day from its letters. Django calls Python for every row, which is eight times as dear."""

    def date_extract_sql(self, lookup_type: str, sql: str, params: Any) -> tuple[str, Any]:
        if lookup_type == "year":
            return f"CAST(SUBSTR({sql}, 1, {YEAR}) AS INTEGER)", params
        return super().date_extract_sql(lookup_type, sql, params)

    def date_trunc_sql(self, lookup_type: str, sql: str, params: Any, tzname: str | None = None) -> tuple[str, Any]:
        if tzname is None and lookup_type in ("year", "month"):
            letters, rest = (YEAR, "-01-01") if lookup_type == "year" else (MONTH, "-01")
            return f"SUBSTR({sql}, 1, {letters}) || '{rest}'", params
        return super().date_trunc_sql(lookup_type, sql, params, tzname)


class DatabaseWrapper(base.DatabaseWrapper):
    """Makes the file private before SQLite opens it: the write-ahead log beside it then is so, too."""

    ops_class = DatabaseOperations

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        make_private(conn_params["database"])
        return super().get_new_connection(conn_params)
