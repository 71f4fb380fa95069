"""The version of the data: another one after every write to a table that public pages are made of.

Whatever is kept of an answer is kept under the version that it was made from, and is right for as long as that stands.
A row is added to a small table in the transaction that writes, by looking at the statements themselves: nothing that is
written through Django can forget to. Rows are added and not counted up in one, because two who write at once would
wait for each other there; and as a transaction may end after a later one, the version is the newest row and how many
there are.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any
from uuid import uuid4

from django.apps import apps
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper

TABLE = "clauses_dataversion"
KEPT = 256  # rows; older ones are taken out when there are twice as many
WRITE = re.compile(
    r"\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM|TRUNCATE)\s+"
    r'(?:"?\w+"?\.)?"?(?P<table>\w+)',
    re.IGNORECASE,
)
# What only editors see: their talk, their unfinished work, their settings. Histories are written beside a row.
UNSEEN = frozenset(
    f"clauses_{name}"
    for name in (
        *("comment", "proposal", "notthesame", "savedfilter", "openedgroup"),
        *("importpreview", "bulkwork", "bulkrow", "rejectedpassage", "dataversion"),
    )
)
HISTORY = "clauses_historical"
SHAPES = ("CREATE ", "DROP ", "ALTER ")  # of tables, as migrations write them


def watch(connection: BaseDatabaseWrapper, **said: Any) -> None:
    """Receives `connection_created`."""
    if note not in connection.execute_wrappers:
        connection.execute_wrappers.append(note)


def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Runs the statement, and after one that readers may see the outcome of adds a row, once in a transaction."""
    result = execute(sql, params, many, context)
    connection = context["connection"]
    if sql.startswith(SHAPES):
        vars(connection).pop("has_data_version", None)
    if is_seen(sql) and not (_is_paused(connection) or _is_noted(connection)) and _is_there(connection):
        number = renew(connection)
        if connection.in_atomic_block:
            connection.on_commit(_noted)
        if number % KEPT == 0:  # afterwards, so that nobody waits for another while holding rows of his own
            connection.on_commit(partial(_take_out, connection, number - KEPT), robust=True)
    return result


def renew(connection: BaseDatabaseWrapper) -> int:
    """Another version, and its number; also where what there is was put in the place of something else."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} (token) VALUES (%s) RETURNING id", [uuid4().hex])  # noqa: S608
        return int(cursor.fetchone()[0])


@contextmanager
def paused(connection: BaseDatabaseWrapper) -> Iterator[None]:
    """What is written within goes into copies that this connection alone sees, and is no change of the data."""
    before = _is_paused(connection)
    vars(connection)["writes_to_copies"] = True
    try:
        yield
    finally:
        vars(connection)["writes_to_copies"] = before


def _is_paused(connection: BaseDatabaseWrapper) -> bool:
    return bool(vars(connection).get("writes_to_copies"))


def is_seen(sql: str) -> bool:
    """Whether a statement writes to a table of which readers may see something."""
    found = WRITE.match(sql)
    table = found["table"].lower() if found else ""
    return table.startswith("clauses_") and not table.startswith(HISTORY) and table not in UNSEEN


def read_from() -> str:
    """The database that the router has read now: all that a page is made of, and its version, is of this one."""
    return router.db_for_read(apps.get_model("clauses", "dataversion"))


def current(using: str | None = None) -> str:
    """In one short query; empty where nothing was ever written. Without a name it is that of what is read now."""
    newest = f"SELECT token FROM {TABLE} ORDER BY id DESC LIMIT 1"  # noqa: S608  # our own name of a table
    with connections[using or read_from()].cursor() as cursor:
        cursor.execute(f"SELECT ({newest}), COUNT(*) FROM {TABLE}")  # noqa: S608
        token, count = cursor.fetchone()
    return f"{token}-{count}" if token else ""


def _noted() -> None:
    """Stands in what a transaction does when it ends, as the mark that its row is there: gone with a rollback."""


def _is_noted(connection: BaseDatabaseWrapper) -> bool:
    return any(entry[1] is _noted for entry in connection.run_on_commit)


def _is_there(connection: BaseDatabaseWrapper) -> bool:
    """Not while a database is migrated from before there was a version."""
    if not vars(connection).get("has_data_version"):
        vars(connection)["has_data_version"] = TABLE in connection.introspection.table_names()
    return bool(vars(connection)["has_data_version"])


def _take_out(connection: BaseDatabaseWrapper, last: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE id <= %s", [last])  # noqa: S608
