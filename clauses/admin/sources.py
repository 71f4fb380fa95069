from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from .. import models
from ..editing import texts
from ..editing.requote import after_saving
from ..models import Row
from .articles.add_article import AddPages
from .articles.admin_pages import ReadPages
from .articles.context import address as read_at
from .articles.shared import SharedBlocks
from .articles.source_form import LEFT_OUT, SourceForm
from .articles.store import StoredTextForm, TextPages, say_what_was_stored, text_address
from .base import RecordAdmin, RowAdmin
from .forms.all_or_nothing import saving_of
from .merge.merge_page import MergePages
from .mixins import user_of
from .sheet.detour import BackToSheet


@admin.register(models.Source)
class SourceAdmin(BackToSheet, AddPages, SharedBlocks, TextPages, ReadPages, MergePages, RecordAdmin):
    form = SourceForm
    list_columns = ("__str__", "publisher", "kind", "published", "is_stub")
    extra_filters = ("derived_from",)
    linked = (
        (models.Citation, "source", "Citations of it"),
        (models.ClauseText, "source", "Texts of clauses from it"),
        (models.Source, "derived_from", "Sources that repeat it"),
        (models.Citation, "origin", "Citations that credit it"),
        (models.SourceText, "source", "Private text"),
    )

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        if form.left_out:
            self.message_user(request, LEFT_OUT.format(", ".join(form.left_out)))

    def goes_on_at(self, request: HttpRequest, obj: Any) -> str | None:
        """Where it is read, once there is something to read."""
        is_read = self.may_read(request, obj) and texts.text_of(obj) is not None
        return read_at(obj) if is_read else super().goes_on_at(request, obj)

    def next_steps(self, request: HttpRequest, obj: Any) -> Iterator[tuple[str, str]]:
        if texts.text_of(obj) is None and not texts.why_not(user_of(request), obj):
            yield "store the article's text", text_address(obj)
        yield from self.step_to_add(request, "a citation of it", obj, models.Citation, source=obj.pk)


@admin.register(models.SourceText)
class SourceTextAdmin(RowAdmin):
    """The private text of an article. It has no import and no export."""

    form = StoredTextForm
    list_columns = ("source", "sha256")
    readonly_fields = ("sha256",)

    def get_readonly_fields(self, request: HttpRequest, obj: Row | None = None) -> Any:
        """A text stays with its source: its digest and its quotations are that source's."""
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None else ("source", *fields)

    def write_record(self, request: HttpRequest, form: Any, change: bool) -> None:
        """By the one entry for texts. Nothing of it is public, so it is stored at once; its digest may be proposed."""
        obj = form.instance
        done = texts.store(obj.source, obj.text, user=request.user, reason=saving_of(request).reason)
        obj.pk, obj.version = done.row.pk, done.row.version
        say_what_was_stored(request, done)

    def delete_model(self, request: HttpRequest, obj: Row) -> None:
        super().delete_model(request, obj)
        after_saving([obj])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        rows = list(queryset)
        super().delete_queryset(request, queryset)
        after_saving(rows)

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        return super().page_context(request, obj) | {"is_proposed": False}

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return []

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> Any:
        reason = ["change_reason"] if obj is not None and self.has_change_permission(request, obj) else []
        return [("Private: never published", {"fields": ["source", "text", "sha256", *reason]})]

    def get_view_on_site_url(self, obj: Row | None = None) -> None:
        """A private text is on no public page."""
