"""All that is stored of the rows and beside them, said without the numbers that the database gave."""

from typing import Any

from django.apps import apps
from django.db import models

from clauses.models import AsReported, DeskEntry, DeskName, Row, SearchEntry, SearchName
from clauses.search_index.layout import COLUMNS
from clauses.tables import table_of

PLACE = ("kind", "earliest", "latest", *COLUMNS)
INDEX = {
    SearchEntry: PLACE,
    DeskEntry: PLACE,
    SearchName: ("written", "words", "heard"),
    DeskName: ("written", "words"),
}


def everything() -> dict[str, Any]:
    """The rows, the saves in their histories, what reports say and what the indexes hold, each under a name."""
    found: dict[str, Any] = {"moments": len(moments())}
    for model in apps.get_app_config("clauses").get_models():
        if issubclass(model, Row) and model._base_manager.exists():
            found[table_of(model)] = sorted((row.code, told(row)) for row in model._base_manager.all())
            codes = {row.pk: row.code for row in model._base_manager.all()}
            saves = model.history.order_by("history_id").select_related("history_user")
            told_of = ((codes.get(save.id, ""), save.version, why(save)) for save in saves)
            found[f"saves of {table_of(model)}"] = sorted(told_of)
    said = AsReported.objects.order_by("action__slug", "since").values_list("action__slug", "since", "until", "date")
    found["reported"] = list(said)
    for index, columns in INDEX.items():
        found[table_of(index)] = sorted(map(str, index.objects.values_list(*columns)))
    return found


def moments() -> set:
    tables = (model for model in apps.get_app_config("clauses").get_models() if issubclass(model, Row))
    return {when for model in tables for when in model.history.values_list("history_date", flat=True)}


def told(row: models.Model) -> list[tuple[str, str]]:
    """Its columns; of a relation what it leads to, by its code."""
    fields = [field for field in row._meta.concrete_fields if not field.primary_key]
    values = ((field.name, getattr(row, field.name)) for field in fields)
    return [(name, value.code if isinstance(value, Row) else str(value)) for name, value in values]


def why(save: Any) -> tuple[Any, ...]:
    """Who saved what, and why, without numbers."""
    kept = [
        field for field in save._meta.concrete_fields if not field.is_relation and not field.name.startswith("hist")
    ]
    values = [str(getattr(save, field.name)) for field in kept if not field.name.endswith(("_id", "id"))]
    return save.history_type, str(save.history_user), save.history_change_reason, values
