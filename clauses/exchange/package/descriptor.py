"""What the data package says of itself: its descriptor (Data Package, Table Schema) and its codebook."""

from collections.abc import Iterator
from typing import Any, cast

from django.db import models

from ...dataset import BY_MODEL, NO, YES, Column, Table, WorkedOut, template
from ...dataset.derived import PUBLIC_TABLES
from ...models import Row

TITLE = "treatytracker"
DESCRIPTION = (
    "What each clause of an agreement commits whom to, what followed, and the words of the sources that say so."
)
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
CODEBOOK_HEADER = [
    *("table", "column", "heading", "kind", "value", "label", "description"),
    *("required", "longest", "default"),
]


def descriptor(resources: list[dict]) -> dict:
    """datapackage.json, given what `resource` says of each file."""
    return {
        "profile": "tabular-data-package",
        "name": TITLE,
        "title": TITLE,
        "description": DESCRIPTION,
        "licenses": [LICENCE],
        "resources": resources,
    }


def resource(table: Table | WorkedOut, path: str, size: int, sha256: str) -> dict:
    """One CSV of the package."""
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "description": table.about,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True},
        "schema": schema(table),
    }


def schema(table: Table | WorkedOut) -> dict:
    found = {"fields": [field(table, column) for column in table.columns], "primaryKey": list(table.key)}
    keys = [foreign_key(table, column) for column in table.columns if refers_by_one_column(column)]
    return found | ({"foreignKeys": keys} if keys else {}) | {"missingValues": [""]}


def field(table: Table | WorkedOut, column: Column) -> dict:
    """A column of a Table Schema."""
    found = {"name": column.name, "title": column.heading, "description": column.description, **type_of(column)}
    constraints: dict[str, Any] = {}
    if is_required(table, column):
        constraints["required"] = True
    if column.field.choices:
        constraints["enum"] = [value for value, _ in column.field.flatchoices]
    return found | ({"constraints": constraints} if constraints else {})


def type_of(column: Column) -> dict:
    types: dict[type[models.Field], dict] = {
        models.BooleanField: {"type": "boolean", "trueValues": [YES], "falseValues": [NO]},
        models.DateField: {"type": "date"},
        models.DecimalField: {"type": "number"},
        models.IntegerField: {"type": "integer"},
    }
    return next((found for cls, found in types.items() if isinstance(column.field, cls)), {"type": "string"})


def is_required(table: Table | WorkedOut, column: Column) -> bool:
    """Whether the cell is never empty; codes of rows that are not public are left out of public files."""
    if column.field.many_to_many or column.field.null or column.field.blank:
        return False
    return not column.related_model or (isinstance(table, Table) and column.name in table.model.public_with)


def refers_by_one_column(column: Column) -> bool:
    """Whether the code in this column is the whole key of a table; longer codes are the key joined by slashes."""
    other = BY_MODEL.get(column.related_model) if column.related_model else None
    return other is not None and not column.field.many_to_many and len(other.key) == 1


def foreign_key(table: Table | WorkedOut, column: Column) -> dict:
    other = BY_MODEL[cast(type[Row], column.related_model)]
    name = "" if other.name == table.name else other.name
    return {"fields": [column.name], "reference": {"resource": name, "fields": list(other.key)}}


def codebook() -> Iterator[list[str]]:
    """One row for each column, with what an import of it needs, and one for each value of a closed list."""
    yield CODEBOOK_HEADER
    for table in PUBLIC_TABLES:
        for column in table.columns:
            named = [table.name, column.name, column.heading, column.kind]
            of_import = template.said(column) if isinstance(table, Table) else ["", "", ""]
            yield [*named, "", "", column.description, *of_import]
            for value, label in column.field.flatchoices or ():
                definition = column.vocabulary(value).definition if column.vocabulary else ""
                yield [*named, str(value), str(label), definition, "", "", ""]
