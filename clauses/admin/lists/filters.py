"""The filters of lists. Each needs one query, however many rows there are."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.filters import (
    ChoicesFieldListFilter,
    FieldListFilter,
    RelatedFieldListFilter,
    RelatedOnlyFieldListFilter,
)
from django.contrib.admin.views.main import ChangeList
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from ...fields import UncertainDateField
from ...models import Row
from ..forms.hostile_input import is_key
from ..forms.widgets import RowChoiceField, RowSelect
from .labels import label, named
from .unreadable import UnreadableError

LONGEST_LIST = 15  # links; where more rows are in use, one is chosen by typing
UNDATED = "none"
YEAR = re.compile(r"\d{1,4}", re.ASCII)


def filter_for(path: str, field: Any) -> Any:
    """The entry of `list_filter` for a column of the dataset."""
    if field.is_relation:
        return (path, RelatedFilter)
    if isinstance(field, UncertainDateField):
        return (path, YearFilter)
    return (path, UsedChoicesFilter) if field.choices else path


class UsedChoicesFilter(ChoicesFieldListFilter):
    """A closed list without the values that no row has."""

    def __init__(
        self,
        field: Any,
        request: HttpRequest,
        params: dict[str, Any],
        model: type[Row],
        model_admin: ModelAdmin,
        field_path: str,
    ) -> None:
        super().__init__(field, request, params, model, model_admin, field_path)
        rows = model_admin.model._default_manager.order_by()
        self.used = set(rows.values_list(field_path, flat=True).distinct())

    def has_output(self) -> bool:
        return len(self.used) > 1 or self.lookup_val is not None

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        everything, *values = super().choices(changelist)
        yield everything
        for (value, _), choice in zip(self.field.flatchoices, values, strict=False):
            if value in self.used or choice["selected"]:
                yield choice


class RelatedFilter(RelatedFieldListFilter):
    """The rows in use as links, or where they are many, a choice by typing."""

    template = "admin/related_filter.html"

    def __init__(
        self,
        field: Any,
        request: HttpRequest,
        params: dict[str, Any],
        model: type[Row],
        model_admin: ModelAdmin,
        field_path: str,
    ) -> None:
        lookup = f"{field_path}__{field.target_field.name}__exact"
        if params.get(lookup) == [""]:
            del params[lookup]  # the form of a long list, sent without a choice
        super().__init__(field, request, params, model, model_admin, field_path)

    def field_choices(self, field: Any, request: HttpRequest, model_admin: ModelAdmin) -> list[tuple[Any, Any]]:
        used = model_admin.model._default_manager.filter(**{f"{self.field_path}__isnull": False})
        rows = named(field.related_model)
        few = list(rows.filter(pk__in=used.order_by().values(self.field_path))[: LONGEST_LIST + 1])
        self.is_long = len(few) > LONGEST_LIST
        if self.is_long:
            chosen = [value for value in self.lookup_val or () if is_key(value)]
            few = list(rows.filter(pk__in=chosen)) if chosen else []
            self.choice = self._choice(rows, model_admin.admin_site, chosen)
        return [(row.pk, label(row)) for row in few]

    def _choice(self, rows: QuerySet[Any], site: AdminSite, chosen: list[str]) -> str:
        """The input, as HTML."""
        field = RowChoiceField(rows, required=False, widget=RowSelect(self.field, site))
        form = type("ChoiceForm", (forms.Form,), {self.lookup_kwarg: field})(
            initial={self.lookup_kwarg: chosen[0] if chosen else ""}, auto_id=f"filter-{self.field_path}"
        )
        return form[self.lookup_kwarg].as_widget(attrs={"id": f"filter-{self.field_path}"})

    def has_output(self) -> bool:
        return self.is_long or self.lookup_val is not None or super().has_output()

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        own = {self.lookup_kwarg, self.lookup_kwarg_isnull, "p"}
        self.others = [(name, value) for name, value in changelist.params.items() if name not in own]
        return super().choices(changelist)


class UsedRelatedFilter(RelatedOnlyFieldListFilter):
    """The rows in use; what is asked for narrows the list also where there is nothing to choose between."""

    def has_output(self) -> bool:
        return self.lookup_val is not None or super().has_output()


class YearFilter(FieldListFilter):
    """Rows whose uncertain date may lie in a year."""

    def __init__(
        self,
        field: Any,
        request: HttpRequest,
        params: dict[str, Any],
        model: type[Row],
        model_admin: ModelAdmin,
        field_path: str,
    ) -> None:
        self.parameter = f"{field_path}_year"
        super().__init__(field, request, params, model, model_admin, field_path)
        self.title = field.verbose_name
        sent: Any = self.used_parameters.get(self.parameter)
        self.chosen = (sent or [""])[-1]
        is_year = YEAR.fullmatch(self.chosen) is not None and int(self.chosen) > 0
        if self.chosen not in ("", UNDATED) and not is_year:
            raise UnreadableError(f"It takes a year, as in 2021, or “{UNDATED}” for rows without a date.")
        days = model_admin.model._default_manager.dates(f"{field_path}_sort", "year", order="DESC")
        self.years = [str(day.year) for day in days]

    def expected_parameters(self) -> list[str | None]:
        return [self.parameter]

    def has_output(self) -> bool:
        return bool(self.years or self.chosen)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.chosen == UNDATED:
            return queryset.filter(**{self.field_path: ""})
        if not self.chosen:
            return queryset
        first, last = date(int(self.chosen), 1, 1), date(int(self.chosen), 12, 31)
        starts = Q(**{f"{self.field_path}_earliest__isnull": True}) | Q(**{f"{self.field_path}_earliest__lte": last})
        ends = Q(**{f"{self.field_path}_latest__isnull": True}) | Q(**{f"{self.field_path}_latest__gte": first})
        return queryset.filter(starts & ends).exclude(**{self.field_path: ""})

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        for value, text in (("", "All"), *((year, f"possibly in {year}") for year in self.years), (UNDATED, "no date")):
            query = changelist.get_query_string({self.parameter: value} if value else {}, [self.parameter])
            yield {"selected": self.chosen == value, "query_string": query, "display": text}
