"""Model fields of this project: codes, closed lists, uncertain dates and columns worked out from others."""

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, ClassVar, cast

from django.core import checks
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Q
from simple_history.models import HistoricalChanges

from . import dates
from .characters import is_plain, refuse_breaks, refuse_unreadable, refuse_untidy
from .folding import fold
from .tables import Declared

CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    "Use lower-case letters a to z, digits and single hyphens, as in shusha-declaration-2021-06-15.",
)
LANGUAGE = RegexValidator(
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", "Write the language as a BCP 47 tag, as in az, tr or zh-Hant."
)


def refuse_unstorable(field: models.Field, value: object) -> None:
    """ValidationError for text that cannot be printed, or that the next form would change without a word, and for
    numbers that PostgreSQL, unlike SQLite, has no room for."""
    if isinstance(value, str):
        if not (is_plain(value) and "  " not in value):
            refuse_unreadable(value)
            if is_one_line(field):
                refuse_breaks(value)
                refuse_untidy(value)
        if field.editable and value != value.strip():
            raise ValidationError("A space or line end stands before or after this text. Delete it.", code="edges")
    elif isinstance(field, models.IntegerField) and not field.primary_key and isinstance(value, int):
        largest = 2**15 - 1 if isinstance(field, models.PositiveSmallIntegerField) else 2**31 - 1
        if abs(value) > largest:
            raise ValidationError(f"This number is larger than {largest}. Write a smaller one.", code="too_large")


class Defaulted(models.Field):
    """A field that has arguments of its own for those that it is not given."""

    otherwise: ClassVar[dict[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **self.otherwise | kwargs)


class CodeField(Defaulted, models.CharField):
    """A permanent code in ASCII: part of addresses, of files and of the natural key."""

    default_validators = [CODE]
    otherwise = {"max_length": 100}


class VocabularyField(Defaulted, models.CharField):
    """One value of a closed list; the database refuses any other with a CHECK on the column."""

    # Unlike Django's: a longer list of choices changes the CHECK, so a migration has to touch the column.
    non_db_attrs = tuple(name for name in models.CharField.non_db_attrs if name != "choices")
    otherwise = {"max_length": 40}

    def __init__(self, vocabulary: type[models.Choices] | None = None, *args: Any, **kwargs: Any) -> None:
        if vocabulary is not None:
            kwargs["choices"] = vocabulary.choices
        self.vocabulary = vocabulary
        super().__init__(*args, **kwargs)

    def db_check(self, connection: BaseDatabaseWrapper) -> str | None:
        values = [str(value) for value, _ in self.flatchoices] + ([""] if self.blank else [])
        listed = ", ".join("'{}'".format(value.replace("'", "''")) for value in values)
        return f'"{self.column}" IN ({listed})' if values else None


class ScaleField(models.PositiveSmallIntegerField):
    """One step of a scale, as a number; the database refuses a step that the scale has not."""

    non_db_attrs = VocabularyField.non_db_attrs

    def __init__(self, vocabulary: type[models.Choices] | None = None, *args: Any, **kwargs: Any) -> None:
        if vocabulary is not None:
            kwargs["choices"] = vocabulary.choices
        self.vocabulary = vocabulary
        super().__init__(*args, **kwargs)

    def db_check(self, connection: BaseDatabaseWrapper) -> str | None:
        listed = ", ".join(str(value) for value, _ in self.flatchoices)
        return f'"{self.column}" IN ({listed})' if listed else super().db_check(connection)


class LanguageField(Defaulted, models.CharField):
    """A language tag of BCP 47, as in az, tr or zh-Hant."""

    default_validators = [LANGUAGE]
    otherwise = {"max_length": 20}


class ForeignCodeField(Defaulted, models.CharField):
    """A code of another scheme. A slash would make it two parts of a natural key."""

    default_validators = [RegexValidator(r"^[^/\s]+\Z", "Write the code without spaces and slashes.")]
    otherwise = {"max_length": 50}


class NamesField(Defaulted, models.TextField):
    """Several names or codes in one cell, separated by semicolons."""

    otherwise = {"blank": True, "default": ""}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value and any(not name.strip() for name in value.split(";")):
            raise ValidationError("Separate the names by single semicolons, as in Şuşa; Shushi.", code="names")


class WebAddressField(Defaulted, models.URLField):
    """An address on the web: http and https only."""

    default_validators = [URLValidator(schemes=("http", "https"))]
    otherwise = {"max_length": 500, "blank": True, "default": ""}

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"assume_scheme": "https", **kwargs})


