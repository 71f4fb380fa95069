"""The files of an SQLite database, for their owner alone, whatever the umask of whoever starts a program is."""

import os
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

BESIDE = ("", "-wal", "-shm", "-journal")


def make_private(name: object) -> None:
    """An empty file where there is no database called `name` yet, mode 0600; what others may read is taken from them.

    What cannot be made or changed is left as it is: SQLite itself then says what is wrong.
    """
    path = file_of(str(name))
    if path is None:
        return
    with suppress(OSError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    for ending in BESIDE:
        beside = path.with_name(path.name + ending)
        with suppress(OSError):
            if beside.stat().st_mode & 0o077:
                beside.chmod(0o600)


def file_of(name: str) -> Path | None:
    """The file behind the name of an SQLite database, links followed; None where it is in memory or read-only."""
    if name in ("", ":memory:"):
        return None
    if name.startswith("file:"):
        address = urlsplit(name)
        if {"mode=memory", "mode=ro"} & set(address.query.split("&")) or address.path in ("", ":memory:"):
            return None
        name = unquote(address.path)
    return Path(os.path.realpath(name))
