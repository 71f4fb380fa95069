"""The words of an entry as PostgreSQL's tsvector, written out: each word with its places, and the column as a weight.

Written here because the parser of PostgreSQL splits words by the language of the database, and words are split already.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

WEIGHTS = "ABCD"  # one for each column
LAST_PLACE = 16_383  # PostgreSQL counts no further
MOST_PLACES = 255  # of one word


def vector_of(columns: Sequence[str]) -> str:
    places: dict[str, list[str]] = defaultdict(list)
    place = 0
    for weight, column in zip(WEIGHTS, columns, strict=True):
        for word in column.split():
            place = min(place + 1, LAST_PLACE)
            places[word].append(f"{place}{weight}")
        place += 1  # no phrase reaches from one column into the next
    return " ".join(f"'{word}':{','.join(found[:MOST_PLACES])}" for word, found in places.items())


class OrderedField(models.CharField):
    """Words in one order on every database, by the numbers of their letters: so an index finds those that begin so."""

    def db_parameters(self, connection: BaseDatabaseWrapper) -> dict[str, Any]:
        found = dict(super().db_parameters(connection))
        return found | {"collation": "C"} if connection.vendor == "postgresql" else found


class VectorField(models.Field):
    """The words of an entry for PostgreSQL, given as the texts of its columns; SQLite holds them beside the table."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        return "tsvector" if connection.vendor == "postgresql" else "text"

    def get_db_prep_save(self, value: Any, connection: BaseDatabaseWrapper) -> Any:
        return vector_of(value) if connection.vendor == "postgresql" else ""
