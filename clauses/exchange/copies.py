"""Copies of the tables of this application in temporary tables, and how they are written back. See `beside`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

from django.apps import apps
from django.db import DatabaseError, models, transaction

from ..models import Proposal
from ..models.base import Row

CHUNK = 500
MOST_NAMED = 5  # rows of each table that somebody else has written meanwhile
ADDED, CHANGED = "+", "~"
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
REFERENCE = re.compile(r' REFERENCES "\w+" \("\w+"\)( DEFERRABLE INITIALLY DEFERRED)?')
BEGINNING = re.compile(r"CREATE TABLE |CREATE (UNIQUE )?INDEX ")


class NumbersTakenError(Exception):
    """Somebody else was given the same numbers meanwhile; `wanted` says how many each table needs."""

    def __init__(self, wanted: dict[str, int]):
        super().__init__("The numbers of new rows are taken.")
        self.wanted = wanted


@cache
def rows() -> tuple[type[Row], ...]:
    """The tables whose rows are copied; each has a history, of which the copy holds what the work adds."""
    return tuple(each for each in apps.get_app_config("clauses").get_models() if issubclass(each, Row))


class Copies:
    """The copies of one connection. `numbers` is the last number that is taken, for tables where some are set aside."""

    def __init__(self, connection, numbers: dict[str, int]):
        self.connection, self.numbers = connection, numbers
        self.is_sqlite = connection.vendor == "sqlite"
        self.here = "temp" if self.is_sqlite else "pg_temp"
        self.there = "main" if self.is_sqlite else ""
        self.stories: dict[type[Row], list[tuple[int, str, int]]] = {}
        self.empty = [*(each.history.model for each in rows()), Proposal]
        self.names = {each._meta.db_table for each in (*rows(), *self.empty)}

    # --- Making them

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Copies everything as it is at one moment; what is saved inside is saved in the copies."""
        connection, is_nested = self.connection, self.connection.in_atomic_block
        connection.ensure_connection()
        mode = getattr(connection, "transaction_mode", None)
        connection.transaction_mode = "DEFERRED"  # SQLite: IMMEDIATE would hold the lock for writing
        try:
            with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
                if not self.is_sqlite and not is_nested:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                (self._make_in_sqlite if self.is_sqlite else self._make_in_postgresql)(cursor)
                with connection.execute_wrapper(self._refuse_others):
                    yield
        finally:
            connection.transaction_mode = mode

    def _refuse_others(self, execute, sql, params, many, context):
        """What is written elsewhere would be written at once, whatever becomes of the rest."""
        found = WRITES.match(sql)
        if found and found[1] not in self.names:
            raise RuntimeError(f"{found[1]} is written beside its copies. Write it when they are written back.")
        return execute(sql, params, many, context)

    def _make_in_sqlite(self, cursor) -> None:
        cursor.execute("SELECT type, tbl_name, sql FROM main.sqlite_master WHERE sql IS NOT NULL")
        made = [(kind, table, sql) for kind, table, sql in cursor.fetchall() if table in self.names]
        for kind, _, sql in made:
            if kind == "table":
                cursor.execute(as_temporary(sql))
        for model in rows():
            cursor.execute(f"INSERT INTO {self._copy(model)} SELECT * FROM {self._real(model)}")
        filled = {each._meta.db_table for each in rows()}
        for kind, table, sql in made:
            if kind == "index" and table in filled:
                cursor.execute(as_temporary(sql))
        cursor.execute("DELETE FROM temp.sqlite_sequence")
        cursor.execute("INSERT INTO temp.sqlite_sequence (name, seq) SELECT name, seq FROM main.sqlite_sequence")
        for table, last in self.numbers.items():
            cursor.execute("UPDATE temp.sqlite_sequence SET seq = %s WHERE name = %s", [last, table])

    def _make_in_postgresql(self, cursor) -> None:
        cursor.execute("SELECT current_schema()")
        self.there = self._quoted(cursor.fetchone()[0])
        for model in self.empty:
            what = "INCLUDING DEFAULTS INCLUDING IDENTITY"
            cursor.execute(f"CREATE TEMP TABLE {self._quoted(model)} (LIKE {self._real(model)} {what})")
        for model in rows():
            what = "INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES"
            cursor.execute(f"CREATE TEMP TABLE {self._quoted(model)} (LIKE {self._real(model)} {what})")
            cursor.execute(f"INSERT INTO {self._copy(model)} SELECT * FROM {self._real(model)}")
            cursor.execute(f"ANALYZE {self._copy(model)}")  # or each later query is planned for a table of any size
            real, key = self._real(model).replace("'", "''"), model._meta.pk.column
            cursor.execute(
                f"ALTER TABLE {self._copy(model)} ALTER COLUMN {self._quoted(key)} "
                f"SET DEFAULT nextval(pg_get_serial_sequence('{real}', '{key}')::regclass)"
            )

    def drop(self) -> None:
        """Shows the real tables again. A connection that is broken has lost its copies already."""
        try:
            with self.connection.cursor() as cursor:
                for name in self.names:
                    cursor.execute(f"DROP TABLE IF EXISTS {self.here}.{self._quoted(name)}")
        except DatabaseError:
            self.connection.close()

    def _quoted(self, name) -> str:
        return self.connection.ops.quote_name(name if isinstance(name, str) else name._meta.db_table)

    def _copy(self, model: type[models.Model]) -> str:
        return f"{self.here}.{self._quoted(model)}"

    def _real(self, model: type[models.Model]) -> str:
        return f"{self.there}.{self._quoted(model)}"

    # --- Whether others have written meanwhile

    def changed_meanwhile(self) -> list[str]:
        """The rows that this work writes or builds on and that others have written since, in words; holds the rest.

        Call it in the transaction that writes. NumbersTakenError where only numbers of new rows are in the way.
        """
        with self.connection.cursor() as cursor:
            self.stories = {model: story for model in rows() if (story := self._story(cursor, model))}
            keys = [(model, key) for model in self.stories for key in self._not_as_seen(cursor, model)]
            keys += [each for model in self.stories for each in self._builds_on_other(cursor, model)]
            if not keys:
                self._refuse_taken_numbers(cursor)
        return [in_words(model, key) for model, key in dict.fromkeys(keys)]

    def _story(self, cursor, model) -> list[tuple[int, str, int]]:
        """What the work did to rows of `model`, in its order: number, kind as the history has it, version."""
        key = self._quoted(model._meta.pk.column)
        kept = self._copy(model.history.model)
        cursor.execute(f"SELECT {key}, history_type, version FROM {kept} ORDER BY history_id")
        return cursor.fetchall()

    def _first(self, model) -> dict[int, tuple[str, int]]:
        return {key: (kind, version) for key, kind, version in reversed(self.stories[model])}

    def _not_as_seen(self, cursor, model) -> list[int]:
        first = self._first(model)
        seen = {key: version - (kind == CHANGED) for key, (kind, version) in first.items() if kind != ADDED}
        stored = self._versions(cursor, model, list(seen), lock="" if self.is_sqlite else " FOR UPDATE")
        return [key for key, version in seen.items() if stored.get(key) != version][:MOST_NAMED]

    def _versions(self, cursor, model, keys: list[int], lock: str = "") -> dict[int, int]:
        found, key = {}, self._quoted(model._meta.pk.column)
        for start in range(0, len(keys), CHUNK):
            chunk = sorted(keys)[start : start + CHUNK]
            marks = ", ".join(["%s"] * len(chunk))
            query = f"SELECT {key}, version FROM {self._real(model)} WHERE {key} IN ({marks}) ORDER BY {key}{lock}"
            cursor.execute(query, chunk)
            found |= dict(cursor.fetchall())
        return found

    def _builds_on_other(self, cursor, model) -> list[tuple[type[Row], int]]:
        """Rows that written rows of `model` refer to and that are gone, or in another state of review, meanwhile."""
        found = []
        for field in model._meta.concrete_fields:
            other = field.related_model if field.is_relation else None
            if other in rows():
                cursor.execute(self._other_states(model, field, other))
                found += [(other, key) for (key,) in cursor.fetchall()]
        return found

    def _other_states(self, model, field, other) -> str:
        key, there = self._quoted(model._meta.pk.column), self._quoted(other._meta.pk.column)
        differs = " OR now.state <> seen.state" if hasattr(other, "state") else ""
        return (
            f"SELECT DISTINCT seen.{there} FROM {self._copy(model)} AS written "
            f"JOIN {self._copy(other)} AS seen ON seen.{there} = written.{self._quoted(field.column)} "
            f"LEFT JOIN {self._real(other)} AS now ON now.{there} = seen.{there} "
            f"WHERE written.{key} IN (SELECT {key} FROM {self._copy(model.history.model)}) "
            f"AND seen.{there} NOT IN (SELECT {there} FROM {self._copy(other.history.model)}) "
            f"AND (now.{there} IS NULL{differs}) LIMIT {MOST_NAMED}"
        )

    def _refuse_taken_numbers(self, cursor) -> None:
        wanted, is_taken = {}, False
        for model in self.stories:
            new = [key for key, (kind, _) in self._first(model).items() if kind == ADDED]
            if new:
                wanted[model._meta.db_table] = len(new)
                is_taken = is_taken or bool(self._versions(cursor, model, new))
        if is_taken:
            raise NumbersTakenError(wanted)

    # --- Writing them back

    def write(self) -> None:
        """Writes what differs into the real tables, with its history: three statements for each table."""
        with self.connection.cursor() as cursor:
            for model in reversed(self.stories):
                cursor.execute(self._deletion(model))
            for model in self.stories:
                cursor.execute(self._writing(model))
                cursor.execute(self._appending(model.history.model))
            cursor.execute(self._appending(Proposal))

    def _deletion(self, model) -> str:
        key = self._quoted(model._meta.pk.column)
        touched = f"SELECT {key} FROM {self._copy(model.history.model)}"
        left = f"SELECT {key} FROM {self._copy(model)}"
        return f"DELETE FROM {self._real(model)} WHERE {key} IN ({touched}) AND {key} NOT IN ({left})"

    def _writing(self, model) -> str:
        """Rows in the order in which the work wrote them, as one may take a code that another one gave up."""
        key, names = self._quoted(model._meta.pk.column), [self._quoted(each.column) for each in columns(model)]
        last = f"SELECT {key} AS number, MAX(history_id) AS place FROM {self._copy(model.history.model)} GROUP BY {key}"
        return (
            f"INSERT INTO {self._real(model)} ({', '.join(names)}) "
            f"SELECT {', '.join(f'copied.{name}' for name in names)} FROM {self._copy(model)} AS copied "
            f"JOIN ({last}) AS touched ON touched.number = copied.{key} WHERE TRUE ORDER BY touched.place "
            f"ON CONFLICT ({key}) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in names)}"
        )

    def _appending(self, model) -> str:
        """All rows of a table whose copy began empty, under numbers that the real table gives them."""
        key = self._quoted(model._meta.pk.column)
        names = ", ".join(self._quoted(each.column) for each in columns(model) if not each.primary_key)
        return f"INSERT INTO {self._real(model)} ({names}) SELECT {names} FROM {self._copy(model)} ORDER BY {key}"


def columns(model: type[models.Model]) -> list[models.Field]:
    return list(model._meta.concrete_fields)


def as_temporary(sql: str) -> str:
    """A statement of SQLite's that makes a table or an index, for a temporary one that refers to no other table."""
    made = REFERENCE.sub("", sql)
    return BEGINNING.sub(
        lambda found: found[0] + "temp." if "INDEX" in found[0] else "CREATE TEMP TABLE ", made, count=1
    )


def in_words(model: type[Row], key: int) -> str:
    row = model._base_manager.filter(pk=key).first()
    return f"{model._meta.verbose_name} “{row.code}”" if row is not None else f"a {model._meta.verbose_name}"
