"""Import and export in the admin: the one class that every table's admin has them from, behind its permissions.

The pages of django-import-export are kept, their work is done by `clauses.exchange`: a preview is a row that one
confirmation claims, and the import, its history and its log are one transaction, which is short.
"""

from functools import cached_property
from itertools import chain, islice
from tempfile import SpooledTemporaryFile
from typing import Any, BinaryIO, cast

from django.contrib import messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.timezone import localdate
from import_export.admin import ImportExportMixin

from ...dataset import BY_MODEL
from ...editing.editors import account
from ...editing.import_proposals import ImportProposals
from ...editing.requote import catch_up
from ...exchange import previews
from ...exchange.csvfile import MARK, pieces, text_rows
from ...exchange.formats import FORMATS, StrictCSV
from ...exchange.problems import FileError
from ...exchange.resources import resource_for
from ...exchange.results import MOST_SHOWN, ImportResult
from ...exchange.xlsx.write import write
from ...querysets import CHUNK
from ..lists.unreadable import faults, refused
from .forms import ConfirmForm, ExportForm, ImportForm

IN_MEMORY = 5_000_000  # bytes of an XLSX
LONGEST_REPR = 200  # characters that the log has room for


class ImportExport(ImportExportMixin):
    """Import for who may import and add and change, export for who may export and view."""

    @cached_property
    def resource_classes(self) -> list[Any]:
        return [resource_for(BY_MODEL[self.model])]

    @property
    def formats(self) -> Any:
        return FORMATS

    def has_import_permission(self, request: HttpRequest) -> bool:
        allowed = super().has_import_permission(request)
        allowed = allowed and self.has_add_permission(request) and self.has_change_permission(request)
        return allowed and self._may_tie(request)

    def _may_tie(self, request: HttpRequest) -> bool:
        """Whether the user may add and delete the rows that the cells with several codes stand for."""
        fields: Any = (column.field for column in BY_MODEL[self.model].columns if column.field.many_to_many)
        ties = [self.admin_site.get_model_admin(field.remote_field.through) for field in fields]
        return all(tie.has_add_permission(request) and tie.has_delete_permission(request) for tie in ties)

    def has_export_permission(self, request: HttpRequest) -> bool:
        return super().has_export_permission(request) and self.has_view_permission(request)

    # --- Export

    def export_action(self, request: HttpRequest) -> HttpResponseBase:
        """The form, and the file with exactly the rows of the filtered list."""
        if not self.has_export_permission(request):
            raise PermissionDenied
        try:
            self.get_changelist_instance(request)  # refuses what the list refuses
            rows = self.get_export_queryset(request)
        except (IncorrectLookupParameters, SuspiciousOperation):
            return refused(request, self, faults(request, self, request.GET))
        form = ExportForm(request.POST or None)
        if form.is_valid():
            try:
                return self._file(rows, form.file_format())
            except FileError as error:
                form.add_error(None, [str(problem) for problem in error.problems])
        context = {
            "form": form,
            "count": rows.count(),
            "is_filtered": bool(request.GET),
            "title": f"Export {self.opts.verbose_name_plural}",
        }
        return self._page(request, self.export_template_name, context)

    def _file(self, rows: QuerySet[Any], file_format: Any) -> HttpResponseBase:
        table = BY_MODEL[self.model]
        if isinstance(file_format, StrictCSV):
            marked = chain([MARK], (text for _, text in pieces(table, rows, public=False)))
            response: HttpResponseBase = StreamingHttpResponse(marked, content_type="text/csv; charset=utf-8")
        else:
            file = cast(BinaryIO, SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115  # the answer closes it
            try:
                write(text_rows(table, rows, public=False), file)
            except FileError:
                file.close()
                raise
            file.seek(0)
            response = FileResponse(file, content_type=file_format.get_content_type())
        name = f"{table.name}-{localdate()}.{file_format.get_extension()}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        response["Cache-Control"] = "private, no-store"
        return response

    # --- Import

    def import_action(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """The form, and the preview of a file: every cell that would change, or everything that is wrong."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = ImportForm(request.POST or None, request.FILES or None)
        context = {"form": form, "title": f"Import {self.opts.verbose_name_plural}"}
        if form.is_valid():
            context |= self._preview(request, form)
        return self._page(request, self.import_template_name, context)

    def _preview(self, request: HttpRequest, form: Any) -> dict:
        content, name = form.content, form.cleaned_data["import_file"].name
        result = self._import(request, form.file_format(), content, name, dry_run=True)
        if result.is_refused:
            return self._outcome(result)
        token = previews.keep(content, user=request.user, table=BY_MODEL[self.model].name)
        previews.remember(token, result.outcome)
        fields = {"token": token, "format": form.cleaned_data["format"], "name": name}
        return self._outcome(result) | {"confirm_form": ConfirmForm(initial=fields)}

    def process_import(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """What was previewed, confirmed: all of it once, or nothing."""
        if not self.has_import_permission(request):
            raise PermissionDenied
        form = ConfirmForm(request.POST or None)
        if not form.is_valid():
            return HttpResponseRedirect(self._address("import"))
        try:
            result = self._import_claimed(request, form)
        except previews.PreviewGoneError as error:
            messages.error(request, str(error))
            return HttpResponseRedirect(self._address("import"))
        if result.is_refused:
            context = {
                "form": ImportForm(),
                "title": f"Import {self.opts.verbose_name_plural}",
                **self._outcome(result),
            }
            return self._page(request, self.import_template_name, context)
        self.add_success_message(result, request)
        if result.proposals:
            said = f"{result.proposals} proposal{'s' if result.proposals > 1 else ''} for published records"
            messages.info(request, f"{said}: a reviewer decides on them.")
        return HttpResponseRedirect(self._address("changelist"))

    def _import_claimed(self, request: HttpRequest, form: Any) -> ImportResult:
        """Worked out while others go on writing, then written with its log by whoever claims the preview first."""
        preview = previews.seen(form.cleaned_data["token"], user=request.user, table=BY_MODEL[self.model].name)

        def along(result: ImportResult) -> None:
            previews.use_up(preview)
            self.generate_log_entries(result, request)

        options = {"dry_run": False, "expected": preview.outcome, "since": preview.created, "along": along}
        result = self._import(request, form.file_format(), bytes(preview.content), form.cleaned_data["name"], **options)
        if not result.is_refused:
            catch_up()
        return result

    def generate_log_entries(self, result: ImportResult, request: HttpRequest) -> None:
        """As the library's, which would hold every row in memory for it."""
        flags = {"new": ADDITION, "update": CHANGE}
        type_id, user = ContentType.objects.get_for_model(self.model).pk, account(request.user).pk
        logged = (row for row in result.rows if row.import_type in flags)
        while some := list(islice(logged, CHUNK)):
            LogEntry.objects.bulk_create(
                LogEntry(
                    user_id=user,
                    content_type_id=type_id,
                    object_id=row.object_id,
                    object_repr=row.object_repr[:LONGEST_REPR],
                    action_flag=flags[row.import_type],
                    change_message=f"{row.import_type} through import_export",
                )
                for row in some
            )

    def _import(
        self, request: HttpRequest, file_format: Any, content: bytes, name: str, **options: Any
    ) -> ImportResult:
        try:
            sheet = file_format.create_dataset(content)
        except FileError as error:
            return ImportResult.refused(error)
        held = None if request.user.is_superuser else ImportProposals(request.user)
        options |= {"user": request.user, "file_name": name, "held": held}
        result = self.resource_classes[0]().import_data(sheet, **options)
        result.sheet = sheet.name
        return result

    def _outcome(self, result: ImportResult) -> dict:
        """What the page says of a preview or of a refused import."""
        changed = [] if result.is_refused else [row for row in result.rows if row.changes]
        return {
            "result": result,
            "problems": result.problems[:MOST_SHOWN],
            "count": len(result.problems),
            "changed": changed,
            "more": result.changed - len(changed),
        }

    def _page(self, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        request.current_app = self.admin_site.name
        shared = {"opts": self.opts, "table": BY_MODEL[self.model], "has_state": self.has_state}
        return TemplateResponse(request, template, self.admin_site.each_context(request) | shared | context)

    def _address(self, page: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{page}")
