"""The whole dataset as Django fixtures: one file per subject, in load order, the same bytes on every database."""

import json
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from pathlib import Path

from django.db import models as django_models

from .. import models
from ..columns import related_paths, text_of
from ..fields import Derived, FoldedField, VersionField
from ..models.base import Row

FILES: dict[str, tuple[type[Row], ...]] = {
    "01_actors": (models.Actor, models.ActorIdentifier),
    "02_places": (models.Place,),
    "03_domains": (models.Domain, models.DomainMapping),
    "04_agreements": (models.Agreement, models.AgreementIdentifier, models.AgreementName, models.AgreementParty),
    "05_sources": (models.Source,),
    "06_clauses": (models.Clause, models.ClauseText),
    "07_relations": (models.AgreementRelation,),
    "08_commitments": (
        models.Commitment,
        models.CommitmentClause,
        models.CommitmentDomain,
        models.CommitmentActor,
    ),
    "09_actions": (models.Series, models.Action, models.ActionPlace, models.ActionParticipant, models.Bearing),
    "10_citations": (models.Citation, models.Resolution, models.Disagreement, models.DisagreementSide),
    "11_assessments": (models.Assessment,),
}
FILE_OF = {model: name for name, held in FILES.items() for model in held}
Key = tuple[type[Row], tuple]  # a table and a natural key: one row, on any database


@cache
def written_fields(model: type[django_models.Model]) -> tuple[django_models.Field, ...]:
    """The fields that fixtures hold: not the database's number of a row, nor what is worked out from other columns."""
    worked_out = (Derived, FoldedField, VersionField)
    fields = model._meta.concrete_fields
    return tuple(field for field in fields if not (field.primary_key or isinstance(field, worked_out)))


def json_of(value):
    """A value as fixtures write it."""
    return text_of(value) if isinstance(value, date | Decimal) else value


def as_fixture(row: django_models.Model) -> dict:
    """`row` as an object of a fixture. Empty values are left out where the model starts empty too."""
    fields = {}
    for field in written_fields(type(row)):
        value = getattr(row, field.name)
        if value in ("", None) and field.get_default() == value:
            continue
        fields[field.name] = list(value.natural_key()) if field.is_relation else json_of(value)
    return {"model": row._meta.label_lower, "fields": fields}


def in_order(model: type[Row]) -> list[Row]:
    """All rows of `model` with their relations, parents before children, then by natural key."""
    relations = [field for field in written_fields(model) if field.is_relation]
    paths = {f.name: [f.name, *(f"{f.name}__{path}" for path in related_paths(f.related_model))] for f in relations}
    related = [path for group in paths.values() for path in group]
    rows = list(model._base_manager.select_related(*related) if related else model._base_manager.all())
    upward = [field.attname for field in relations if field.related_model is model]
    by_pk, depths = {row.pk: row for row in rows}, {}
    return sorted(rows, key=lambda row: (_depth(row.pk, by_pk, upward, depths), row.natural_key()))


def _depth(start: int, by_pk: dict, upward: list[str], depths: dict[int, int]) -> int:
    """How many rows of its own table must stand before a row; rows in a circle end it."""
    stack = [start]
    while stack:
        pk = stack[-1]
        above = {getattr(by_pk[pk], attname) for attname in upward} - {None}
        missing = [other for other in above if other not in depths]
        if pk in depths or not missing or set(missing) & set(stack):
            depths.setdefault(pk, 1 + max((depths.get(other, 0) for other in above), default=0))
            stack.pop()
        else:
            stack.append(missing[0])
    return depths[start]


@cache
def relations(model: type[Row]) -> dict[str, type[Row]]:
    """The fields of `model` that refer to a row, each with the table of that row."""
    return {field.name: field.related_model for field in written_fields(model) if field.is_relation}


def references(model: type[Row], fields: dict) -> Iterator[tuple[str, Key]]:
    """The rows that a row with these values refers to, each with the field."""
    for name, related_model in relations(model).items():
        if fields.get(name) is not None:
            yield name, (related_model, tuple(fields[name]))


def stored() -> Iterator[tuple[Key, dict]]:
    """Every row of the database as an object of a fixture, in load order."""
    for held in FILES.values():
        for model in held:
            yield from (((model, row.natural_key()), as_fixture(row)) for row in in_order(model))


def contents() -> Iterator[tuple[str, str]]:
    """The name and text of each fixture file that has rows."""
    return as_files(stored())


def as_files(rows: Iterable[tuple[Key, dict]]) -> Iterator[tuple[str, str]]:
    """The name and text of each file that these rows, in load order, make."""
    for name, found in groupby(rows, lambda row: FILE_OF[row[0][0]]):
        yield f"{name}.json", "[\n" + ",\n".join(as_text(row) for _, row in found) + "\n]\n"


def as_text(found: dict) -> str:
    """An object of a fixture, each field on a line of its own, so that a change shows as one line."""
    lines = [f"   {_json(name)}: {_json(value)}" for name, value in found["fields"].items()]
    fields = ",\n".join(lines)
    return f' {{\n  "model": {_json(found["model"])},\n  "fields": {{\n{fields}\n  }}\n }}'


def _json(value) -> str:
    return json.dumps(value, ensure_ascii=False)


def write(folder: Path, rows: Iterable[tuple[Key, dict]] | None = None) -> list[Path]:
    """Writes the fixtures of `rows`, without them the whole database, into `folder`; the files written.

    Files of subjects that have no rows are taken away.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / name: text for name, text in (contents() if rows is None else as_files(rows))}
    for path, text in files.items():
        path.write_bytes(text.encode())
    for path in planned(folder):
        if path not in files:
            path.unlink()
    return list(files)


def planned(folder: Path) -> list[Path]:
    """The fixture files of the plan that are in `folder`, in load order."""
    return [path for name in FILES if (path := folder / f"{name}.json").exists()]


def differences(folder: Path, rows: Iterable[tuple[Key, dict]]) -> Iterator[str]:
    """Where each file in `folder` first differs from what `rows` make of it, a sentence per file."""
    files = dict(as_files(rows))
    for name in FILES:
        path, text = folder / f"{name}.json", files.get(f"{name}.json")
        if path.exists() and text is None:
            yield f"{path}: the database has no such rows."
        elif text is not None and not path.exists():
            yield f"{path}: there is no such file, but the database has the rows."
        elif text is not None and path.read_bytes() != text.encode():
            yield f"{path}, {_line_difference(path.read_text('utf-8', errors='replace'), text)}"


def _line_difference(there: str, here: str) -> str:
    lines, stored = there.splitlines(), here.splitlines()
    same = 0
    while same < min(len(lines), len(stored)) and lines[same] == stored[same]:
        same += 1
    if same == len(lines) == len(stored):
        return "the line ends: write them as single line feeds."
    file_says = f"“{lines[same].strip()}”" if same < len(lines) else "nothing more"
    database_says = f"“{stored[same].strip()}”" if same < len(stored) else "nothing more"
    return f"line {same + 1}: the file says {file_says}, the database {database_says}."
