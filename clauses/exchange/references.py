"""The rows that codes stand for, found with few queries however many codes a file holds."""

from collections.abc import Iterable

from django.db import models
from import_export.instance_loaders import BaseInstanceLoader

from ..dataset.columns import with_codes
from ..querysets import CHUNK
from .nearest import nearest


class References:
    """The rows of one table by their codes: those in the database, and those that a file adds on its way in."""

    def __init__(self, model: type[models.Model]):
        self.model = model
        keys = model._base_manager.values_list("pk", *model.natural_key_paths())
        self.pks = {"/".join(map(str, key)): pk for pk, *key in keys.iterator()}
        self.rows: dict[str, models.Model] = {}
        self.refused: dict[str, int] = {}

    def load(self, codes: Iterable[str]) -> None:
        """Fetches the rows of those `codes` that are in the database, with what their own codes need."""
        codes = {self.pks[code]: code for code in codes if code in self.pks and code not in self.rows}
        pks, rows = list(codes), with_codes(self.model._base_manager.all())
        for start in range(0, len(pks), CHUNK):
            self.rows |= {codes[row.pk]: row for row in rows.filter(pk__in=pks[start : start + CHUNK])}

    def get(self, code: str) -> models.Model:
        """The row; ValueError names the nearest codes where there is none."""
        if code in self.refused:
            raise ValueError(
                f"“{code}” is the row of line {self.refused[code]}, which is refused. Mend that one first."
            )
        if code not in self.rows:
            self.load([code])
        if code not in self.rows:
            hint = nearest(code, self.pks)
            what = self.model._meta.verbose_name
            raise ValueError(f"there is no {what} “{code}”.{hint} Mend the code, or import that {what} first.")
        return self.rows[code]


class ByCode(BaseInstanceLoader):
    """Finds the stored row that has the code of a row of the file."""

    def get_instance(self, row):
        return self.resource.own.rows.get(self.resource.code(row))


def between(field: models.ManyToManyField, ours: str, instance: models.Model) -> Iterable[models.Model]:
    return field.remote_field.through._base_manager.filter(**{ours: instance})
