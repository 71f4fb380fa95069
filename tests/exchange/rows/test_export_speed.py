"""`make bench`: rows of each table's CSV in a second of processor, beside `sqlite3 -csv` or `COPY` of PostgreSQL.

Numbers to compare, not to pass. EXPORT_ROWS says how many rows each table has. The others write the same columns in the
same order, without a look at what is public or at formulas, and leave out columns of several codes.
"""

import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import which
from time import process_time

import pytest
from django.db import connection

from clauses.dataset import TABLES
from clauses.exchange.csvfile import pieces
from clauses.exchange.rows.columns import cells
from clauses.known_on import as_reported
from clauses.search_index import upkeep
from tests.support.rows.filling import fill

# ruff: noqa: T201  numbers to read
pytestmark = [pytest.mark.bench, pytest.mark.django_db(transaction=True)]
ROWS = int(os.environ.get("EXPORT_ROWS", "5000"))
ROUNDS = 3
TICK = os.sysconf("SC_CLK_TCK")
WITH_PYTHON = """
import csv, sqlite3, sys
csv.writer(sys.stdout).writerows(sqlite3.connect(sys.argv[2]).execute(sys.argv[3]))
"""
HEAD = f"\n{'table':22}{'rows':>8}{'rows/s':>10}{'first':>9}{'more MB':>9}{'beside':>10}{'times':>7}"


def test_what_an_export_costs():
    with upkeep.put_off(), as_reported.put_off():
        fill(ROWS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(HEAD)
    for table in TABLES:
        before = peak()
        rounds = [(ours(table), beside(table)) for _ in range(ROUNDS)]
        (seconds, first, count), peer = min(one for one, _ in rounds), min(other for _, other in rounds)
        print(
            f"{table.name:22}{count:8,}{count / seconds:10,.0f}{1000 * first:6.1f} ms{peak() - before:9.1f}"
            f"{count / peer if peer else float('nan'):10,.0f}{peer / seconds:7.2f}"
        )


def ours(table) -> tuple[float, float, int]:
    """Seconds of processor for the whole file and until its first rows, and how many rows it has."""
    clock = spent()
    count, first = 0, 0.0
    for number, text in pieces(table, table.model.objects.in_file_order(), is_whole=True):
        text.encode()
        count += number
        first = first or (clock() if number else 0.0)
    return clock(), first, count


def beside(table) -> float:
    """Seconds of processor that `sqlite3 -csv`, or the server alone for COPY, takes for the same columns."""
    asked = cells(table, table.model.objects.in_file_order(), public=False)
    sql, values = asked.query.sql_with_params()
    sql %= tuple(map(literal, values))
    if connection.vendor == "postgresql":
        clock = spent(here=False)
        with connection.cursor() as cursor, cursor.copy(f"COPY ({sql}) TO STDOUT (FORMAT csv)") as copy:
            for _ in copy:
                pass
        return clock()
    program = ["sqlite3"] if which("sqlite3") else [sys.executable, "-c", WITH_PYTHON]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [*program, "-csv", str(connection.settings_dict["NAME"]), sql]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def literal(value) -> str:
    if isinstance(value, int):
        return str(int(value))
    return "'{}'".format(str(value).replace("'", "''"))


def spent(*, here: bool = True) -> Callable[[], float]:
    """What this process, unless told otherwise, and PostgreSQL's for it take of the processor from now on.

    That of PostgreSQL is told in hundredths of a second, so that a few thousand rows are too few.
    """
    server = None
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        server = Path(f"/proc/{connection.connection.info.backend_pid}/stat")

    def total() -> float:
        fields = server.read_text().rpartition(")")[2].split() if server else []
        return here * process_time() + sum(int(each) for each in fields[11:13]) / TICK

    begun = total()
    return lambda: total() - begun


def peak() -> float:
    """The most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
