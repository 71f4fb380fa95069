"""Which rows the cells of a collection mean: by their code, or by a name that only one row has."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from ...dataset import BY_MODEL, Table
from ...models import AgreementName, Row, as_code
from ..guard import unguard
from ..nearest import nearest

NAMES = ("name", "title", "label")  # columns that name a row, of which a table has one
OTHERS = "other_names"  # several, between semicolons
CODES = ("iso3",)
MOST_CANDIDATES = 5
MOST_LOOKED_THROUGH = 20_000  # names; among more, no nearest one is looked for
MOST_HINTS = 50  # of one import: looking for the nearest name takes up to a second


class UnknownError(ValueError):
    """A cell means no row, or several; the message goes on after “this row”."""


Staged = Callable[[Table], Iterable[tuple[str, Mapping[str, str]]]]  # codes and cells of what was read before


class Names:
    """Looks rows up in the database and in the tables that were read before (`staged`), table by table."""

    def __init__(self, staged: Staged) -> None:
        self.staged = staged
        self.codes: dict[type[Row], set[str]] = {}
        self.by_name: dict[type[Row], dict[str, set[str]]] = {}
        self.unknown: dict[tuple[type[Row], str], str] = {}

    def begin(self, table: Table) -> None:
        """Of a table that is about to be read, nothing is known any more."""
        for kept in (self.codes, self.by_name):
            kept.pop(table.model, None)

    def note(self, table: Table, code: str, cells: Mapping[str, str]) -> None:
        """A row of the table that is being read, which others of it may name."""
        self.known(table.model).add(code)
        for name in names_of(cells):
            self._names(table.model)[name].add(code)

    def known(self, model: type[Row]) -> set[str]:
        if model not in self.codes:
            self.codes[model] = stored_codes(model) | {code for code, _ in self.staged(BY_MODEL[model])}
        return self.codes[model]

    def code_of(self, model: type[Row], text: str) -> str:
        """The code that `text` is or means; UnknownError where that is none or not certain."""
        if text in self.known(model):
            return text
        if said := self.unknown.get((model, text)):
            raise UnknownError(said)
        found = sorted(self._names(model).get(text, ()))
        if len(found) == 1:
            return found[0]
        said = self._ambiguous(model, text, found) if found else self._missing(model, text)
        self.unknown[model, text] = said
        raise UnknownError(said)

    def _ambiguous(self, model: type[Row], text: str, found: list[str]) -> str:
        shown = ", ".join(found[:MOST_CANDIDATES]) + (" …" if len(found) > MOST_CANDIDATES else "")
        return f"names “{text[:100]}”, which is the name of several: {shown}. Write the code of the one that is meant."

    def _missing(self, model: type[Row], text: str) -> str:
        noun = model._meta.verbose_name
        an = "an" if str(noun)[0] in "aeiou" else "a"
        words = [*self.known(model), *self._names(model)]
        is_quick = len(words) <= MOST_LOOKED_THROUGH and len(self.unknown) < MOST_HINTS
        hint = nearest(text[:100], words) if is_quick else ""
        return f"names {an} {noun} that is not there: {text[:100]}.{hint} Mend the cell, or add that {noun}."

    def _names(self, model: type[Row]) -> dict[str, set[str]]:
        if model not in self.by_name:
            found: dict[str, set[str]] = defaultdict(set)
            for code, cells in (*_stored(model), *self.staged(BY_MODEL[model])):
                for name in names_of(cells):
                    found[name].add(code)
            self.by_name[model] = found
        return self.by_name[model]


def stored_codes(model: type[Row]) -> set[str]:
    keys = model._base_manager.values_list(*model.natural_key_paths())
    return {as_code(key) for key in keys.iterator()}


def names_of(cells: Mapping[str, str]) -> Iterator[str]:
    """All names in the cells of a row."""
    for column in (*NAMES, *CODES):
        if name := unguard(cells.get(column) or "").strip():
            yield name
    yield from (name.strip() for name in unguard(cells.get(OTHERS) or "").split(";") if name.strip())


def _stored(model: type[Row]) -> Iterator[tuple[str, dict[str, Any]]]:
    columns = [name for name in (*NAMES, *CODES, OTHERS) if name in {field.name for field in model._meta.fields}]
    paths = model.natural_key_paths()
    if not columns:
        return
    for values in model._base_manager.values_list(*paths, *columns).iterator():
        yield as_code(values[: len(paths)]), dict(zip(columns, values[len(paths) :], strict=True))
    if model is BY_MODEL[AgreementName].column("agreement").related_model:
        for code, name in AgreementName._base_manager.values_list("agreement__slug", "name").iterator():
            yield code, {"name": name}
