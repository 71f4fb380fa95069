"""The list of merges: what became one with what, by whom, and the way back."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Case, OuterRef, QuerySet, Subquery, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from ...editing.edits import Edit, column
from ...editing.merging.merge import TABLES, MergeError, edits_of, kept_by, undo, why_not_undo
from ...models import Merge, Row
from ..forms.hostile_input import OnlyWhatWasOffered, is_key
from ..lists.labels import named
from .merge_page import MOST_SHOWN, PERMISSION


@admin.register(Merge)
class MergeAdmin(OnlyWhatWasOffered, admin.ModelAdmin):
    """What was merged, by whom, and the way back. Rows are made by merging alone and never deleted."""

    list_display = ("old_code", "table", "into", "created", "author", "standing")
    list_filter = ("table",)
    search_fields = ("old_code",)
    list_select_related = ("author", "undone_by")
    list_per_page = 50
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Row | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """With the code of the record that stayed, whatever its table."""
        codes = {
            name: model.objects.filter(pk=OuterRef("kept")).values(*model.natural_key_fields)
            for name, model in TABLES.items()
        }
        whens = [When(table=name, then=Subquery(found)) for name, found in codes.items()]
        return super().get_queryset(request).annotate(kept_code=Case(*whens, default=Value("")))

    @admin.display(description="Leads to", empty_value="–")
    def into(self, row: Any) -> str | None:
        return row.kept_code or None

    @admin.display(description="Standing")
    def standing(self, row: Any) -> str:
        return f"undone by {row.undone_by.get_username()}" if row.undone else "stands"

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What was done, in words; a POST undoes it."""
        key = unquote(object_id)
        row = self.get_object(request, key) if is_key(key) else None
        if row is None:
            raise Http404("There is no such merge.")
        if not self.has_view_permission(request, row):
            raise PermissionDenied
        may_undo = request.user.has_perm(PERMISSION)
        if request.method == "POST":
            if not may_undo:
                raise PermissionDenied
            return self._undo(request, row)
        request.current_app = self.admin_site.name
        context = self.admin_site.each_context(request) | {
            "title": f"{str(TABLES[row.table]._meta.verbose_name).capitalize()} “{row.old_code}” merged",
            "opts": self.opts,
            "merge": row,
            "kept": kept_by(row),
            "noun": TABLES[row.table]._meta.verbose_name,
            **_told(edits_of(row)),
            "problems": [] if row.undone else why_not_undo(row),
            "may_undo": may_undo,
        }
        return TemplateResponse(request, "admin/clauses/merge.html", context)

    def _undo(self, request: HttpRequest, row: Merge) -> HttpResponse:
        try:
            back = undo(row, user=request.user)
        except MergeError as error:
            for text in error.messages:
                messages.error(request, text)
            return HttpResponseRedirect(reverse("admin:clauses_merge_change", args=[row.pk]))
        messages.success(request, f"“{row.old_code}” is a record of its own again, with everything that named it.")
        return HttpResponseRedirect(reverse(f"admin:clauses_{row.table}_change", args=[back.pk]))


def _told(edits: list[Edit]) -> dict:
    """The steps for the page: table, row, what was done, in which columns."""
    shown = edits[:MOST_SHOWN]
    names: dict[tuple[type[Row], int], str] = {}
    for model in {edit.model for edit in shown}:
        keys = [edit.row for edit in shown if edit.model is model]
        names |= {(model, row.pk): row.code for row in named(model).filter(pk__in=keys)}
    steps = []
    for edit in shown:
        name = names.get((edit.model, edit.row or 0)) or edit.old.get("slug") or f"no. {edit.row}"
        columns = ", ".join(str(column(edit.model, each).verbose_name) for each in edit.new)
        steps.append((edit.model._meta.verbose_name, name, edit.what.value, columns))
    return {"steps": steps, "more": max(0, len(edits) - MOST_SHOWN)}
