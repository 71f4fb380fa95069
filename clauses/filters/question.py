"""One query string read against one table."""

from dataclasses import dataclass
from difflib import get_close_matches

from django.core.exceptions import BadRequest
from django.db.models import F, QuerySet
from django.http import QueryDict

from .. import knowledge
from ..columns import Table
from ..querysets import default_order
from ..reported import column
from .tables import FILTERSETS, SORTS, During, Search
from .values import MOST_VALUES, PeriodWidget


class UnclearError(BadRequest):
    """A question that cannot be answered as it stands; `faults` says why, in sentences."""

    def __init__(self, faults: list[str]):
        self.faults = faults
        super().__init__(" ".join(faults))


# What other sites add to links to find out who follows them. Nothing is asked with these, so they alone are ignored.
TRACKING, TRACKING_PREFIX = ("fbclid", "gclid"), "utm_"


def without_tracking(data: QueryDict) -> QueryDict:
    """The query string as it was before another site marked it."""
    kept = data.copy()
    for name in data:
        if name in TRACKING or name.startswith(TRACKING_PREFIX):
            del kept[name]
    return kept


@dataclass
class Question:
    """A query string read against a table. UnclearError where it cannot be read.

    `also` are the names that the asker knows what to do with itself, such as page.
    """

    table: Table
    data: QueryDict
    also: tuple[str, ...] = ()

    def __post_init__(self):
        self.data = without_tracking(self.data)
        self.filterset = FILTERSETS[self.table.name](self.data, self.table.model.objects.published())
        faults = [*self._unknown(), *self._repeated(), *self._unread(), *self._unsortable()]
        if faults:
            raise UnclearError(faults)

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
            if key != name:
                rows = self.filterset.filters[key].filter(rows, value)
        return rows.order_by()

    def _column(self) -> str:
        return SORTS[self.table.name][self.sort.removeprefix("-")]

    def _order(self):
        by = F(column(self.table.model, self._column(), knowledge.day()))
        return by.desc(nulls_last=True) if self.sort.startswith("-") else by.asc(nulls_last=True)

    def _names(self) -> dict[str, bool]:
        """Every name that may be asked → whether it may be asked several times."""
        names = dict.fromkeys(("sort", knowledge.NAME, *self.also), False)
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

    def _repeated(self):
        several = self._names()
        for name, values in self.data.lists():
            if len(values) > MOST_VALUES or (len(values) > 1 and several.get(name) is False):
                yield f"“{name[:80]}” is asked {len(values)} times. Ask it once."

    def _unread(self):
        for name, errors in self.filterset.form.errors.items():
            for error in errors:
                yield f"{name}: {error}"

    def _unsortable(self):
        if self.sort and self.sort.removeprefix("-") not in SORTS[self.table.name]:
            known = ", ".join(SORTS[self.table.name])
            yield f"This list cannot be sorted by “{self.sort[:80]}”, but by: {known}; - before it reverses."
