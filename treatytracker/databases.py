"""The databases of the site, read from the environment: the one that is written to, and replicas of it for readers."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.core.exceptions import ImproperlyConfigured

from .environment import env, read

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
}
SQLITE, POSTGRESQL = "django.db.backends.sqlite3", "django.db.backends.postgresql"
ONE, MANY = "DATABASE_URL", "DATABASE_REPLICA_URLS"
REMEDY = "Write postgres://user:password@host:5432/name or sqlite:////path/to/file."
OF_REPLICAS = "Write postgres://user:password@host:5432/name for each replica, with commas between."
# What libpq is told where there are replicas, unless an address says otherwise: a machine that is gone says nothing,
# and who waits for its answer waits for minutes.
SIGNS_OF_LIFE = {
    "connect_timeout": 2,  # seconds; libpq takes 1 for 2
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
    "tcp_user_timeout": 5000,  # milliseconds
}


def read_databases(file: Path) -> dict[str, dict[str, Any]]:
    """The primary as "default", which is the SQLite database in `file` where nothing is said; replicas by number."""
    given = _parsed(ONE, env.str("DATABASE_URL", f"sqlite:///{file}"), REMEDY)
    if not given.get("NAME"):
        raise ImproperlyConfigured(f"{ONE} names no database. {REMEDY}")
    addresses = [address.strip() for address in env.str("DATABASE_REPLICA_URLS", "").split(",") if address.strip()]
    if given["ENGINE"] == SQLITE:
        if addresses:
            raise ImproperlyConfigured(
                f"{MANY}: an SQLite database has no replicas. Name a PostgreSQL database in {ONE}, or unset {MANY}."
            )
        return {"default": given | {"ENGINE": "treatytracker.private_sqlite", "OPTIONS": SQLITE_OPTIONS}}
    if given["ENGINE"] != POSTGRESQL:
        raise ImproperlyConfigured(f"{ONE}: treatytracker runs on SQLite and on PostgreSQL. Choose one of them.")
    if not find_spec("psycopg"):
        raise ImproperlyConfigured(
            f"{ONE} asks for PostgreSQL, whose driver is not installed. `make serve` installs it, or "
            "`.venv/bin/python -m pip install --require-hashes -r requirements-server.txt`."
        )
    return {"default": _postgresql(given, SIGNS_OF_LIFE if addresses else {}), **_replicas(given, addresses)}


def _replicas(primary: dict[str, Any], addresses: list[str]) -> dict[str, dict[str, Any]]:
    taken = [_place(primary)]
    found = {}
    for number, address in enumerate(addresses, start=1):
        which = f"{MANY}, address {number}"  # and not the address itself, which holds a password
        replica = _parsed(which, address, OF_REPLICAS)
        if replica["ENGINE"] != POSTGRESQL or not replica.get("NAME"):
            raise ImproperlyConfigured(f"{which}: this is no PostgreSQL database. {OF_REPLICAS}")
        if _place(replica) in taken:
            raise ImproperlyConfigured(f"{which}: this is the database of {ONE}, or named twice. Take it out.")
        taken.append(_place(replica))
        found[f"replica{number}"] = _postgresql(replica, SIGNS_OF_LIFE) | {"TEST": {"MIRROR": "default"}}
    return found


def _parsed(name: str, address: str, remedy: str) -> dict[str, Any]:
    return {**read(lambda _, text: env.dj_db_url("", text), name, address, remedy)}  # the text of no variable


def _place(database: dict[str, Any]) -> tuple[str, ...]:
    options = database.get("OPTIONS", {})
    host, port = database["HOST"] or options.get("host", ""), database["PORT"] or options.get("port", "")
    return (host, str(port or 5432), database["NAME"])


def _postgresql(database: dict[str, Any], more: dict[str, int]) -> dict[str, Any]:
    # Our questions are long and quick: compiling one took 70 s, in which no limit stops it, and answering it 0.4 s.
    given = more | database.get("OPTIONS", {})
    options = given | {"options": f"-c jit=off {given.get('options', '')}".strip()}
    return database | {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "OPTIONS": options}
