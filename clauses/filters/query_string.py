"""What reading a query string against a table is, whether the table is stored or worked out."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain

from django.http import QueryDict

from ..dataset import PublishedTable
from .faults import UnclearError
from .tracking import without_tracking
from .values import MOST_VALUES, each_once

Check = Callable[[], Iterator[str]]  # what is wrong with a question, in sentences


@dataclass
class QueryString:
    """A query string read against a table. UnclearError where it cannot be read.

    `also` are the names that the asker knows what to do with itself, such as page.
    """

    table: PublishedTable
    data: QueryDict
    also: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        sent = without_tracking(self.data)
        self.data = each_once(sent)
        self.prepare()
        checks: tuple[Check, ...] = (self._unknown, partial(self._repeated, sent), *self.checks())
        faults = chain.from_iterable(check() for check in checks)
        if first := next(faults, None):
            raise UnclearError(chain([first], faults))

    def prepare(self) -> None:
        """Makes what the checks look at."""

    def names(self) -> dict[str, bool]:
        """Every name that may be asked → whether it may be asked several times."""
        raise NotImplementedError

    def checks(self) -> tuple[Check, ...]:
        """What is looked at once the names are known ones, and not too many."""
        raise NotImplementedError

    def remedy(self, name: str, names: Collection[str]) -> str:
        """What helps where the table cannot be asked for `name`."""
        return f"It knows: {', '.join(sorted(names)) or 'nothing'}."

    def _unknown(self) -> Iterator[str]:
        names = self.names()
        for name in self.data:
            if name not in names:
                yield f"This list cannot be asked for “{name[:80]}”. {self.remedy(name, names)}"

    def _repeated(self, sent: QueryDict) -> Iterator[str]:
        several = self.names()
        for name, values in sent.lists():
            most = 1 if several.get(name) is False else MOST_VALUES
            if len(values) > most:
                often = "once" if most == 1 else f"at most {most} times"
                yield f"“{name[:80]}” is asked {len(values)} times. Ask it {often}."
