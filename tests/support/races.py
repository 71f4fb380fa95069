"""Two who act at the same moment."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connections

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
