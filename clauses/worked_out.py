"""What is worked out from the rows and kept beside them: put off while many are written, and done once at the end."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

from .known_on import as_reported
from .search_index import upkeep


@dataclass
class Waiting:
    """What is to be worked out: what reports say of these actions, and the entries of these rows in the index."""

    reported: set[int]
    searched: upkeep.Touched

    def renew(self, using: str = DEFAULT_DB_ALIAS) -> None:
        as_reported.renew(self.reported, using)
        upkeep.renew_all(self.searched, using)


@contextmanager
def put_off() -> Iterator[Waiting]:
    """Within it nothing is worked out; after it, in the same transaction, call `renew` of what is given."""
    with as_reported.put_off() as reported, upkeep.put_off() as searched:
        yield Waiting(reported, searched)
