"""Programs of their own beside a test, on the database of the test: people who write, an import that is killed.

Each is a fork of one process that has read the code of the site (see `ready.py`); a Python that reads it for each would
cost more than what it then does. A program tells the test how far it is with words, and the test may kill it.

The counter is the name of two actors, changed in one transaction, each change with its row of the history.
"""

import multiprocessing
import os
import traceback
import warnings
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from signal import SIGKILL
from urllib.parse import urlsplit, urlunsplit

COUNTERS = ("test-counter-a", "test-counter-b")
HANGING = 30 * 60  # seconds after which nothing will come any more, on whatever machine this is

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.support.site.ready"])


def address() -> str:
    """The DATABASE_URL of the database that this test runs on."""
    from django.db import connection

    name = connection.settings_dict["NAME"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def environment() -> dict[str, str]:
    return os.environ | {"DATABASE_URL": address(), "DJANGO_SETTINGS_MODULE": "treatytracker.settings"}


class Program:
    """`work(say, *arguments)` in a process of its own, where `say` sends a word to whoever `hears` it here."""

    def __init__(self, work, *arguments):
        from django.db import connection

        self.words, theirs = FORKS.Pipe(duplex=False)
        given = (theirs, connection.settings_dict["NAME"], work, arguments)
        self.process = FORKS.Process(target=run, args=given, daemon=True)
        self.process.start()
        theirs.close()  # so that the words end where the process does

    def hears(self):
        """The next word, or None where the process has ended."""
        if not self.words.poll(HANGING):
            self.kill()
            raise TimeoutError(f"not a word in {HANGING} seconds")
        try:
            return self.words.recv()
        except EOFError:
            return None

    def kill(self) -> None:
        self.process.kill()
        self.end()

    def end(self) -> list:
        """What else it says until it ends, by itself or killed."""
        said = list(iter(self.hears, None))
        self.words.close()
        self.process.join()
        assert self.process.exitcode in (0, -SIGKILL), said
        return said


def run(words, database: str, work, arguments: tuple) -> None:
    import django

    django.setup()
    from .databases import Databases

    warnings.simplefilter("error")
    Databases.go_to(database)
    try:
        work(words.send, *arguments)
    except BaseException:
        words.send(traceback.format_exc())
        raise SystemExit(1) from None


@contextmanager
def writers(number: int, stop: Path):
    """So many processes that add to the counters and are at work; yields what at the end says how often each did."""
    changes, working = [], [Program(write, stop) for _ in range(number)]
    try:
        for program in working:
            assert (said := program.hears()) == "writing", said
        yield changes
    finally:
        stop.touch()
        ended = [program.end() for program in working]
    changes += [number for (number,) in ended]


def write(say, stop: Path) -> None:
    """Writes and reads by turns, as people do; SQLite has no queue, and who only wrote would leave no gap to others."""
    changes = 0
    while not stop.exists():
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


def load(say, file: Path) -> None:
    """Loads a fixture, with a word for each row."""
    from django.core.management import call_command

    say_each_row(say)
    call_command("loaddata", str(file), verbosity=0)
    say("done")


def import_(say, file: Path) -> None:
    """Imports a CSV of domains as the admin does, with a word for each row."""
    from clauses.dataset import BY_NAME
    from clauses.exchange.formats import StrictCSV
    from clauses.exchange.resources import resource_for

    say_each_row(say)
    dataset = StrictCSV().create_dataset(file.read_bytes())
    result = resource_for(BY_NAME["domains"])().import_data(dataset, file_name="killed.csv")
    assert not result.is_refused, [str(problem) for problem in result.problems]
    say("done")


def import_in_steps(say, file: Path, last: int = 0) -> None:
    """The same with a word after each statement by which the import is written, once all its rows are worked out.

    After the statement with the number `last` it waits to be killed, so that none is too late.
    """
    from itertools import count
    from signal import pause

    from django.db import connection

    from clauses.exchange.working_copies.write_back import Copies

    write = Copies.write

    number = count(1)

    def step(execute, *statement):
        execute(*statement)
        say("step")
        if next(number) == last:
            pause()

    def write_in_steps(copies):
        with connection.execute_wrapper(step):
            write(copies)

    Copies.write = write_in_steps
    import_(lambda word: say(word) if word == "done" else None, file)


def start(say, record: Path) -> None:
    """Brings up the site, which serves nobody yet, with `record` for what is shipped, and a word for each row of it."""
    from django.conf import settings
    from django.core.management import call_command

    settings.FIXTURE_DIRS = [record]
    say_each_row(say)
    call_command("start", "--no-serve", stdout=StringIO())
    say("done")


def say_each_row(say) -> None:
    """Of rows that are written together half are said before, and half between them and their history."""
    from django.db.models.signals import post_save

    from clauses.models import many
    from clauses.models.base import Row

    write, remember = many._save, many._remember

    def written(table, rows, using):
        for _ in rows[: len(rows) // 2]:
            say("row")
        write(table, rows, using)

    def remembered(rows, kinds, using):
        for _ in rows[len(rows) // 2 :]:
            say("row")
        remember(rows, kinds, using)

    many._save, many._remember = written, remembered
    post_save.connect(lambda sender, **about: issubclass(sender, Row) and say("row"), weak=False)
