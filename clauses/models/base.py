"""What every table has: a natural key, a version, a history; and what every reviewed record has: a state."""

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any, ClassVar, cast

from django.core.exceptions import NON_FIELD_ERRORS, ObjectDoesNotExist, ValidationError
from django.db import models

from .. import known_on
from ..characters import tidied as tidied_text
from ..dates import DateError
from ..fields import Derived, FoldedField, VersionField, VocabularyField, is_tidied, refuse_unstorable
from ..querysets import RowQuerySet
from ..tables import Declared, model_at
from ..vocabularies import ReviewState
from .histories import History, KeptManager

PERMISSIONS = ("add", "change", "delete", "view", "import", "export")

LONGEST_QUOTE = 15  # words of somebody else's text


def as_code(key: Iterable[object]) -> str:
    """A natural key as one word, such as shusha-declaration-2021-06-15/o6."""
    return "/".join("" if part is None else str(part) for part in key)


class Row(Declared):
    """A row of any table. Its natural key stands for it in fixtures, files and addresses, never its database id."""

    version = VersionField(help_text="How many times this row has been saved.")
    history = History(
        inherit=True,
        excluded_fields=["search_text"],
        history_change_reason_field=models.TextField(null=True),
        history_manager=KeptManager,
    )
    objects = RowQuerySet.as_manager()

    class Meta:
        abstract = True
        default_permissions: ClassVar[tuple[str, ...]] = PERMISSIONS

    def save(self, **kwargs: Any) -> None:
        """Save; with `update_fields`, the derived columns of those fields and the version are saved too."""
        if known_on.day() is not None:
            raise RuntimeError("A row as it was known on a day is for readers; it is not saved.")
        names, deferred = kwargs.get("update_fields"), self.get_deferred_fields()
        if names is None and deferred:
            kept = (field for field in self._meta.concrete_fields if field.attname not in deferred)
            names = {field.name for field in kept if not field.primary_key}
        if names:
            kwargs["update_fields"] = self._with_derived(set(names))
        super().save(**kwargs)

    def natural_key(self) -> tuple[Any, ...]:
        """The values of `natural_key_paths`."""
        values: list[Any] = []
        for name in self.natural_key_fields:
            value = getattr(self, name)
            if self._meta.get_field(name).is_relation:
                empty = [None] * len(model_at(type(self), name).natural_key_paths())
                values += value.natural_key() if value else empty
            else:
                values.append(value)
        return tuple(values)

    @classmethod
    def named_by_value(cls, fields: Mapping[str, Any]) -> Iterable[tuple[type["Row"], tuple[str]]]:
        """Rows that a row with these values names by a code in a plain column, as (model, natural key)."""
        return ()

    def was_out(self, day: date) -> bool:
        """Whether the row, by a date of its own, was out on `day`."""
        return True

    @property
    def code(self) -> str:
        """The natural key as one word."""
        return as_code(self.natural_key())

    @property
    def stands_on(self) -> "Row | None":
        """The record on whose public page the row is seen, itself where it has one; None where there is none."""
        if hasattr(self, "get_absolute_url"):
            return self
        needed = (getattr(self, name) for name in self.public_with)
        return next((row.stands_on for row in needed if row is not None), None)

    @property
    def is_public(self) -> bool:
        """Whether `published()` would return this row; follows relations, so load them with it.

        On a day that is asked for this holds for rows that were reached from a row that was known, see `known_on`.
        """
        if self.never_public or getattr(self, "state", ReviewState.PUBLISHED) != ReviewState.PUBLISHED:
            return False
        day = known_on.day()
        if day is not None and not self.was_out(day):
            return False
        related = (getattr(self, name) for name in self.public_with)
        return all(row.is_public for row in related if row is not None)

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        """Django's checks of single fields, tidied before, and nothing that cannot be printed or stored in any."""
        self.tidy(exclude or ())
        errors: dict[str, Any] = {}
        try:
            super().clean_fields(exclude=exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        left_out = exclude or ()
        for field in self._meta.concrete_fields:
            value = getattr(self, field.attname)
            if not value or field.name in left_out:  # there is nothing to refuse in nothing
                continue
            try:
                refuse_unstorable(field, value)
            except ValidationError as error:
                if field.name not in errors or error.code == "too_large":  # PostgreSQL has words of its own for it
                    errors[field.name] = [error]
        self._work_out()
        if errors:
            raise ValidationError(errors)

    def tidy(self, exclude: Iterable[str] = ()) -> None:
        """Takes out of names and other texts of one line what nobody sees, by whichever way they came in."""
        for field in tidied_fields(type(self)):
            if field.name not in exclude:
                value = getattr(self, field.attname)
                tidied = tidied_text(value) if isinstance(value, str) else value
                if tidied is not value:
                    setattr(self, field.attname, tidied)

    def _work_out(self) -> None:
        """Fill the derived columns, which the constraints look at; a date that cannot be read is its field's error."""
        for field in derived_fields(type(self)):
            with suppress(DateError, UnicodeEncodeError):
                field.pre_save(self, add=self._state.adding)

    def _with_derived(self, names: set[str]) -> set[str]:
        derived = {field.name for field in self._meta.concrete_fields if getattr(field, "source", None) in names}
        searched = {"search_text"} if names & set(getattr(self, "search_fields", ())) else set()
        return names | derived | searched | {"version"}


@cache
def tidied_fields(model: type[Row]) -> tuple[models.Field, ...]:
    return tuple(field for field in model._meta.concrete_fields if is_tidied(field))


@cache
def derived_fields(model: type[Row]) -> tuple[Derived, ...]:
    return tuple(field for field in model._meta.concrete_fields if isinstance(field, Derived))


class Searchable(models.Model):
    """A row that the search finds by the columns in `search_fields`, and by those of the rows in `search_also`.

    It also finds it by the labels of the closed lists in the columns `search_choices`.
    """

    search_fields: ClassVar[tuple[str, ...]] = ()
    search_also: ClassVar[tuple[str, ...]] = ()
    search_choices: ClassVar[tuple[str, ...]] = ()

    search_text = FoldedField()

    class Meta:
        abstract = True


class Record(Row):
    """A row that is reviewed before it is public."""

    state = VocabularyField(
        ReviewState,
        verbose_name="review state",
        max_length=10,
        default=ReviewState.DRAFT,
        help_text="Draft, in review, published or withdrawn. Only published records are public.",
    )
    withdrawn_reason = models.TextField(
        "reason for the withdrawal",
        blank=True,
        default="",
        help_text="Why the record was withdrawn, in words for readers: it stands at the record's address from then on.",
    )

    class Meta(Row.Meta):
        abstract = True
        default_permissions: ClassVar[tuple[str, ...]] = (*PERMISSIONS, "publish")

    def clean_fields(self, exclude: Collection[str] | None = None) -> None:
        super().clean_fields(exclude=exclude)
        withdrawn = self.state == ReviewState.WITHDRAWN
        refuse(withdrawn and not self.withdrawn_reason, "Say why it is withdrawn: readers see it.", "withdrawn_reason")
        refuse(not withdrawn and bool(self.withdrawn_reason), "Only a withdrawn record has one.", "withdrawn_reason")


def refuse(condition: object, message: object, field: str = NON_FIELD_ERRORS) -> None:
    """ValidationError at `field` where `condition` holds."""
    if condition:
        raise ValidationError({field: str(message)})


def refuse_circle(row: models.Model, field: str, message: str) -> None:
    """ValidationError at `field` where following it from `row` does not come to an end."""
    seen, above = {row.pk} - {None}, related(row, field)
    while above is not None:
        refuse(above.pk in seen, message, field)
        seen.add(above.pk)
        above = related(above, field)


def row_at(model: type[models.Model], path: str) -> type[Row]:
    """The table at the end of a path of relations, such as clause__agreement, with all that rows have.

    At the end of an empty path is `model` itself.
    """
    for name in filter(None, path.split("__")):
        model = model_at(model, name)
    return cast(type[Row], model)


def related(row: models.Model, field: str) -> Any:
    """The row that `field` points to; None where it is empty or names no row, which is an error of the field."""
    try:
        return getattr(row, field)
    except ObjectDoesNotExist:
        return None
