"""One process of this machine at a time, where two would spoil what each makes."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without such locks, where nobody runs a server either
    fcntl = None  # type: ignore[assignment]  # as the next lines ask


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Whoever comes second to the same existing `folder` waits; a process that ends, however it ends, waits for nobody.

    The folder itself is locked, so that no file of a lock is left or has to be made on a full disk.
    """
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
