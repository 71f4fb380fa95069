"""Help beside a field, on demand: what it means, two good examples and a bad one. The forms themselves stay light."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.apps import apps
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html

from ... import dates
from ...dataset import BY_MODEL, Column
from ...dataset.examples import bad_examples, good_examples
from ...editing.review import may
from ...fields import UncertainDateField
from ...models import Row
from ...tables import column_of
from ..addresses import form_of
from ..lists.labels import in_words, named

LOOKED_AT = 200  # of the newest public rows, for two examples
TEXTS = (models.CharField, models.TextField)
LONGEST = 300  # characters of an example


@dataclass(frozen=True)
class Example:
    """A value in words. `row` is the record that has it, where it is taken from one."""

    text: str
    row: str = ""
    address: str = ""


def help_address(model: type[models.Model], name: str) -> str:
    """Where the help about a column is; empty for what is no column with examples, such as the reason of a change."""
    table = str(model._meta.model_name)
    return reverse("admin:help_field", args=[table, name]) if f"{table}.{name}" in bad_examples() else ""


class HelpedField(forms.BoundField):
    """A field whose help ends with the way to its examples. The way is no stop of the Tab key: the form has one for all
    its fields, and the script opens that of the field in which F1 is pressed."""

    def __init__(self, form: Any, field: forms.Field, name: str) -> None:
        super().__init__(form, field, name)
        address = help_address(form._meta.model, name)
        if address and not self.is_hidden:
            link = '{} <a class="examples" href="{}" tabindex="-1" target="_blank">Examples</a>'
            self.help_text = format_html(link, self.help_text, address)


# --- The pages


def help_table(request: HttpRequest, site: AdminSite, table: str) -> HttpResponse:
    """All columns of a table that editors write, each with its meaning and the way to its examples."""
    model = _model(request, table)
    columns = [(column, help_address(model, column.name)) for column in _columns(request, model)]
    return _page(request, site, model, "admin/help/table.html", {"columns": columns})


def help_field(request: HttpRequest, site: AdminSite, table: str, column: str) -> HttpResponse:
    """One column: its meaning, the values of its closed list, examples."""
    model = _model(request, table)
    found = next((each for each in _columns(request, model) if each.name == column), None)
    if found is None:
        raise Http404("There is no such column.")
    context = {
        "column": found,
        "dates": f"For example {dates.EXAMPLES}. {dates.OPEN_ENDS}"
        if isinstance(found.field, UncertainDateField)
        else "",
        "values": [(each.label, each.definition, each.value) for each in found.vocabulary or ()],
        "good": good(model, found),
        "bad": bad_examples()[f"{table}.{column}"],
        "codebook": f"{reverse('codebook')}#{BY_MODEL[model].name}-{column}" if _is_public(model, column) else "",
    }
    return _page(request, site, model, "admin/help/field.html", context)


def _model(request: HttpRequest, table: str) -> type[Row]:
    try:
        model: Any = apps.get_model("clauses", table)
    except LookupError as error:
        raise Http404("There is no such table.") from error
    if not any(column.startswith(f"{table}.") for column in bad_examples()):
        raise Http404("There is no help about this table.")
    if not may(request.user, "view", model):
        raise PermissionDenied
    return cast(type[Row], model)


def _columns(request: HttpRequest, model: type[Row]) -> Iterator[Column]:
    """Those with examples, in the order of the table; private ones for those who see them in the form."""
    writes = may(request.user, "change", model)
    for each in helped_columns(model):
        if writes or not _is_withheld(model, each.name):
            yield each


def helped_columns(model: type[Row]) -> list[Column]:
    """The columns of a table that a form may show, in the order of the table."""
    if model in BY_MODEL:
        table = BY_MODEL[model]
        withheld = (Column(column_of(model, name), "") for name in table.withheld)
        columns = [*table.columns, *withheld]
    else:
        columns = [Column(field, "") for field in model._meta.fields if not field.primary_key]
    return [each for each in columns if each.field.editable and not each.field.many_to_many]


def _is_withheld(model: type[Row], name: str) -> bool:
    return model.never_public or (model in BY_MODEL and name in BY_MODEL[model].withheld)


def _is_public(model: type[Row], name: str) -> bool:
    return model in BY_MODEL and not _is_withheld(model, name)


def _page(request: HttpRequest, site: AdminSite, model: type[Row], template: str, more: dict[str, Any]) -> HttpResponse:
    request.current_app = site.name
    about = BY_MODEL[model].about if model in BY_MODEL else " ".join((model.__doc__ or "").split())
    titles = {"title": f"What to write: {model._meta.verbose_name}", "about": about, "opts": model._meta}
    address = reverse("admin:help_table", args=[model._meta.model_name])
    return TemplateResponse(request, template, site.each_context(request) | titles | {"table_address": address} | more)


# --- Good examples


def good(model: type[Row], column: Column) -> list[Example]:
    """Two values of what is public now, of the newest rows; where those are alike or missing, declared ones."""
    table = str(model._meta.model_name)
    found = [] if _is_withheld(model, column.name) else _of_record(model, column)
    if len(found) == 2:
        return found
    declared = (_declared(column, text) for text in good_examples().get(f"{table}.{column.name}", ()))
    said = {each.text for each in found}
    return [*found, *(each for each in declared if each.text not in said)][:2]


def _declared(column: Column, text: str) -> Example:
    return Example(str(dict(column.field.flatchoices).get(_as_stored(column.field, text), text)))


def _as_stored(field: models.Field, text: str) -> Any:
    return int(text) if isinstance(field, models.IntegerField) and text.isdecimal() else text


def _of_record(model: type[Row], column: Column) -> list[Example]:
    """In two queries, of numbers and values first."""
    name = column.field.attname
    empty = {f"{name}__isnull": True} if column.field.null else {name: ""} if isinstance(column.field, TEXTS) else {}
    filled = model.objects.published().exclude(**empty) if empty else model.objects.published()
    rows: dict[Any, int] = {}
    for key, value in filled.order_by("-pk").values_list("pk", name)[:LOOKED_AT]:
        if value not in (None, ""):
            rows.setdefault(value, key)
    chosen = list(rows.values())[:2]
    related = [column.name] if column.related_model else []
    found = named(model).select_related(*_paths(model), *related) if related else named(model)
    by_key = found.in_bulk(chosen)
    return [_example(column, by_key[key]) for key in chosen if key in by_key]


def _paths(model: type[Row]) -> list[str]:
    return [each.name for each in model._meta.fields if each.is_relation and each.name in model.natural_key_fields]


def _example(column: Column, row: Any) -> Example:
    text = in_words(column.field, getattr(row, column.name))
    words = f" ({dates.words(text)})" if isinstance(column.field, UncertainDateField) else ""
    return Example(f"{text[:LONGEST]}{'…' if len(text) > LONGEST else ''}{words}", str(row), form_of(row))
