"""The databases that tests run on: each state of the data is made once and copied from then on.

A state is made by migrations and `loaddata` the first time that anybody asks for it, and kept as a template under a
name that changes with the fixtures, the migrations and the code that reads them: a file in pytest's cache on SQLite, a
template database on PostgreSQL. Every process that runs tests has a copy of its own of each state that it needs, and
puts it back from the template after a test that committed.
"""

import fcntl
import hashlib
import os
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections

# Each state, with the one that it is made from and the fixtures that are added.
STATES = {
    "empty": (None, None),
    "five_articles": ("empty", "five_articles"),
    "wider_record": ("five_articles", "wider_record"),
}
KEPT = 12  # templates: those of this version, and of a few before it and of other Pythons
NOT_READ = ("admin", "public", "static", "templates", "templatetags")  # rooms that loading never enters


def version() -> str:
    """A word that changes with all that decides what a state holds."""
    made_of = hashlib.sha256(f"{django.VERSION} {connection.vendor} {sys.version}".encode())
    root = settings.BASE_DIR
    code = (path for path in (root / "clauses").rglob("*.py") if path.relative_to(root).parts[1] not in NOT_READ)
    migrations = (path for app in apps.get_app_configs() for path in Path(app.path).glob("migrations/*.py"))
    for path in sorted({*code, *migrations, *(root / "fixtures").rglob("*.json")}):
        made_of.update(f"\0{path.name}\0".encode() + path.read_bytes())
    return made_of.hexdigest()[:12]


def load(fixtures: str | None) -> None:
    if fixtures:
        call_command("loaddata", fixtures, verbosity=0)
    else:
        call_command("migrate", verbosity=0)


@contextmanager
def alone(path: Path):
    """One process at a time: whoever comes second waits and finds what the first made."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class Databases:
    """The copies of this process, one for each state; `current` is the state that the site is on."""

    def __init__(self, cache: Path, own: Path, blocker):
        self.cache, self.own, self.blocker, self.version = cache, own, blocker, version()
        self.copied: set[str] = set()
        self.current = ""

    def use(self, state: str) -> None:
        """Puts the site on the copy of this state, which is as the last test left it: as it was made."""
        if state == self.current:
            return
        with self.blocker.unblock():
            if state not in self.copied:
                with alone(self.cache / "lock"):
                    self.make(state)
                self.copy(state)
                self.copied.add(state)
            self.go_to(self.name(state))
        self.current = state

    def restore(self) -> None:
        """Puts the copy that the site is on back to what it was."""
        self.copy(self.current)

    def end(self) -> None:
        with self.blocker.unblock():
            self.drop()

    def make(self, state: str) -> None:
        """The template of this state, where nobody has made it."""
        if self.is_made(state):
            return
        before, fixtures = STATES[state]
        if before:
            self.make(before)
        with self.half_made(before) as name:
            self.go_to(name)
            load(fixtures)
            self.count_rows()
            connections.close_all()
            self.finish(name, state)

    def count_rows(self) -> None:
        """What the database knows of its own tables after a day at work, which its plans rest on."""

    @staticmethod
    def go_to(name: str) -> None:
        """Every connection that is made from now on is one to this database."""
        connections.close_all()
        connection.settings_dict["NAME"] = settings.DATABASES["default"]["NAME"] = name


class SQLite(Databases):
    def template(self, state: str) -> Path:
        return self.cache / f"{self.version}-{state}.sqlite3"

    def name(self, state: str) -> str:
        return str(self.own / f"{state}.sqlite3")

    def is_made(self, state: str) -> bool:
        return self.template(state).exists()

    @contextmanager
    def half_made(self, before: str | None):
        path = self.cache / f"half-made-{os.getpid()}.sqlite3"
        path.unlink(missing_ok=True)
        if before:
            self.copy_file(self.template(before), path)
        yield str(path)

    def finish(self, name: str, state: str) -> None:
        Path(name).rename(self.template(state))
        kept = sorted(self.cache.glob("*-*.sqlite3"), key=lambda path: path.stat().st_mtime)
        for old in kept[:-KEPT]:
            old.unlink()

    def copy(self, state: str) -> None:
        connections.close_all()
        self.copy_file(self.template(state), self.name(state))

    @staticmethod
    def copy_file(source, target) -> None:
        """By SQLite itself, so that others who have the target open are not left with half of it."""
        opened = [connection.Database.connect(str(name), timeout=20) for name in (source, target)]
        with closing(opened[0]), closing(opened[1]):
            opened[0].backup(opened[1], progress=give_up_on_a_lock(str(target)), sleep=0.1)

    def drop(self) -> None:
        """The folder of the copies is temporary."""


def give_up_on_a_lock(name: str, tries: int = 600):
    """SQLite asks without an end where somebody holds the target; the test that left a hand on it is to be named."""
    asked = iter(range(tries))

    def progress(status: int, remaining: int, total: int) -> None:
        if next(asked, None) is None:
            raise TimeoutError(
                f"{name} is held by a connection that nobody closed, with {remaining} of {total} pages left"
            )

    return progress


class PostgreSQL(Databases):
    def __init__(self, cache: Path, own: Path, blocker):
        super().__init__(cache, own, blocker)
        self.site = settings.DATABASES["default"]["NAME"]
        self.worker = os.environ.get("PYTEST_XDIST_WORKER", "main")

    def template(self, state: str) -> str:
        return f"tests_{self.version}_{state}"

    def name(self, state: str) -> str:
        return f"test_{self.site}_{self.worker}_{state}"

    def is_made(self, state: str) -> bool:
        return bool(self.ask("SELECT 1 FROM pg_database WHERE datname = %s", self.template(state)))

    @contextmanager
    def half_made(self, before: str | None):
        name = f"test_{self.site}_half_made"
        self.create(name, self.template(before) if before else "template0")
        yield name

    def count_rows(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")

    def finish(self, name: str, state: str) -> None:
        self.order("ALTER DATABASE {} RENAME TO {}", name, self.template(state))
        kept = self.ask(r"SELECT datname FROM pg_database WHERE datname LIKE 'tests\_%%' ORDER BY oid")
        for (old,) in kept[:-KEPT]:
            self.order("DROP DATABASE {}", old)

    def copy(self, state: str) -> None:
        connections.close_all()
        self.create(self.name(state), self.template(state))

    def create(self, name: str, template: str) -> None:
        self.order("DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        self.order("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, template)

    def drop(self) -> None:
        connections.close_all()
        for state in self.copied:
            self.order("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name(state))

    @staticmethod
    def ask(query: str, *values) -> list[tuple]:
        with connection._nodb_cursor() as cursor:
            cursor.execute(query, values)
            return cursor.fetchall()

    @staticmethod
    def order(statement: str, *names: str) -> None:
        with connection._nodb_cursor() as cursor:
            cursor.execute(statement.format(*map(connection.ops.quote_name, names)))


def databases(cache: Path, own: Path, blocker) -> Databases:
    """`blocker` is pytest-django's, which keeps tests without a mark from the database."""
    return {"sqlite": SQLite, "postgresql": PostgreSQL}[connection.vendor](cache, own, blocker)
