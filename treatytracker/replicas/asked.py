"""Which database is read now: Django's router, whose answer is chosen for each request."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model

_asked: ContextVar[str] = ContextVar("asked", default=DEFAULT_DB_ALIAS)


@contextmanager
def asking(alias: str) -> Iterator[None]:
    """All that is read within comes from this database."""
    token = _asked.set(alias)
    try:
        yield
    finally:
        _asked.reset(token)


def asked() -> str:
    """The primary where nobody chose, and within a step that writes there, which is to read what it wrote."""
    alias = _asked.get()
    is_apart = alias != DEFAULT_DB_ALIAS and not connections[DEFAULT_DB_ALIAS].in_atomic_block
    return alias if is_apart else DEFAULT_DB_ALIAS


class Readers:
    """In `DATABASE_ROUTERS` where there are replicas. Commands that name a database are left alone."""

    def db_for_read(self, model: type[Model], instance: Model | None = None, **hints: Any) -> str | None:
        return asked() if _asked.get() != DEFAULT_DB_ALIAS else _primary_of(instance)

    def db_for_write(self, model: type[Model], instance: Model | None = None, **hints: Any) -> str | None:
        return _primary_of(instance)

    def allow_relation(self, one: Model, other: Model, **hints: Any) -> bool | None:
        """A row is the same wherever it was read."""
        ours = {DEFAULT_DB_ALIAS, *settings.REPLICAS}
        return True if {one._state.db, other._state.db} <= {*ours, None} else None

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db in settings.REPLICAS else None


def _primary_of(instance: Model | None) -> str | None:
    """Not the replica that a row was read from, where Django would look for what belongs to it."""
    return DEFAULT_DB_ALIAS if instance is not None and instance._state.db in settings.REPLICAS else None
