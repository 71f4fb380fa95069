from django.contrib import admin

from .. import models
from .base import RecordAdmin, RowAdmin
from .merging import MergePages
from .reading import ReadPages


@admin.register(models.Source)
class SourceAdmin(ReadPages, MergePages, RecordAdmin):
    list_columns = ("__str__", "publisher", "kind", "published", "is_stub")
    extra_filters = ("derived_from",)
    linked = (
        (models.Citation, "source", "Citations of it"),
        (models.ClauseText, "source", "Texts of clauses from it"),
        (models.Source, "derived_from", "Sources that repeat it"),
        (models.Citation, "origin", "Citations that credit it"),
        (models.SourceText, "source", "Private text"),
    )


@admin.register(models.SourceText)
class SourceTextAdmin(RowAdmin):
    """The private text of an article. It has no import and no export."""

    list_columns = ("source", "sha256")
    readonly_fields = ("sha256",)

    def get_list_filter(self, request):
        return ()

    def get_fieldsets(self, request, obj=None):
        reason = ["change_reason"] if obj is not None and self.has_change_permission(request, obj) else []
        return [("Private: never published", {"fields": ["source", "text", "sha256", *reason]})]

    def get_view_on_site_url(self, obj=None):
        """A private text is on no public page."""
