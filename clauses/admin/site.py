from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from ..dataset import TABLES
from ..editing.typed.written_days import LONGEST, day_reading, reading
from ..one_moment import one_step
from .accounts.sign_in import TwoStepSite
from .bulk import pages as bulk
from .forms.help import help_field, help_table
from .forms.opened import opened_groups
from .import_export.restore_package import restore_package
from .lists.choices_view import RowChoices
from .merge.duplicates import likely_duplicates
from .merge.twins import twins
from .review.bundle import bundle_page
from .review.bundle_preview import bundle_preview
from .work import groups, saved_filters
from .work.dashboard import overview
from .work.log_page import log_page


@method_decorator(never_cache, name="password_change")
@method_decorator(never_cache, name="password_change_done")
class TreatyAdminSite(TwoStepSite, AdminSite):
    site_title = "treatytracker"
    site_header = "treatytracker"
    index_title = "Your desk"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        pages = (
            ("read-date/", read_date, "read_date"),
            ("bundle/", self.bundle, "bundle"),
            ("bundle/as-readers-see-it/", self.bundle_preview, "bundle_preview"),
            ("log/", self.log, "log"),
            ("tables/", self.all_tables, "all_tables"),
            ("opened-groups/<str:table>/", self.opened_groups, "opened_groups"),
            ("likely-duplicates/", self.likely_duplicates, "likely_duplicates"),
            ("help/<str:table>/", self.help_table, "help_table"),
            ("help/<str:table>/<str:column>/", self.help_field, "help_field"),
            ("twins/<str:table>/", self.twins, "twins"),
            ("restore-package/", self.restore_package, "restore_package"),
            ("bulk/work/<str:token>/", self.bulk_work, "bulk_work"),
            ("bulk/<str:table>/", self.bulk, "bulk"),
            ("saved-filters/<str:table>/save/", self.save_filter, "save_filter"),
            ("saved-filters/<str:key>/delete/", self.delete_filter, "delete_filter"),
        )
        own = [path(address, self.admin_view(view), name=name) for address, view, name in pages]
        return [*own, *super().get_urls()]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Pages are read and forms are sent; any other method is refused before anything is looked up.

        What one of them writes is one step. Nothing that depends on who asks is kept by a cache, not even the way to
        a public page.
        """
        cacheable = cacheable and view == self.i18n_javascript
        return require_http_methods(["GET", "HEAD", "POST"])(one_step()(super().admin_view(view, cacheable)))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"work": overview(request, self)} | (extra_context or {}))

    def bundle(self, request: HttpRequest) -> HttpResponse:
        return bundle_page(request, self)

    def bundle_preview(self, request: HttpRequest) -> HttpResponse:
        return bundle_preview(request, self)

    def log(self, request: HttpRequest) -> HttpResponse:
        return log_page(request, self)

    def all_tables(self, request: HttpRequest) -> HttpResponse:
        return groups.all_tables(request, self)

    def likely_duplicates(self, request: HttpRequest) -> HttpResponse:
        return likely_duplicates(request, self)

    def help_table(self, request: HttpRequest, table: str) -> HttpResponse:
        return help_table(request, self, table)

    def help_field(self, request: HttpRequest, table: str, column: str) -> HttpResponse:
        return help_field(request, self, table, column)

    def twins(self, request: HttpRequest, table: str) -> HttpResponse:
        return twins(request, table)

    def restore_package(self, request: HttpRequest) -> HttpResponse:
        return restore_package(request, self)

    def opened_groups(self, request: HttpRequest, table: str) -> HttpResponse:
        return opened_groups(request, self, table)

    def bulk(self, request: HttpRequest, table: str) -> HttpResponse:
        return bulk.bulk_page(request, self, table)

    def bulk_work(self, request: HttpRequest, token: str) -> HttpResponse:
        return bulk.bulk_work(request, self, token)

    def save_filter(self, request: HttpRequest, table: str) -> HttpResponse:
        return saved_filters.save_filter(request, self, table)

    def delete_filter(self, request: HttpRequest, key: str) -> HttpResponse:
        return saved_filters.delete_filter(request, self, key)

    def autocomplete_view(self, request: HttpRequest) -> Any:
        return RowChoices.as_view(admin_site=self)(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Four groups of tables by noun, beside every page; of one application all of its tables."""
        if app_label is None:
            return groups.grouped(self, request)
        order = [table.model._meta.object_name for table in TABLES]
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda entry: place_in(order, entry["object_name"]))
        return apps


def place_in(order: list[str | None], name: str) -> int:
    return order.index(name) if name in order else len(order)


def read_date(request: HttpRequest) -> JsonResponse:
    """How a date is read while it is typed: its words and its EDTF, or why it cannot be read and an example."""
    text = request.GET.get("text", "").strip()[: LONGEST + 1]
    read = day_reading(text) if request.GET.get("only") == "day" else reading(text)
    return JsonResponse({"words": read.words, "edtf": read.edtf, "problem": read.problem})
