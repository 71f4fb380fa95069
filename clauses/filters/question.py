"""One query string read against one table."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from django.db.models import F, Q
from django.db.models.expressions import OrderBy

from .. import known_on
from ..dataset import Table
from ..evidence.states import PLACE, with_states
from ..folding import MOST_WORDS, search_words
from ..known_on.then import column
from ..querysets import RowQuerySet, default_order
from .query_string import Check, QueryString
from .tables import FILTERSETS, SORTS, During, Search, found_by
from .values import MOST_IN_ALL, PeriodWidget

MOST_KEPT = 1000  # rows found by a search that are kept by their ids: all that a page counts asks for them again


@dataclass
class Question(QueryString):
    """A query string read against a stored table. UnclearError where it cannot be read.

    Of a search for too many words the first are looked for where the asker `shortens` it, and says what was left out;
    else it is refused.
    """

    table: Table
    shortens: bool = False

    def prepare(self) -> None:
        self.left_out = self._shorten() if self.shortens else []
        self.filterset = FILTERSETS[self.table.name](self.data, self.table.model.objects.published())

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
    def rows(self) -> RowQuerySet:
        """The rows asked for, in the order asked for, which is the same each time."""
        if not self.sort:
            return self.without().in_default_order()
        rows = self.without().as_then(self._column(), "date_sort")
        rows = with_states(rows) if self._column() == PLACE else rows
        return rows.order_by(self._order(), *default_order(self.table.model), "pk")

    def without(self, name: str = "") -> RowQuerySet:
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
        rows = found_by(self.table.model.objects.published(), text).order_by().values_list("pk", flat=True)
        found = list(rows[: MOST_KEPT + 1])
        return Q(pk__in=found) if len(found) <= MOST_KEPT else None

    def _column(self) -> str:
        return SORTS[self.table.name][self.sort.removeprefix("-")]

    def _order(self) -> OrderBy:
        by = F(column(self.table.model, self._column(), known_on.day()))
        return by.desc(nulls_last=True) if self.sort.startswith("-") else by.asc(nulls_last=True)

    def names(self) -> dict[str, bool]:
        names = dict.fromkeys(("sort", known_on.NAME, *self.also), False)
        for name, one in self.filterset.filters.items():
            if isinstance(one, During):
                names |= dict.fromkeys((f"{name}_{suffix}" for suffix in PeriodWidget.suffixes), False)
            else:
                names[name] = not isinstance(one, Search)
        return names

    def checks(self) -> tuple[Check, ...]:
        return (self._too_much, self._unread, self._unsortable)

    def remedy(self, name: str, names: Collection[str]) -> str:
        close = get_close_matches(name[:80], names, 1)
        return f"Did you mean “{close[0]}”?" if close else super().remedy(name, names)

    def _too_much(self) -> Iterator[str]:
        number = sum(len(values) for _, values in self.data.lists())
        if number > MOST_IN_ALL:
            yield f"{number} values are asked for. Ask for at most {MOST_IN_ALL} in all."
        words = sum(map(len, search_words(self.data.get("q", ""))))
        if words > MOST_WORDS:
            yield f"q: {words} words are asked for. Search for at most {MOST_WORDS}."

    def _unread(self) -> Iterator[str]:
        for name, errors in self.filterset.form.errors.items():
            for error in errors:
                yield f"{name}: {error}"

    def _unsortable(self) -> Iterator[str]:
        if self.sort and self.sort.removeprefix("-") not in SORTS[self.table.name]:
            known = ", ".join(SORTS[self.table.name])
            yield f"This list cannot be sorted by “{self.sort[:80]}”, but by: {known}; - before it reverses."
