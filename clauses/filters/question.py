"""One query string read against one table."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import chain

from django.db.models import F, Q, QuerySet
from django.http import QueryDict

from .. import known_on
from ..dataset.columns import Table
from ..folding import MOST_WORDS, search_words
from ..known_on.then import column
from ..querysets import default_order
from .faults import UnclearError
from .tables import FILTERSETS, SORTS, During, Search
from .tracking import without_tracking
from .values import MOST_IN_ALL, MOST_VALUES, PeriodWidget, each_once

MOST_KEPT = 1000  # rows found by a search that are kept by their ids: all that a page counts asks for them again


@dataclass
class Question:
    """A query string read against a table. UnclearError where it cannot be read.

    `also` are the names that the asker knows what to do with itself, such as page. Of a search for too many words the
    first are looked for where the asker `shortens` it, and tells what was left out; else it is refused.
    """

    table: Table
    data: QueryDict
    also: tuple[str, ...] = ()
    shortens: bool = False

    def __post_init__(self):
        asked = without_tracking(self.data)
        self.data = each_once(asked)
        self.left_out = self._shorten() if self.shortens else []
        self.filterset = FILTERSETS[self.table.name](self.data, self.table.model.objects.published())
        kinds = (self._unknown, lambda: self._repeated(asked), self._too_much, self._unread, self._unsortable)
        faults = chain.from_iterable(kind() for kind in kinds)
        if first := next(faults, None):
            raise UnclearError(chain([first], faults))

    def _shorten(self) -> list[str]:
        """Leaves the words in the question that are looked for; what is left out."""
        looked_for, left_out = search_words(self.data.get("q", ""))
        if left_out:
            self.data = self.data.copy()
            self.data["q"] = " ".join(looked_for)
        return left_out

    @property
    def sort(self) -> str:
        return self.data.get("sort", "")

    @property
    def rows(self) -> QuerySet:
        """The rows asked for, in the order asked for, which is the same each time."""
        if not self.sort:
            return self.without().in_default_order()
        rows = self.without().as_then(self._column(), "date_sort")
        return rows.order_by(self._order(), *default_order(self.table.model), "pk")

    def without(self, name: str = "") -> QuerySet:
        """The rows by all filters but the one called `name`, in no order."""
        rows = self.filterset.queryset
        for key, value in self.filterset.form.cleaned_data.items():
            if key == "q" and value and self._found is not None:
                rows = rows.filter(self._found)
            elif key != name:
                rows = self.filterset.filters[key].filter(rows, value)
        return rows.order_by()

    @cached_property
    def _found(self) -> Q | None:
        """What the search finds, looked for once; None where that is too much to keep, or where all is found."""
        text = self.filterset.form.cleaned_data["q"]
        if not search_words(text)[0]:
            return None
        rows = self.table.model.objects.published().search(text).order_by().values_list("pk", flat=True)
        found = list(rows[: MOST_KEPT + 1])
        return Q(pk__in=found) if len(found) <= MOST_KEPT else None

    def _column(self) -> str:
        return SORTS[self.table.name][self.sort.removeprefix("-")]

    def _order(self):
        by = F(column(self.table.model, self._column(), known_on.day()))
        return by.desc(nulls_last=True) if self.sort.startswith("-") else by.asc(nulls_last=True)

    def _names(self) -> dict[str, bool]:
        """Every name that may be asked → whether it may be asked several times."""
        names = dict.fromkeys(("sort", known_on.NAME, *self.also), False)
        for name, one in self.filterset.filters.items():
            if isinstance(one, During):
                names |= dict.fromkeys((f"{name}_{suffix}" for suffix in PeriodWidget.suffixes), False)
            else:
                names[name] = not isinstance(one, Search)
        return names

    def _unknown(self):
        names = self._names()
        for name in self.data:
            if name not in names:
                close = get_close_matches(name[:80], names, 1)
                hint = f"Did you mean “{close[0]}”?" if close else f"It knows: {', '.join(sorted(names))}."
                yield f"This list cannot be asked for “{name[:80]}”. {hint}"

    def _repeated(self, asked: QueryDict):
        several = self._names()
        for name, values in asked.lists():
            most = 1 if several.get(name) is False else MOST_VALUES
            if len(values) > most:
                often = "once" if most == 1 else f"at most {most} times"
                yield f"“{name[:80]}” is asked {len(values)} times. Ask it {often}."

    def _too_much(self):
        number = sum(len(values) for _, values in self.data.lists())
        if number > MOST_IN_ALL:
            yield f"{number} values are asked for. Ask for at most {MOST_IN_ALL} in all."
        words = sum(map(len, search_words(self.data.get("q", ""))))
        if words > MOST_WORDS:
            yield f"q: {words} words are asked for. Search for at most {MOST_WORDS}."

    def _unread(self):
        for name, errors in self.filterset.form.errors.items():
            for error in errors:
                yield f"{name}: {error}"

    def _unsortable(self):
        if self.sort and self.sort.removeprefix("-") not in SORTS[self.table.name]:
            known = ", ".join(SORTS[self.table.name])
            yield f"This list cannot be sorted by “{self.sort[:80]}”, but by: {known}; - before it reverses."
