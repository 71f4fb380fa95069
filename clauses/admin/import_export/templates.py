"""What an import of a table begins as: the file with an example row, and what each column is to hold."""

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse

from ...dataset import BY_MODEL
from ...dataset.template import columns_explained, template
from ...exchange.csvfile import MARK, lines
from ..bulk.listed import admin_of


def import_template(request: HttpRequest, site: AdminSite, table: str) -> HttpResponse:
    """The template of a table as a download for spreadsheets, or with `?columns` its columns explained."""
    model_admin = admin_of(site, table)
    if model_admin.model not in BY_MODEL:
        raise Http404("This table is not imported by itself.")
    if not model_admin.has_import_permission(request):  # type: ignore[attr-defined]  # every table of the dataset has it
        raise PermissionDenied
    found = BY_MODEL[model_admin.model]
    explained = "columns" in request.GET
    rows = columns_explained(found) if explained else template(found)
    response = HttpResponse(MARK + "".join(lines(rows)), content_type="text/csv; charset=utf-8")
    name = f"{found.name}-columns" if explained else found.name
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    response["Cache-Control"] = "private, no-store"
    return response