class UncertainDateField(Defaulted, models.CharField):
    """An uncertain date as text; see `clauses.dates`. Pair it with `derived_from` and `parsed_check`."""

    otherwise = {"max_length": 40, "blank": True, "default": ""}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        problem = dates.remedy(value) if value else ""
        if problem:
            raise ValidationError(problem, code="date")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_companions()]

    def _check_companions(self) -> Iterator[checks.Error]:
        if f"{self.name}_parsed" not in {field.name for field in self.model._meta.fields}:
            hint = f"Add {', '.join(f'{self.name}_{part}' for part in PARTS)} = derived_from({self.name!r})."
            yield checks.Error("An uncertain date needs its derived columns.", hint=hint, obj=self, id="clauses.E001")


def is_one_line(field: models.Field) -> bool:
    """Whether the text of `field` has no line breaks, as of a name or a code."""
    return isinstance(field, models.CharField | NamesField)


@cache
def is_tidied(field: models.Field) -> bool:
    """Whether what the field holds is `tidied`: names and other lines, but never codes and addresses."""
    kept = (CodeField, ForeignCodeField, LanguageField, UncertainDateField, WebAddressField, Derived)
    key = cast(type[Declared], field.model).natural_key_fields
    return is_one_line(field) and not (field.choices or isinstance(field, kept) or field.name in key)


class Derived(Defaulted):
    """A column worked out from another column of the same row whenever Django writes the row."""

    otherwise = {"editable": False}

    def __init__(self, source: str = "", part: str = "", **kwargs: Any) -> None:
        self.source, self.part = source, part
        super().__init__(**kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source, "part": self.part}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        text = getattr(model_instance, self.source)
        value = getattr(dates.parse(text), self.part) if text else self.get_default()
        setattr(model_instance, self.attname, value)
        return value


class DerivedDateField(Derived, models.DateField):
    """A day worked out from an uncertain date; empty where that end is open."""


class DerivedTextField(Derived, models.CharField):
    """A word worked out from an uncertain date."""


class DigestField(Derived, models.CharField):
    """SHA-256 of another text column of the row."""

    otherwise = {"editable": False, "max_length": 64, "default": ""}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = hashlib.sha256(getattr(model_instance, self.source).encode()).hexdigest()
        setattr(model_instance, self.attname, value)
        return value


PARTS = ("earliest", "latest", "sort", "precision", "parsed")


def derived_from(source: str) -> list[models.Field]:
    """The five derived columns of an uncertain date, in the order of `PARTS`."""
    said = {
        "earliest": "The first day that the date allows; empty where it has no start.",
        "latest": "The last day that the date allows; empty where it has no end.",
        "sort": "The day by which lists are sorted.",
    }
    days = [DerivedDateField(source, each, null=True, db_index=each == "sort", help_text=said[each]) for each in said]
    lengths = {"precision": 10, "parsed": 40}
    return [*days, *(DerivedTextField(source, each, max_length=lengths[each], default="") for each in lengths)]


def parsed_check(table: str, source: str) -> models.CheckConstraint:
    """Refuses a date that was set without its derived columns, as raw SQL and `update()` would."""
    name = f"{table}_{source}_has_its_derived_columns"
    return models.CheckConstraint(condition=Q(**{source: F(f"{source}_parsed")}), name=name)


class FoldedField(Defaulted, models.TextField):
    """The row's searchable columns, folded, each on a line; filled from `search_fields` whenever Django writes it."""

    otherwise = {"editable": False, "blank": True, "default": ""}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        names = cast(Declared, model_instance).search_fields
        value = "\n".join(fold(str(getattr(model_instance, name) or "")) for name in names)
        setattr(model_instance, self.attname, value)
        return value


class VersionField(Defaulted, models.PositiveIntegerField):
    """Counts the saves of a row from 1, so that two editors of one row can be told apart."""

    otherwise = {"editable": False, "default": 0}

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        if isinstance(model_instance, HistoricalChanges):
            return value  # a row of the history keeps the number of the save it recorded
        if add:  # asked twice for one insert by Django 6; a row that is put back after its deletion goes on counting
            value = vars(model_instance).setdefault("_version_before", value)
        setattr(model_instance, self.attname, value + 1)
        return value + 1
