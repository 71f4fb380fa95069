"""What the datasets that stand beside the new one hold already, and the rows that are made for the new one."""

import re
from collections import defaultdict
from pathlib import Path

from ... import models
from ...models.base import Row
from ..fixture_rows import FixtureError, FixtureRow, fixture_row, objects
from ..fixtures import planned
from .files import CodingError, Line

ADDRESS = re.compile(r"^https?://(www\.)?")


def address_key(url: str) -> str:
    """An address without what does not tell two pages apart."""
    return ADDRESS.sub("", url).rstrip("/")


class Rows:
    """The rows of the base and the new ones, by table and natural key, and what was wrong with what made them."""

    def __init__(self, folder: Path):
        self.base: dict[tuple, FixtureRow] = {}
        self.new: dict[tuple, FixtureRow] = {}
        self.shared: set[tuple] = set()  # rows of the base that the new dataset holds, too, whatever refers to them
        self.filled: list[str] = []
        self.problems: list[str] = []
        try:
            for path in planned(folder):
                for number, found in enumerate(objects(path), 1):
                    row = fixture_row(path, number, found)
                    self.base[row.model, row.key] = row
        except (OSError, FixtureError) as error:
            raise CodingError(str(error)) from error
        if not self.base:
            raise CodingError(f"{folder} holds no fixtures. Name the folder of the dataset that stands beside it.")
        self.sources_at = {
            address_key(row.fields["url"]): row.key[0]
            for (model, _), row in self.base.items()
            if model is models.Source and row.fields.get("url")
        }
        self.used_numbers: dict[str, int] = defaultdict(int)
        for model, key in self.base:
            if model is models.Citation:
                self.used_numbers[key[0]] = max(self.used_numbers[key[0]], key[1])

    def fields(self, model: type[Row], *key) -> dict | None:
        """The values of a row, or None where there is none."""
        row = self.new.get((model, key)) or self.base.get((model, key))
        return row and row.fields

    def add(self, line: Line, model: type[Row], fields: dict) -> None:
        """A new row, made for this line of the file or the sheet. One that is there in the same words is kept."""
        kept = {name: value for name, value in fields.items() if value not in ("", None)}
        try:
            row = fixture_row(line.path, line.number, {"model": model._meta.label_lower, "fields": kept})
        except FixtureError as error:
            self.problems.append(str(error))
            return
        there = self.fields(model, *row.key)
        if there is None:
            self.new[model, row.key] = row
        elif any(there.get(name) != value for name, value in kept.items()):
            code = "/".join(map(str, row.key))
            noun = model._meta.verbose_name
            self.problems.append(
                f"{line.place}: there is another {noun} {code} already. Take this one out, or mend it."
            )

    def fill(self, line: Line, model: type[Row], key: tuple, known: dict) -> None:
        """Sets fields of a row of the base that are empty there; what differs from what stands there is a problem."""
        there = self.fields(model, *key)
        empty = {name: value for name, value in known.items() if value and not there.get(name)}
        if empty:
            row = self.base[model, key]
            self.new[model, key] = FixtureRow(row.path, row.number, model, there | empty, key)
            code, noun = "/".join(map(str, key)), model._meta.verbose_name
            self.filled += [f"{noun} {code}: {name} is now {_shown(value)}" for name, value in empty.items()]

    def name_of(self, actor: str) -> str:
        """The name of an actor by its code."""
        return (self.fields(models.Actor, actor) or {}).get("name", actor)


def _shown(value) -> str:
    return "/".join(map(str, value)) if isinstance(value, list) else str(value)
