from django.contrib.admin import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.http import JsonResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from .. import dates
from ..dataset import TABLES
from ..fields import UncertainDateField
from .naming import label


class RowChoices(AutocompleteJsonView):
    """The rows that a choice offers while one types."""

    def serialize_result(self, obj, to_field_name):
        return super().serialize_result(obj, to_field_name) | {"text": label(obj)}


@method_decorator(never_cache, name="password_change")
@method_decorator(never_cache, name="password_change_done")
class TreatyAdminSite(AdminSite):
    site_title = "treatytracker"
    site_header = "treatytracker"
    index_title = "Records"

    def get_urls(self):
        return [path("read-date/", self.admin_view(read_date), name="read_date"), *super().get_urls()]

    def autocomplete_view(self, request):
        return RowChoices.as_view(admin_site=self)(request)

    def get_app_list(self, request, app_label=None):
        """The records first, in the order of the dataset; users and groups after them."""
        order = [table.model._meta.object_name for table in TABLES]
        apps = super().get_app_list(request, app_label)
        for app in apps:
            if app["app_label"] == "clauses":
                app["models"].sort(key=lambda entry: place_in(order, entry["object_name"]))
        return sorted(apps, key=lambda app: app["app_label"] != "clauses")


def place_in(order: list[str], name: str) -> int:
    return order.index(name) if name in order else len(order)


def read_date(request):
    """How an uncertain date is read while it is typed: its words, or why it cannot be read and an example."""
    text = request.GET.get("text", "").strip()[: UncertainDateField().max_length]
    problem = dates.remedy(text) if text else ""
    return JsonResponse({"words": "" if problem else dates.words(text), "problem": problem})
