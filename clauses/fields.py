"""Model fields of this project: codes, closed lists, uncertain dates and columns worked out from others."""

import hashlib

from django.core import checks
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalChanges

from . import dates
from .characters import refuse_breaks, refuse_unreadable, refuse_untidy, tidied
from .folding import fold

CODE = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z",
    "Use lower-case letters a to z, digits and single hyphens, as in shusha-declaration-2021-06-15.",
)
LANGUAGE = RegexValidator(
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", "Write the language as a BCP 47 tag, as in az, tr or zh-Hant."
)


def refuse_unstorable(field: models.Field, value) -> None:
    """ValidationError for text that cannot be printed, or that the next form would change without a word, and for
    numbers that PostgreSQL, unlike SQLite, has no room for."""
    if isinstance(value, str):
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


class CodeField(models.CharField):
    """A permanent code in ASCII: part of addresses, of files and of the natural key."""

    default_validators = (CODE,)

    def __init__(self, *args, max_length=100, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)


class VocabularyField(models.CharField):
    """One value of a closed list; the database refuses any other with a CHECK on the column."""

    # Unlike Django's: a longer list of choices changes the CHECK, so a migration has to touch the column.
    non_db_attrs = tuple(name for name in models.CharField.non_db_attrs if name != "choices")

    def __init__(self, vocabulary=None, *args, max_length=40, **kwargs):
        if vocabulary is not None:
            kwargs["choices"] = vocabulary.choices
        self.vocabulary = vocabulary
        super().__init__(*args, max_length=max_length, **kwargs)

    def db_check(self, connection):
        values = [str(value) for value, _ in self.flatchoices] + ([""] if self.blank else [])
        listed = ", ".join("'{}'".format(value.replace("'", "''")) for value in values)
        return f'"{self.column}" IN ({listed})' if values else None


class ScaleField(models.PositiveSmallIntegerField):
    """One step of a scale, as a number; the database refuses a step that the scale has not."""

    non_db_attrs = VocabularyField.non_db_attrs

    def __init__(self, vocabulary=None, *args, **kwargs):
        if vocabulary is not None:
            kwargs["choices"] = vocabulary.choices
        self.vocabulary = vocabulary
        super().__init__(*args, **kwargs)

    def db_check(self, connection):
        listed = ", ".join(str(value) for value, _ in self.flatchoices)
        return f'"{self.column}" IN ({listed})' if listed else super().db_check(connection)


class LanguageField(models.CharField):
    """A language tag of BCP 47, as in az, tr or zh-Hant."""

    default_validators = (LANGUAGE,)

    def __init__(self, *args, max_length=20, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)


class ForeignCodeField(models.CharField):
    """A code of another scheme. A slash would make it two parts of a natural key."""

    default_validators = (RegexValidator(r"^[^/\s]+\Z", "Write the code without spaces and slashes."),)

    def __init__(self, *args, max_length=50, **kwargs):
        super().__init__(*args, max_length=max_length, **kwargs)


class NamesField(models.TextField):
    """Several names or codes in one cell, separated by semicolons."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"blank": True, "default": ""} | kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if value and any(not name.strip() for name in value.split(";")):
            raise ValidationError("Separate the names by single semicolons, as in Şuşa; Shushi.", code="names")


class WebAddressField(models.URLField):
    """An address on the web: http and https only."""

    default_validators = (URLValidator(schemes=("http", "https")),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": 500, "blank": True, "default": ""} | kwargs)

    def formfield(self, **kwargs):
        return super().formfield(**{"assume_scheme": "https"} | kwargs)


class UncertainDateField(models.CharField):
    """An uncertain date as text; see `clauses.dates`. Pair it with `derived_from` and `parsed_check`."""

    def __init__(self, *args, max_length=40, **kwargs):
        super().__init__(*args, max_length=max_length, **{"blank": True, "default": ""} | kwargs)

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        problem = dates.remedy(value) if value else ""
        if problem:
            raise ValidationError(problem, code="date")

    def check(self, **kwargs):
        return [*super().check(**kwargs), *self._check_companions()]

    def _check_companions(self):
        names = {field.name for field in self.model._meta.fields}
        if f"{self.name}_parsed" not in names:
            hint = f"Add {', '.join(f'{self.name}_{part}' for part in PARTS)} = derived_from({self.name!r})."
            yield checks.Error("An uncertain date needs its derived columns.", hint=hint, obj=self, id="clauses.E001")


def is_one_line(field: models.Field) -> bool:
    """Whether the text of `field` has no line breaks: a name, a title, a code."""
    return isinstance(field, models.CharField | NamesField)


def tidy(field: models.Field, value):
    """`value` as `field` stores it: a name without what nobody sees. Codes and addresses are never changed."""
    kept = (CodeField, ForeignCodeField, LanguageField, UncertainDateField, WebAddressField, Derived)
    is_key = field.choices or isinstance(field, kept) or field.name in field.model.natural_key_fields
    return tidied(value) if isinstance(value, str) and is_one_line(field) and not is_key else value


class Derived:
    """Mixin of a column worked out from another column of the same row whenever Django writes the row."""

    def __init__(self, source="", part="", **kwargs):
        self.source, self.part = source, part
        super().__init__(**{"editable": False} | kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": self.source, "part": self.part}

    def pre_save(self, model_instance, add):
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

    def __init__(self, source="", *args, **kwargs):
        super().__init__(source, *args, **{"max_length": 64, "default": ""} | kwargs)

    def pre_save(self, model_instance, add):
        value = hashlib.sha256(getattr(model_instance, self.source).encode()).hexdigest()
        setattr(model_instance, self.attname, value)
        return value


PARTS = ("earliest", "latest", "sort", "precision", "parsed")


def derived_from(source: str) -> list[models.Field]:
    """The five derived columns of an uncertain date, in the order of `PARTS`."""
    days = [
        DerivedDateField(source, part, null=True, db_index=part == "sort", help_text=help_text)
        for part, help_text in (
            ("earliest", "The first day that the date allows; empty where it has no start."),
            ("latest", "The last day that the date allows; empty where it has no end."),
            ("sort", "The day by which lists are sorted."),
        )
    ]
    precision = DerivedTextField(source, "precision", max_length=10, default="")
    return [*days, precision, DerivedTextField(source, "parsed", max_length=40, default="")]


def parsed_check(table: str, source: str) -> models.CheckConstraint:
    """Refuses a date that was set without its derived columns, as raw SQL and `update()` would."""
    return models.CheckConstraint(
        condition=Q(**{source: F(f"{source}_parsed")}),
        name=f"{table}_{source}_has_its_derived_columns",
    )


class FoldedField(models.TextField):
    """The row's searchable columns, folded, each on a line; filled from `search_fields` whenever Django writes it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"editable": False, "blank": True, "default": ""} | kwargs)

    def pre_save(self, model_instance, add):
        words = (str(getattr(model_instance, name) or "") for name in model_instance.search_fields)
        value = "\n".join(map(fold, words))
        setattr(model_instance, self.attname, value)
        return value


class VersionField(models.PositiveIntegerField):
    """Counts the saves of a row from 1, so that two editors of one row can be told apart."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"editable": False, "default": 0} | kwargs)

    def pre_save(self, model_instance, add):
        value = getattr(model_instance, self.attname)
        if isinstance(model_instance, HistoricalChanges):
            return value  # a row of the history keeps the number of the save it recorded
        if add:  # asked twice for one insert by Django 6; a row that is put back after its deletion goes on counting
            value = vars(model_instance).setdefault("_version_before", value)
        setattr(model_instance, self.attname, value + 1)
        return value + 1
