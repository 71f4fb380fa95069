"""The value that a citation states of one field: what it may be, and the days of a date."""

import re
from datetime import date
from typing import Any, Protocol

from django.db import connection, models

from .. import dates
from ..fields import Derived
from ..vocabularies import ActionStatus, CitedField
from ..vocabularies.sources import MEASURED
from .actors import Actor, Place
from .base import refuse
from .conflicts.units import AREA_UNITS

# Fields whose value is the code of a record.
CODED: dict[str, type[Actor] | type[Place]] = {CitedField.PLACE: Place, CitedField.PARTICIPANT: Actor}
PLAIN_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")


class StatedDayField(Derived, models.DateField):
    """A day worked out from the value of a citation, where that is a date; empty otherwise and where it is open."""

    def pre_save(self, model_instance: Any, add: bool) -> date | None:
        day: date | None = None
        if model_instance.field == CitedField.DATE and not dates.remedy(model_instance.value):
            day = getattr(dates.parse(model_instance.value), self.part)
        setattr(model_instance, self.attname, day)
        return day


def _is_there(model: type[models.Model], code: str) -> bool:
    """Whether a row of `model` has this code. Until the transaction ends, nobody gives it another or deletes it."""
    if connection.vendor != "postgresql" or not connection.in_atomic_block:
        return model._base_manager.filter(slug=code).exists()
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 1 FROM {table} WHERE slug = %s FOR KEY SHARE", [code])  # noqa: S608
        return cursor.fetchone() is not None


class Stating(Protocol):
    """A citation, whose table is made with this module, as far as its value goes."""

    @property
    def field(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def unit(self) -> str: ...


def refuse_value(citation: Stating) -> None:
    """ValidationError where the value of `citation` is none that its field can have."""
    if citation.field == CitedField.DATE:
        problem = dates.remedy(citation.value)
        refuse(bool(problem), problem, "value")
    elif citation.field == CitedField.STATUS:
        known = citation.value in ActionStatus.values
        refuse(not known, f"Not a status: write one of {', '.join(ActionStatus.values)}.", "value")
    elif citation.field in CODED:
        model = CODED[citation.field]
        noun = model._meta.verbose_name
        refuse(
            not _is_there(model, citation.value),
            f"No {noun} has the code “{citation.value[:60]}”. Write one from their list.",
            "value",
        )
    elif citation.field in MEASURED:
        plain = PLAIN_NUMBER.fullmatch(citation.value)
        refuse(not plain, "Write a plain number, as in 131.8; the unit has its own field.", "value")
        refuse(not citation.unit, "A number needs its unit.", "unit")
        unclear = citation.field == CitedField.AREA_CLEARED and citation.unit not in AREA_UNITS
        refuse(unclear, f"Write the unit of an area as one of {', '.join(AREA_UNITS)}.", "unit")
