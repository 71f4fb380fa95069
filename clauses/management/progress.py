"""What long commands say while they work."""

from time import monotonic
from typing import TextIO

from django.core.management.base import OutputWrapper

SECONDS_OF_SILENCE = 2


class Words:
    """Called with what is being done and how many rows it is at; says a new thing at once, numbers now and then."""

    def __init__(self, out: TextIO | OutputWrapper, *, silent: bool = False):
        self.out, self.silent = out, silent
        self.last, self.next = "", 0.0

    def __call__(self, words: str, rows: int | None = None) -> None:
        if self.silent:
            return
        if words != self.last:
            self.out.write(f"{words} ...")
        elif rows and monotonic() > self.next:
            self.out.write(f"  {rows:,} rows")
        else:
            return
        self.out.flush()
        self.last, self.next = words, monotonic() + SECONDS_OF_SILENCE
