"""Datasette on the same file, to compare with: the Python that has it is named by DATASETTE_PYTHON."""

import json
import os
import subprocess

from django.db import connection
from django.db.backends.sqlite3.base import Database

ASKED = """
import asyncio, json, sys, time
from datasette.app import Datasette
LIMITS = ("sql_time_limit_ms", "facet_time_limit_ms")
async def main():
    ds = Datasette([sys.argv[1]], settings=dict.fromkeys(LIMITS, 60000) | {"num_sql_threads": 0})
    found = {}
    for address in sys.argv[2:]:
        times = []
        for _ in range(4):
            began = time.process_time()
            answer = await ds.client.get(address)
            times.append((time.process_time() - began) * 1000)
        found[address] = (answer.status_code, sorted(times[1:])[1])
    print(json.dumps(found))
asyncio.run(main())
"""


def datasette(path, addresses) -> dict[str, tuple[int, float]]:
    """The status and the median of three, in ms of processor, of each address; nothing where there is no Datasette.

    The database that is open is copied to `path` first, with its indexes.
    """
    python = os.environ.get("DATASETTE_PYTHON")
    if not python or connection.vendor != "sqlite":
        return {}
    with Database.connect(path) as copy:  # of the driver that the database is opened with
        connection.connection.backup(copy)
    asked = subprocess.run([python, "-c", ASKED, str(path), *addresses], check=False, capture_output=True, text=True)
    return {at: tuple(found) for at, found in json.loads(asked.stdout or "{}").items()}
