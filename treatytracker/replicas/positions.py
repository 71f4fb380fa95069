"""How far the primary has written and a replica has followed, as PostgreSQL counts: in bytes of its log."""

from django.db import DEFAULT_DB_ALIAS, Error, connections

WRITTEN = "SELECT pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint"
REPLAYED = "SELECT pg_wal_lsn_diff(pg_last_wal_replay_lsn(), '0/0')::bigint WHERE pg_is_in_recovery()"


class NoReplicaError(Error):
    """A database that follows no other one, such as a replica that was made the primary."""


def written() -> int:
    """Up to here the primary has written; every change that was told to be done lies before it."""
    return _number(DEFAULT_DB_ALIAS, WRITTEN)


def replayed(alias: str) -> int:
    """Up to here this replica has what the primary wrote."""
    return _number(alias, REPLAYED)


def _number(alias: str, question: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        found = cursor.fetchone()
    if found is None or found[0] is None:
        raise NoReplicaError(alias)
    return int(found[0])
