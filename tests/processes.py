"""Programs of their own beside a test, on the database of the test: people who write, an import that is killed.

    python -m tests.processes write STOP            adds one to the counters until there is a file STOP
    python -m tests.processes import FILE           imports a CSV of domains as the admin does, with a word for each row
    python -m tests.processes load FILE             the same with a fixture

The counter is the name of two actors, changed in one transaction, each change with its row of the history.
"""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import django

ROOT = Path(__file__).resolve().parent.parent
COUNTERS = ("test-counter-a", "test-counter-b")


def address() -> str:
    """The DATABASE_URL of the database that this test runs on."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def environment() -> dict[str, str]:
    return os.environ | {"DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "treatytracker.settings"}


def started(*arguments: str) -> subprocess.Popen:
    """`python -m tests.processes ARGUMENTS`, whose lines are read from its `stdout`."""
    command = [sys.executable, "-W", "error", "-m", "tests.processes", *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )


@contextmanager
def writers(number: int, stop: Path):
    """So many processes that add to the counters and are at work; yields what at the end says how often each did."""
    changes, working = [], [started("write", str(stop)) for _ in range(number)]
    try:
        for process in working:
            assert process.stdout.readline() == "writing\n", process.communicate()[0]
        yield changes
    finally:
        stop.touch()
        ended = [(process.communicate(timeout=120)[0], process.returncode) for process in working]
    for said, status in ended:
        assert status == 0, said
        changes.append(int(said))


def write(stop: str) -> None:
    """Writes and reads by turns, as people do; SQLite has no queue, and who only wrote would leave no gap to others."""
    changes = 0
    while not Path(stop).exists():
        add_one()
        read()
        changes += 1
        if changes == 1:
            say("writing")
    say(changes)


def add_one() -> None:
    from django.db import transaction

    from clauses.models import Actor

    with transaction.atomic():
        counters = list(Actor.objects.select_for_update().filter(slug__in=COUNTERS).order_by("slug"))
        number = 1 + int(counters[0].name.removeprefix("Counter "))
        for counter in counters:
            counter.name = f"Counter {number}"
            counter.save()


def read() -> None:
    from clauses.dataset import BY_NAME
    from clauses.exchange.csvfile import csv_lines

    for name in ("actors", "citations"):
        table = BY_NAME[name]
        assert len(list(csv_lines(table, table.published()))) > 1


def load(file: str) -> None:
    from django.core.management import call_command

    say_each_row()
    call_command("loaddata", file, verbosity=0)
    say("done")


def import_(file: str) -> None:
    from django.db import transaction

    from clauses.dataset import BY_NAME
    from clauses.exchange.formats import StrictCSV
    from clauses.exchange.resources import resource_for

    say_each_row()
    with transaction.atomic():
        dataset = StrictCSV().create_dataset(Path(file).read_bytes())
        result = resource_for(BY_NAME["domains"])().import_data(dataset, file_name="killed.csv")
        assert not result.is_refused, [str(problem) for problem in result.problems]
    say("done")


def say_each_row() -> None:
    from django.db.models.signals import post_save

    from clauses.models import Domain

    post_save.connect(lambda **kwargs: say("row"), sender=Domain, weak=False)


def say(word) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    django.setup()
    {"write": write, "load": load, "import": import_}[sys.argv[1]](sys.argv[2])
