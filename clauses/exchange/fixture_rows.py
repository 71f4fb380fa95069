"""Reading fixtures: from the bytes of a file to rows whose every value is as `fixtures` would write it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db import models

from ..fields import Derived, tidy
from ..models.base import Row, as_code
from .fixtures import json_of, written_fields
from .nearest import nearest
from .widgets import NUMBER


class FixtureError(ValueError):
    """Fixtures that cannot be loaded; the message says where and how to mend it."""


@dataclass(frozen=True)
class FixtureRow:
    """One object of a fixture, not yet held against the database. `key` is its natural key."""

    path: Path
    number: int
    model: type[Row]
    fields: dict
    key: tuple

    @property
    def place(self) -> str:
        return f"{short(self.path)}, row {self.number} ({self.model._meta.verbose_name} {as_code(self.key)})"


def short(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


def objects(path: Path) -> list:
    """The JSON list in `path`; FixtureError names the line of what is no JSON."""
    try:
        found = json.loads(
            path.read_bytes().decode("utf-8-sig"),
            object_pairs_hook=_no_name_twice,
            parse_constant=_no_such_number,
            parse_float=str,
        )
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise FixtureError(f"{short(path)}, line {line}: this is not UTF-8. Save the file as UTF-8.") from error
    except json.JSONDecodeError as error:
        place = f"{short(path)}, line {error.lineno}, column {error.colno}"
        raise FixtureError(f"{place}: this is not JSON: {error.msg}. Mend it there or just before.") from error
    except (ValueError, RecursionError) as error:
        raise FixtureError(f"{short(path)}: {error}") from error
    if not isinstance(found, list):
        raise FixtureError(f"{short(path)}: a fixture is a list of objects, in square brackets.")
    return found


def _no_name_twice(pairs: list[tuple]) -> dict:
    names = [name for name, _ in pairs]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise ValueError(f"“{twice}” stands twice in one object, {dict(pairs[:3])} ... Delete one of them.")
    return dict(pairs)


def _no_such_number(word: str):
    raise ValueError(f"{word} is no number of JSON. Write null for nothing.")


def model_of(found) -> type[models.Model] | None:
    """The model that an object of a fixture names, or None."""
    try:
        return apps.get_model(found["model"])
    except (LookupError, TypeError, ValueError, AttributeError):
        return None


def fixture_row(path: Path, number: int, found) -> FixtureRow:
    """An object of a fixture as a row; FixtureError where it lacks what a row must have."""
    place = f"{short(path)}, row {number}"
    model = model_of(found)
    if model is None:
        named = found.get("model") if isinstance(found, dict) else found
        raise FixtureError(f"{place}: there is no table “{named}”. Name one, as in clauses.actor.")
    if "pk" in found:
        raise FixtureError(f"{place}: delete “pk”: the natural key stands for a row, never a database id.")
    fields = found.get("fields")
    if not isinstance(fields, dict) or set(found) != {"model", "fields"}:
        raise FixtureError(f"{place}: an object holds “model” and “fields” and nothing else.")
    return FixtureRow(path, number, model, fields, _key(place, model, fields))


def _key(place: str, model: type[Row], fields: dict) -> tuple:
    key = []
    for name in model.natural_key_fields:
        value, field = fields.get(name), model._meta.get_field(name)
        problem = "it is part of the natural key and cannot be left out." if value is None else misread(field, value)
        if problem:
            raise FixtureError(f"{place} ({model._meta.verbose_name}), {name}: {problem}")
        key += value if field.is_relation else [value]
    return tuple(key)


def misread(field: models.Field, value) -> str:
    """Why `value` cannot stand for `field` exactly as it is written, or nothing."""
    if value is None:
        return (
            ""
            if field.null
            else f"it cannot be null. Write {json.dumps('' if field.empty_strings_allowed else 0)} or leave it out."
        )
    if field.is_relation:
        parts = len(field.related_model.natural_key_paths())
        if isinstance(value, list) and len(value) == parts and all(type(part) in (str, int) for part in value):
            return ""
        example = ", ".join(path.replace("__", " ") for path in field.related_model.natural_key_paths())
        return f"write the natural key of the row in square brackets: [{example}]."
    if isinstance(field, models.DecimalField) and isinstance(value, str | int) and not isinstance(value, bool):
        # full_clean reads it; 39.70 and "39.7" are the same number
        return "" if NUMBER.fullmatch(str(value)) else f"“{value}” is not a plain number. Write one as in 39.75."
    try:
        exact = json_of(tidy(field, field.to_python(value)))
    except ValidationError as error:
        return " ".join(error.messages)
    same = type(exact) is type(value) and exact == value
    return (
        ""
        if same
        else f"{json.dumps(value, ensure_ascii=False)} is not how this is written: write {json.dumps(exact)}."
    )


def misreadings(row: FixtureRow) -> Iterator[tuple[str, str]]:
    """The fields of `row` that cannot be read as they are written, each with the reason."""
    for name, value in row.fields.items():
        problem = unknown_field(row.model, name) or misread(row.model._meta.get_field(name), value)
        if problem:
            yield name, problem


def unknown_field(model: type[Row], name: str) -> str:
    """Why a fixture cannot hold a field called `name`, or nothing where it can."""
    known = [field.name for field in written_fields(model)]
    if name in known:
        return ""
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return f"there is no such field.{nearest(name, known)}"
    if field.many_to_many:
        return f"write rows of {field.remote_field.through._meta.label_lower} instead."
    source = f" from {field.source}" if isinstance(field, Derived) else ""
    return f"delete it: it is worked out{source} whenever the row is written."
