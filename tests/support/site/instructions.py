"""What a page makes SQLite do, in its own instructions, which are the same on every machine and under any load."""

from django.db import connection


def instructions(client, address, every: int) -> int:
    """How many times so many instructions the questions of a page take; 0 on another database."""
    if connection.vendor != "sqlite":
        return 0
    steps = 0

    def step():
        nonlocal steps
        steps += 1

    def counted(execute, sql, params, many, context):
        connection.connection.set_progress_handler(step, every)  # each time: the site's own limit takes its place
        return execute(sql, params, many, context)

    try:
        with connection.execute_wrapper(counted):
            client.get(address)
    finally:
        connection.connection.set_progress_handler(None, 0)
    return steps
