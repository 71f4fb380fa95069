"""Long work beside the tables that everybody uses: on copies that one connection alone sees, written back at once.

The copies are temporary tables of the same names, which hide the real ones from that connection. Rows are read, checked
and saved there as ever, one by one, while nobody waits. What came of it is then written by a few statements for each
table in one short transaction: rows, their history, and whatever else belongs to it, or nothing.

A row that somebody else has written in the meantime is not written over: the work is done once more from the start.
"""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import DEFAULT_DB_ALIAS, IntegrityError, connections, models, transaction

from ...evidence.last_citation import BareError, held_by_keys, refuse_bare, unseen
from ...one_moment import another_step
from ...worked_out import put_off
from .temporary_tables import rows
from .write_back import Copies, NumbersTakenError

ATTEMPTS = 3
Result = TypeVar("Result")


class ChangedMeanwhileError(Exception):
    """Somebody else wrote the same rows each time that the work was done. `rows` says which, where that is known."""

    def __init__(self, rows: list[str]) -> None:
        super().__init__(", ".join(rows))
        self.rows = rows


def run(
    work: Callable[[], Result],
    tables: Collection[type[models.Model]] | None = None,
    *,
    is_wanted: Callable[[Result], bool] = lambda result: True,
    along: Callable[[Result], None] = lambda result: None,
    using: str = DEFAULT_DB_ALIAS,
) -> Result:
    """Does `work` on copies and writes what came of it where `is_wanted`, together with what `along` writes.

    `work` may be called up to three times, each time on new copies. It writes `tables` with their histories and nothing
    else, or any of the records' where that is None; so does nobody else on this connection meanwhile. `along` runs in
    the short transaction and may stop it with an error.
    ChangedMeanwhileError where other people's writing came in between every time.
    """
    numbers: dict[str, int] = {}
    stopped = ChangedMeanwhileError([])
    for _ in range(ATTEMPTS):
        with copied(using, tables, numbers) as copies:
            with copies.in_use(), unseen(), another_step(), put_off() as waiting:
                result = work()
            if not is_wanted(result):
                return result
            try:
                with transaction.atomic(using=using):
                    stopped = ChangedMeanwhileError(copies.changed_meanwhile())
                    if not stopped.rows:
                        held = held_by_keys(copies.written()) if using == DEFAULT_DB_ALIAS else {}
                        copies.write()
                        waiting.renew(using)
                        refuse_bare(held)
                        along(result)
                        return result
            except NumbersTakenError as error:
                numbers = reserved(using, error.wanted)
            except (IntegrityError, BareError):  # a code that was free, a row or citation that was there in the copies
                stopped = ChangedMeanwhileError([])
    raise stopped


@contextmanager
def copied(using: str, tables: Collection[type[models.Model]] | None, numbers: dict[str, int]) -> Iterator[Copies]:
    """Copies of these tables, or of all, which are gone at the end. Use them `in_use` and `write` them."""
    copies = Copies(connections[using], numbers, rows() if tables is None else tables)
    try:
        yield copies
    finally:
        copies.drop()


def reserved(using: str, wanted: dict[str, int]) -> dict[str, int]:
    """Sets so many numbers of each table aside for this work; the last number before them, by table.

    SQLite alone has need of it: PostgreSQL gives every number once.
    """
    before = {}
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for table, count in wanted.items():
            cursor.execute("SELECT seq FROM main.sqlite_sequence WHERE name = %s", [table])
            before[table] = cursor.fetchone()[0]
            cursor.execute("UPDATE main.sqlite_sequence SET seq = seq + %s WHERE name = %s", [count, table])
    return before
