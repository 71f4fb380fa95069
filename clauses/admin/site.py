from collections.abc import Callable
from functools import partial, wraps
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
from .collection import pages as collection
from .forms.help import help_field, help_table
from .forms.opened import opened_groups
from .import_export.restore_package import restore_package
from .import_export.templates import import_template
from .lists.choices_view import RowChoices
from .merge.duplicates import likely_duplicates
from .merge.twins import twins
from .review.bundle import bundle_page
from .review.bundle_preview import bundle_preview
from .work import groups, saved_filters
from .work.dashboard import overview
from .work.log_page import log_page


def read_date(request: HttpRequest, site: AdminSite) -> JsonResponse:
    """How a date is read while it is typed: its words and its EDTF, or why it cannot be read and an example."""
    text = request.GET.get("text", "").strip()[: LONGEST + 1]
    read = day_reading(text) if request.GET.get("only") == "day" else reading(text)
    return JsonResponse({"words": read.words, "edtf": read.edtf, "problem": read.problem})


# What the site has beside the pages of its tables: address, view, name.
PAGES = (
    ("read-date/", read_date, "read_date"),
    ("bundle/", bundle_page, "bundle"),
    ("bundle/as-readers-see-it/", bundle_preview, "bundle_preview"),
    ("log/", log_page, "log"),
    ("tables/", groups.all_tables, "all_tables"),
    ("opened-groups/<str:table>/", opened_groups, "opened_groups"),
    ("likely-duplicates/", likely_duplicates, "likely_duplicates"),
    ("help/<str:table>/", help_table, "help_table"),
    ("help/<str:table>/<str:column>/", help_field, "help_field"),
    ("twins/<str:table>/", twins, "twins"),
    ("import-template/<str:table>/", import_template, "import_template"),
    ("collection/", collection.collection_page, "collection"),
    ("collection/<str:token>/", collection.import_job, "import_job"),
    ("collection/<str:token>/refused.zip", collection.refused_rows, "import_refused"),
    ("restore-package/", restore_package, "restore_package"),
    ("bulk/work/<str:token>/", bulk.bulk_work, "bulk_work"),
    ("bulk/<str:table>/", bulk.bulk_page, "bulk"),
    ("saved-filters/<str:table>/save/", saved_filters.save_filter, "save_filter"),
    ("saved-filters/<str:key>/delete/", saved_filters.delete_filter, "delete_filter"),
)


@method_decorator(never_cache, name="password_change")
@method_decorator(never_cache, name="password_change_done")
class TreatyAdminSite(TwoStepSite, AdminSite):
    site_title = "treatytracker"
    site_header = "treatytracker"
    index_title = "Your desk"

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [path(address, self.admin_view(self._page(view)), name=name) for address, view, name in PAGES]
        return [*own, *super().get_urls()]

    def _page(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """The view of a page that knows which site it is on."""
        return wraps(view)(partial(view, site=self))

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Pages are read and forms are sent; any other method is refused before anything is looked up.

        What one of them writes is one step. Nothing that depends on who asks is kept by a cache, not even the way to
        a public page.
        """
        cacheable = cacheable and view == self.i18n_javascript
        return require_http_methods(["GET", "HEAD", "POST"])(one_step()(super().admin_view(view, cacheable)))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {"work": overview(request, self)} | (extra_context or {}))

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
