"""Import and export in the admin, behind permissions: the one class that every table's admin has them from."""

from import_export.admin import ImportExportMixin
from import_export.forms import ExportForm


class ImportExport(ImportExportMixin):
    """Import for who may import and add and change, export for who may export and view."""

    export_form_class = ExportForm

    def has_import_permission(self, request):
        allowed = super().has_import_permission(request)
        return allowed and self.has_add_permission(request) and self.has_change_permission(request)

    def has_export_permission(self, request):
        return super().has_export_permission(request) and self.has_view_permission(request)
