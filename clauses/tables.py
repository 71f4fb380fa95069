"""What a table says of itself. The rooms below the models know tables and rows by nothing else."""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar, cast

from django.db import models


class Declared(models.Model):
    """A table with a natural key, and with what its rows need to be public; `models.base.Row` has the rest."""

    natural_key_fields: ClassVar[tuple[str, ...]] = ("slug",)
    # Relations without which the row says nothing: it is public only if they are.
    public_with: ClassVar[tuple[str, ...]] = ()
    never_public: ClassVar[bool] = False
    # Of tables that can be searched only, see `models.base.Searchable`.
    search_fields: ClassVar[tuple[str, ...]]
    search_also: ClassVar[tuple[str, ...]]
    search_choices: ClassVar[tuple[str, ...]]

    class Meta:
        abstract = True

    @classmethod
    def natural_key_paths(cls) -> tuple[str, ...]:
        """The lookups that make the natural key, flat: ("clause__agreement__slug", "clause__wid", "number")."""
        paths: list[str] = []
        for name in cls.natural_key_fields:
            is_relation = cls._meta.get_field(name).is_relation
            inner = model_at(cls, name).natural_key_paths() if is_relation else ()
            paths += [f"{name}__{path}" for path in inner] or [name]
        return tuple(paths)

    @classmethod
    def also_public_q(cls, prefix: str) -> models.Q:
        """What else must hold for a row, reached through `prefix`, to be public."""
        return models.Q()


def column_of(model: type[models.Model], name: str) -> models.Field:
    """The column `name` of `model`, where it is known to be one of its own and no relation that leads here."""
    return cast(models.Field, model._meta.get_field(name))


def model_at(model: type[models.Model], name: str) -> type[Declared]:
    """The table that the relation `name` of `model` leads to; every table that is public declares what it is."""
    return cast(type[Declared], model._meta.get_field(name).related_model)


def paths_to(model: type[Declared], target: type[Declared]) -> Iterator[str]:
    """The paths from a row of `model` to the `target` that it belongs to."""
    for name in model.public_with:
        above = model_at(model, name)
        if above is target:
            yield name
        else:
            yield from (f"{name}__{path}" for path in paths_to(above, target))


def table_of(row: models.Model | type[models.Model]) -> str:
    """The name of a table, of the model or of one of its rows, as in action."""
    return cast(str, row._meta.model_name)


def written_over(rows: Iterable[models.Model], options: dict[str, Any]) -> set[int]:
    """The numbers of rows that are there already, where `bulk_create` with these options writes over them."""
    return {row.pk for row in rows} - {None} if options.get("update_conflicts") else set()
