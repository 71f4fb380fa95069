"""The editing of one table. Everything is worked out from its declaration in the dataset."""

from functools import cached_property
from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.forms import Media
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ..dataset import BY_MODEL, Column, Table
from ..fields import NamesField, UncertainDateField, WebAddressField
from ..models import Row
from .articles.detour import BackToReading
from .bulk.bar import CHANGE_COLUMN, BulkActions
from .conflicts import DecidePages
from .forms.all_or_nothing import SafeSaving
from .forms.forms import REASON, TITLES, ReasonForm
from .forms.hostile_input import OnlyWhatWasOffered
from .forms.inlines import RowOptions, editable_columns
from .forms.layout import AROUND, LAYOUTS, ON_ITS_WAY, PRIVATE, STATE, THIS_CHANGE, Group, layout_of, withheld
from .forms.opened import address_of_groups, classes_of, opened_by
from .forms.way_back import bundle_root
from .forms.widgets import RowSelect
from .import_export.admin import ImportExport
from .lists import display
from .lists.filters import filter_for
from .lists.labels import name_paths
from .lists.related_lists import RelatedLists
from .lists.search import find, search_paths
from .merge.twins import TwinsBeside
from .review.bundle_link import bundle_address
from .review.buttons import ReviewActions
from .review.clashes import SEEN, clashing_forms
from .review.deletion import CountedDeletion
from .review.history import HistoryPage
from .review.permissions import STATE_COLUMNS, may_see_private
from .review.saving import RecordSaving
from .work.filters import WorkFilter

LIST_COLUMNS = 5


class RowAdmin(
    SafeSaving,
    BackToReading,
    BulkActions,
    DecidePages,
    TwinsBeside,
    RecordSaving,
    RelatedLists,
    HistoryPage,
    CountedDeletion,
    OnlyWhatWasOffered,
    RowOptions,
    admin.ModelAdmin,
):
    """The editing of the rows of one table."""

    form = ReasonForm
    show_full_result_count = False
    list_per_page = 50
    list_columns: tuple[str, ...] = ()  # where the first columns of the table are not the ones to scan a list by
    extra_filters: tuple[str, ...] = ()  # paths through relations

    # --- Lists

    @property
    def media(self) -> Media:
        return super().media + RowSelect(None, self.admin_site).media  # for the filters by typing

    @cached_property
    def table(self) -> Table:
        return BY_MODEL[self.model]

    @cached_property
    def table_withheld(self) -> tuple[str, ...]:
        """The columns that are never published; a set of codes has none."""
        return BY_MODEL[self.model].withheld if self.model in BY_MODEL else ()

    @cached_property
    def list_fields(self) -> list[str]:
        """The columns of the list: what a record is called first, long texts and codes of several left out."""
        if self.list_columns:
            return list(self.list_columns)
        columns = [column for column in self.table.columns if not column.is_derived and not column.holds_several]
        long = models.TextField | NamesField | WebAddressField
        names = [column.name for column in columns if not isinstance(column.field, long)]
        titled = [name for name in TITLES if name in names][:1]
        return [*titled, *(name for name in names if name not in titled)][:LIST_COLUMNS]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        return self._shown

    @cached_property
    def _shown(self) -> list:
        first, *others = [self._list_column(name) for name in self.list_fields]
        return [first, *([display.state] if self.has_state else []), *others]

    def _list_column(self, name: str) -> Any:
        if name == "__str__":
            return name
        field = self.model._meta.get_field(name)
        if isinstance(field, UncertainDateField):
            return display.date_in_words(Column(field, ""))
        return display.briefly(Column(field, "")) if field.is_relation else name

    @property
    def has_state(self) -> bool:
        return issubclass(type(self), ReviewActions)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        names = [*(["state"] if self.has_state else []), *self.table.filters, *self.extra_filters]
        return [WorkFilter, *(filter_for(path, field_at(self.model, path)) for path in names)]

    def lookup_allowed(self, lookup: str, value: Any, request: HttpRequest | None = None) -> bool:
        if lookup.partition("__")[0] in self.table_withheld and not (request and may_see_private(request, self.model)):
            return False  # or one could guess at it until the list is not empty
        is_extra = lookup.removesuffix("__id__exact") in self.extra_filters
        return is_extra or super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        names = (name for name in self.list_fields if name != "__str__")
        related = [name for name in names if self.model._meta.get_field(name).is_relation]
        paths = [path for name in related for path in (name, *self._below(name))]
        every = dict.fromkeys((*name_paths(self.model), *paths))
        rows = super().get_queryset(request)
        return rows.select_related(*every) if every else rows

    def _below(self, name: str) -> list[str]:
        return [f"{name}__{path}" for path in name_paths(self.model._meta.get_field(name).related_model)]

    def get_search_fields(self, request: HttpRequest) -> list[str]:
        return search_paths(self.model)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        return find(queryset, search_term), False

    # --- Forms

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Row | None = None,
    ) -> HttpResponse:
        context |= {"clashing_forms": clashing_forms(context), "keeps_open": address_of_groups(self.model)}
        context |= {"whole": self.whole(request), "whole_address": self.back_to_whole(request), "way_on": ""}
        context["bundle_root"] = root = bundle_root(request)
        context["bundle_back"] = bundle_address(root) if root is not None else ""
        context["help_address"] = reverse("admin:help_table", args=[self.opts.model_name])
        if obj is not None and obj.pk:
            context |= self.page_context(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        return [field.name for field in self.opts.fields if field.is_relation]

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> Any:
        """What matters first, then what is folded away; see `forms/layout.py`."""
        writes = obj is not None and self.has_change_permission(request, obj)
        shown = [*self._first_groups(request, obj), (THIS_CHANGE, [REASON, SEEN] if writes else [])]
        opened, given = opened_by(request).get(str(self.opts.model_name), set()), request.GET if obj is None else {}
        folded = {
            group.title: {"fields": fields, "classes": classes_of(group.title, fields, opened, given)}
            | ({"description": group.why} if group.why else {})
            for group in self._folded_groups(request, obj)
            if (fields := list(group.fields))
        }
        return [*((title, {"fields": fields}) for title, fields in shown if fields), *folded.items()]

    def _first_groups(self, request: HttpRequest, obj: Row | None) -> list[tuple[str | None, list[str]]]:
        editable = editable_columns(self.model)
        if self.model in LAYOUTS:
            return [(None, [name for name in LAYOUTS[self.model].first if name in editable])]
        return [(title, [name for name in names if name in editable]) for title, names in self.table.groups.items()]

    def _folded_groups(self, request: HttpRequest, obj: Row | None) -> list[Group]:
        moved = self.has_state and (obj is not None or request.user.is_superuser)
        private = withheld(self.model) if may_see_private(request, self.model) else []
        return [
            *layout_of(self.model).groups,
            Group(STATE, STATE_COLUMNS if moved else (), ON_ITS_WAY),
            Group(PRIVATE, tuple(private), AROUND),
        ]


class TableAdmin(ImportExport, RowAdmin):
    """The editing, import and export of a table of the dataset."""


class RecordAdmin(ReviewActions, TableAdmin):
    """The same for a table whose rows are reviewed before they are public."""

    actions = (*ReviewActions.actions, CHANGE_COLUMN)  # type: ignore[assignment]  # longer than theirs


def field_at(model: Any, path: str) -> models.Field:
    """The field at the end of `path`, as in clause__agreement."""
    first, _, rest = path.partition("__")
    field = model._meta.get_field(first)
    return field_at(field.related_model, rest) if rest else field
