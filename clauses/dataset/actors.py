"""Who and where."""

from .. import models
from .columns import Table

TABLES = (
    Table(
        "actors",
        models.Actor,
        "Actors",
        {"The actor": ("slug", "name", "other_names", "kind", "iso3", "country", "parent")},
        filters=("kind", "country"),
    ),
    Table(
        "actor_identifiers",
        models.ActorIdentifier,
        "Numbers of actors in other schemes",
        {"The number": ("actor", "scheme", "code_there")},
        filters=("actor", "scheme"),
    ),
    Table(
        "places",
        models.Place,
        "Places",
        {
            "The place": ("slug", "name", "other_names", "kind", "parent"),
            "Where it lies": ("iso3", "latitude", "longitude", "wikidata", "geonames"),
        },
        filters=("kind", "parent"),
    ),
)
