"""Temporary tables that hide the tables of this application from one connection. See `beside`."""

import re
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.db import DatabaseError, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from ...data_version import paused
from ...models import Proposal, Row

WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
REFERENCE = re.compile(r' REFERENCES "\w+" \("\w+"\)( DEFERRABLE INITIALLY DEFERRED)?')
BEGINNING = re.compile(r"CREATE TABLE |CREATE (UNIQUE )?INDEX ")


@cache
def rows() -> tuple[type[Row], ...]:
    """The tables whose rows are copied; each has a history, of which the copy holds what the work adds."""
    return tuple(each for each in apps.get_app_config("clauses").get_models() if issubclass(each, Row))


class Copied:
    """Copies of `tables` for one connection. `numbers` is the last number taken, for tables where some are set aside.

    Tables without a copy are read as they are at that same moment, and may not be written.
    """

    def __init__(
        self, connection: BaseDatabaseWrapper, numbers: dict[str, int], tables: Collection[type[models.Model]]
    ) -> None:
        self.connection, self.numbers = connection, numbers
        self.is_sqlite = connection.vendor == "sqlite"
        self.here = "temp" if self.is_sqlite else "pg_temp"
        self.there = "main" if self.is_sqlite else ""
        self.rows = [each for each in rows() if each in tables]  # in an order that is the same for everyone
        self.empty = [*(each.history.model for each in self.rows), Proposal]
        self.names = {each._meta.db_table for each in (*self.rows, *self.empty)}
        self.noted: list[type[Row]] = []  # tables without a copy that written rows refer to

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Copies the tables as they are at one moment; what is saved inside is saved in the copies."""
        connection: Any = self.connection  # SQLite alone has modes of transactions
        is_nested = connection.in_atomic_block
        connection.ensure_connection()
        mode = getattr(connection, "transaction_mode", None)
        connection.transaction_mode = "DEFERRED"  # SQLite: IMMEDIATE would hold the lock for writing
        try:
            with paused(connection), transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                if not self.is_sqlite and not is_nested:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                (self._make_in_sqlite if self.is_sqlite else self._make_in_postgresql)(cursor)
                with connection.execute_wrapper(self._refuse_others):
                    yield
                self._note_referred(cursor)
        finally:
            connection.transaction_mode = mode

    def _refuse_others(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """What is written elsewhere would be written at once, whatever becomes of the rest."""
        found = WRITES.match(sql)
        if found and found[1] not in self.names:
            raise RuntimeError(f"{found[1]} is written beside its copies. Write it when they are written back.")
        return execute(sql, params, many, context)

    def _make_in_sqlite(self, cursor: CursorWrapper) -> None:
        cursor.execute("SELECT type, tbl_name, sql FROM main.sqlite_master WHERE sql IS NOT NULL")
        made = [(kind, table, sql) for kind, table, sql in cursor.fetchall() if table in self.names]
        for kind, _, sql in made:
            if kind == "table":
                cursor.execute(as_temporary(sql))
        for model in self.rows:
            cursor.execute(f"INSERT INTO {self._copy(model)} SELECT * FROM {self._real(model)}")
        filled = {each._meta.db_table for each in self.rows}
        for kind, table, sql in made:
            if kind == "index" and table in filled:
                cursor.execute(as_temporary(sql))
        cursor.execute("DELETE FROM temp.sqlite_sequence")
        cursor.execute("INSERT INTO temp.sqlite_sequence (name, seq) SELECT name, seq FROM main.sqlite_sequence")
        for table, last in self.numbers.items():
            cursor.execute("UPDATE temp.sqlite_sequence SET seq = %s WHERE name = %s", [last, table])

    def _make_in_postgresql(self, cursor: CursorWrapper) -> None:
        cursor.execute("SELECT current_schema()")
        self.there = self._quoted(cursor.fetchone()[0])
        for model in self.empty:
            what = "INCLUDING DEFAULTS INCLUDING IDENTITY"
            cursor.execute(f"CREATE TEMP TABLE {self._quoted(model)} (LIKE {self._real(model)} {what})")
        for model in self.rows:
            what = "INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES"
            cursor.execute(f"CREATE TEMP TABLE {self._quoted(model)} (LIKE {self._real(model)} {what})")
            cursor.execute(f"INSERT INTO {self._copy(model)} SELECT * FROM {self._real(model)}")
            cursor.execute(f"ANALYZE {self._copy(model)}")  # or each later query is planned for a table of any size
            real, key = self._real(model).replace("'", "''"), model._meta.pk.column
            cursor.execute(
                f"ALTER TABLE {self._copy(model)} ALTER COLUMN {self._key(model)} "
                f"SET DEFAULT nextval(pg_get_serial_sequence('{real}', '{key}')::regclass)"
            )

    def _note_referred(self, cursor: CursorWrapper) -> None:
        """Keeps which rows of tables without a copy the written rows refer to, as they are seen here."""
        for other in rows():
            parts = [self._referring(model, field) for model in self.rows for field in references(model, other)]
            if parts and other not in self.rows:
                key, state = self._key(other), ", state" if hasattr(other, "state") else ""
                cursor.execute(
                    f"CREATE TEMP TABLE {self._quoted(note_of(other))} AS "
                    f"SELECT {key}{state} FROM {self._real(other)} WHERE {key} IN ({' UNION '.join(parts)})"
                )
                self.noted.append(other)

    def _referring(self, model: type[Row], field: models.Field) -> str:
        key = self._key(model)
        written = f"SELECT {key} FROM {self._copy(model.history.model)}"
        return f"SELECT {self._column(field)} FROM {self._copy(model)} WHERE {key} IN ({written})"

    def drop(self) -> None:
        """Shows the real tables again. A connection that is broken has lost its copies already."""
        try:
            with self.connection.cursor() as cursor:
                for name in (*self.names, *map(note_of, self.noted)):
                    cursor.execute(f"DROP TABLE IF EXISTS {self.here}.{self._quoted(name)}")
        except DatabaseError:
            self.connection.close()

    def _quoted(self, name: str | type[models.Model]) -> str:
        return self.connection.ops.quote_name(name if isinstance(name, str) else name._meta.db_table)

    def _column(self, field: models.Field) -> str:
        return self._quoted(str(field.column))

    def _key(self, model: type[models.Model]) -> str:
        return self._column(model._meta.pk)

    def _copy(self, model: type[models.Model]) -> str:
        return f"{self.here}.{self._quoted(model)}"

    def _real(self, model: type[models.Model]) -> str:
        return f"{self.there}.{self._quoted(model)}"


def columns(model: type[models.Model]) -> list[models.Field]:
    return list(model._meta.concrete_fields)


def as_temporary(sql: str) -> str:
    """A statement of SQLite's that makes a table or an index, for a temporary one that refers to no other table."""
    made = REFERENCE.sub("", sql)
    return BEGINNING.sub(
        lambda found: found[0] + "temp." if "INDEX" in found[0] else "CREATE TEMP TABLE ", made, count=1
    )


def references(model: type[Row], other: type[Row]) -> list[models.Field]:
    return [field for field in columns(model) if field.is_relation and field.related_model is other]


def note_of(model: type[Row]) -> str:
    """The table that keeps what was seen of `model`, which has no copy."""
    return f"seen_{model._meta.db_table}"
