"""Others who work on the same database at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier, Thread

from django.db import DatabaseError, connection, connections

from .processes import HANGING


def both_at_once(first, second):
    """What the two calls return, begun at the same moment in threads with connections of their own."""
    start = Barrier(2)

    def run(call):
        try:
            start.wait(timeout=HANGING)
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as threads:
        return [found.result() for found in [threads.submit(run, call) for call in (first, second)]]


class Other:
    """Somebody else at a connection of their own, who does not wait; `waits` counts how often they could not write."""

    def __init__(self):
        self.connection = connection.copy()
        self.connection.settings_dict["OPTIONS"] = connection.settings_dict["OPTIONS"] | (
            {"timeout": 0} if connection.vendor == "sqlite" else {}
        )
        self.waits = 0

    def may_write(self) -> bool:
        lock = "SELECT id FROM clauses_domain FOR UPDATE NOWAIT"
        orders = ["BEGIN IMMEDIATE", "ROLLBACK"] if connection.vendor == "sqlite" else [lock]
        try:
            with self.connection.cursor() as cursor:
                for order in orders:
                    cursor.execute(order)
        except DatabaseError:
            return False
        return True

    def tries(self, execute, *statement):
        self.waits += not self.may_write()
        return execute(*statement)


@contextmanager
def other():
    """Somebody else who tries to write before every statement of this connection."""
    somebody = Other()
    try:
        with connection.execute_wrapper(somebody.tries):
            yield somebody
    finally:
        somebody.connection.close()


def elsewhere(work) -> None:
    """Does `work` on another connection, and ends it."""

    def run():
        try:
            work()
        finally:
            connection.close()

    thread = Thread(target=run)
    thread.start()
    thread.join()
