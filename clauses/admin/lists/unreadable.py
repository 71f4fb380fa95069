"""A list that is asked for by filters that cannot be: which of them, why, and how it is written instead."""

import re
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.admin import ModelAdmin
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.views.main import ERROR_FLAG, IGNORED_PARAMS, PAGE_VAR, ChangeList
from django.core.exceptions import FieldDoesNotExist, SuspiciousOperation
from django.db import models
from django.db.models.constants import LOOKUP_SEP
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.template.response import TemplateResponse
from django.utils.text import capfirst

from ...dates import remedy
from ...editing.typed.written_days import reading
from ...fields import UncertainDateField

MOST = 10  # filters that are looked at one by one
SHOWN = 60  # characters of what was given
NOT_OFFERED = "This list is not narrowed so. Choose from the filters beside it."
NO_VALUE = "No row can have that there. Choose from the filters beside the list."
NO_SUCH = "This list has no such filter. Choose from those beside it."
A_DAY = "A day is written as 2021-06-15, a month as 2021-06, a year as 2021."
BY_YEAR = "This list is narrowed by year, with the filter beside it."
NO_PAGE = "This list has no page {} (any more): this is its first page."
NUMBER = re.compile(r"\d{1,18}", re.ASCII)
LEFT = (*IGNORED_PARAMS, PAGE_VAR, ERROR_FLAG)


class UnreadableError(IncorrectLookupParameters):
    """What is given for a filter is none of its values; the message says so, and what would be."""


@dataclass(frozen=True)
class Fault:
    """A filter that cannot be. `without` is the address of the list without it."""

    name: str
    column: str
    given: str
    said: str
    without: str


class ReadableLists(ModelAdmin):
    """Mixin of an admin class: its list says which filter it cannot be narrowed by, instead of showing other rows."""

    def get_changelist_instance(self, request: HttpRequest) -> ChangeList:
        for name, texts in request.GET.lists():
            refuse_value(self.model, name, texts)
        return super().get_changelist_instance(request)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        try:
            answer = super().changelist_view(request, extra_context)
        except SuspiciousOperation:
            found = faults(request, self, request.GET)
            if not found:
                raise
            return refused(request, self, found)
        is_refused = answer.status_code == 302 and answer["Location"] == f"{request.path}?{ERROR_FLAG}=1"
        if not is_refused:
            return answer
        found = faults(request, self, request.GET)
        return refused(request, self, found) if found else self._without_page(request)

    def _without_page(self, request: HttpRequest) -> HttpResponse:
        """The first page of a list that has become shorter."""
        asked = request.GET.copy()
        page = "".join(asked.pop(PAGE_VAR, []))[:SHOWN]
        messages.warning(request, NO_PAGE.format(f"“{page}”"))
        return HttpResponseRedirect(_address(request.path, asked))


def refused(request: HttpRequest, model_admin: ModelAdmin, found: list[Fault]) -> HttpResponse:
    request.current_app = model_admin.admin_site.name
    context = model_admin.admin_site.each_context(request) | {
        "title": "This list cannot be narrowed so",
        "opts": model_admin.opts,
        "faults": found,
    }
    return TemplateResponse(request, "admin/unreadable_list.html", context, status=400)


def in_short(request: HttpRequest, model_admin: ModelAdmin, asked: QueryDict, beginning: str) -> str:
    """The faults as one message; the beginning alone where none is known."""
    said = [f"{fault.name}, given as “{fault.given}”: {fault.said}" for fault in faults(request, model_admin, asked)]
    return " ".join([beginning, *said])


def faults(request: HttpRequest, model_admin: ModelAdmin, asked: QueryDict) -> list[Fault]:
    """Those of the filters by which alone the list cannot be narrowed."""
    found = []
    names = [name for name in asked if name not in LEFT]
    for name in names[:MOST]:
        alone = QueryDict(mutable=True)
        alone.setlist(name, asked.getlist(name))
        listed: Any = copy(request)
        listed.method, listed.GET = "GET", alone
        try:
            model_admin.get_changelist_instance(listed)
        except UnreadableError as error:
            found.append(_fault(request, model_admin.model, asked, name, str(error)))
        except IncorrectLookupParameters:
            found.append(_fault(request, model_admin.model, asked, name, no_value=NO_VALUE))
        except SuspiciousOperation:
            found.append(_fault(request, model_admin.model, asked, name))
    return found


def _fault(
    request: HttpRequest,
    model: type[models.Model],
    asked: QueryDict,
    name: str,
    said: str = "",
    *,
    no_value: str = NOT_OFFERED,
) -> Fault:
    others, field, given = asked.copy(), _field(model, name)[0], ", ".join(asked.getlist(name))
    for left in (name, PAGE_VAR):
        others.pop(left, None)
    column = capfirst(str(field.verbose_name)) if isinstance(field, models.Field) else ""
    shown = given if len(given) <= SHOWN else f"{given[:SHOWN]}…"
    without = _address(request.path, others)
    return Fault(name[:SHOWN], column, shown, said or _why(field, given, no_value), without)


def _address(path: str, asked: QueryDict) -> str:
    return f"{path}?{asked.urlencode()}" if asked else path


def _field(model: type[models.Model], name: str) -> tuple[Any, list[str]]:
    """The column at which a filter begins, and what its name has after that; None for no column."""
    field: Any = None
    parts = name.split(LOOKUP_SEP)
    while parts:
        try:
            found = model._meta.get_field(parts[0])
        except FieldDoesNotExist:
            break
        parts = parts[1:]
        if field is not None and isinstance(found, models.Field) and found.primary_key:
            break  # the number of what a column names
        field = found
        if not found.is_relation or found.related_model is None:
            break
        model = found.related_model
    return field, parts


def _why(field: Any, given: str, otherwise: str) -> str:
    if field is None:
        return NO_SUCH
    if isinstance(field, UncertainDateField | models.DateField):
        none = "" if reading(given).edtf else f"“{given[:SHOWN]}” is no date. "
        return f"{none}{A_DAY}{f' {BY_YEAR}' if isinstance(field, UncertainDateField) else ''}"
    return otherwise


def refuse_value(model: type[models.Model], name: str, texts: list[str]) -> None:
    """UnreadableError for a value that no row can have: the list would be empty without a reason."""
    field, rest = _field(model, name)
    if field is None or rest not in ([], ["exact"]):
        return
    for text in filter(None, texts):
        if field.is_relation and not NUMBER.fullmatch(text):
            noun = field.related_model._meta.verbose_name
            raise UnreadableError(f"It takes the number of one {noun}. Choose one in the filter beside the list.")
        if isinstance(field, UncertainDateField) and remedy(text):
            read = reading(text)
            is_read = bool(read.edtf) and not read.problem
            said = f"“{text[:SHOWN]}” is written as {read.edtf} here." if is_read else _why(field, text, NO_VALUE)
            raise UnreadableError(f"{said} {BY_YEAR}" if is_read else said)
        choices = getattr(field, "flatchoices", None)
        if choices and text not in {str(value) for value, _ in choices}:
            values = ", ".join(str(value) for value, _ in choices if value)
            raise UnreadableError(f"It is none of its values, which are {values}.")
