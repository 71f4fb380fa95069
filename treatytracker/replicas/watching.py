"""Which replicas readers may be answered from: those that answer and lack little of what was written.

Each process looks for itself, once a second while it is asked anything. It remembers how far the primary had written in
the last seconds; a replica has to have all that was there `REPLICA_MAX_LAG` seconds ago. So no clock of another
machine is believed, and nothing lags where nothing is written. Where the primary cannot be asked, the replicas are the
best there is, and go on.
"""

import logging
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from threading import Lock
from time import monotonic

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections

from . import positions

log = logging.getLogger(__name__)
EVERY = 1.0  # seconds between two looks
KNOWN_FOR = 3.0  # seconds after which what was seen is no longer believed
LEFT_OUT_FOR = 5.0  # seconds for which a database that did not answer is not asked again
OK, LAGGING, UNREACHABLE, NO_REPLICA, UNKNOWN = "ok", "lagging", "unreachable", "no replica", "unknown"


class Watch:
    """What this process knows of the databases; its threads share it."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self.clock, self.looking, self.turn = clock, Lock(), count()
        self.looked = float("-inf")
        self.written: deque[tuple[float, int]] = deque()  # when the primary was asked, and what it had written by then
        self.replayed: dict[str, int] = {}
        self.states: dict[str, str] = {}
        self.out_until: dict[str, float] = {}

    def usable(self, since: int = 0) -> list[str]:
        """The replicas that may be asked by somebody who wrote up to `since`, each time another one first."""
        self.look()
        if self.clock() - self.looked > KNOWN_FOR:
            return []
        fit = [alias for alias in settings.REPLICAS if self.states.get(alias) == OK and not self._is_out(alias)]
        first = next(self.turn) % max(1, len(fit))
        return [alias for alias in fit[first:] + fit[:first] if self._has(alias, since)]

    def look(self) -> None:
        """Where it is time; one thread does, and the others go by what was seen before."""
        if self.clock() - self.looked < EVERY or not self.looking.acquire(blocking=False):
            return
        try:
            self._ask_primary()
            for alias in settings.REPLICAS:
                self._ask(alias)
            self.looked = self.clock()
        finally:
            self.looking.release()

    def leave_out(self, alias: str, error: BaseException | None = None, state: str = UNREACHABLE) -> None:
        """Not asked for some seconds; the broken connection of this thread is thrown away."""
        self.out_until[alias] = self.clock() + LEFT_OUT_FOR
        self._say(alias, state, error)
        with suppress(Error):
            connections[alias].close()

    def _is_out(self, alias: str) -> bool:
        return self.clock() < self.out_until.get(alias, 0)

    def _ask_primary(self) -> None:
        if self._is_out(DEFAULT_DB_ALIAS):
            return
        now = self.clock()
        try:
            self.written.append((now, positions.written()))
        except Error as error:
            self.leave_out(DEFAULT_DB_ALIAS, error)
            return
        self._say(DEFAULT_DB_ALIAS, OK)
        while self.written[0][0] < now - settings.REPLICA_MAX_LAG:
            self.written.popleft()

    def _ask(self, alias: str) -> None:
        if self._is_out(alias):
            return
        try:
            self.replayed[alias] = positions.replayed(alias)
        except positions.NoReplicaError:
            self.leave_out(alias, state=NO_REPLICA)
        except Error as error:
            self.leave_out(alias, error)
        else:
            needed = self.written[0][1] if self.written else 0
            self._say(alias, OK if self.replayed[alias] >= needed else LAGGING)

    def _has(self, alias: str, since: int) -> bool:
        if self.replayed.get(alias, 0) >= since:
            return True
        self._ask(alias)
        return self.states.get(alias) == OK and self.replayed[alias] >= since

    def _say(self, alias: str, state: str, error: BaseException | None = None) -> None:
        """Into the log where it is news."""
        before = self.states.get(alias, OK)
        self.states[alias] = state
        if state != before:
            why = f" ({type(error).__name__})" if error else ""
            log.warning("The database %s is %s%s.", alias, state, why)


watch = Watch()
