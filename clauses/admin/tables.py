"""Registers every table of the dataset. A module per noun says where a table differs from what its columns give."""

from functools import cached_property
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ..dataset import CELLS, TABLES
from ..models import Record, Row
from . import actions, actors, agreements, citations, clauses, commitments, decisions, disagreements, sources  # noqa: F401
from .accounts import admin as accounts  # noqa: F401
from .base import RecordAdmin, RowAdmin, TableAdmin
from .forms.forms import REASON
from .forms.inlines import editable_columns
from .lists.filters import filter_for
from .merge import merges  # noqa: F401
from .review import proposals  # noqa: F401
from .review.clashes import SEEN


class SetAdmin(RowAdmin):
    """The members of sets of codes. They are edited with the record that has the set; a long set is a list here."""

    @cached_property
    def list_fields(self) -> list[str]:
        return editable_columns(self.model)

    def get_list_filter(self, request: HttpRequest) -> list[Any]:
        return [filter_for(name, self.opts.get_field(name)) for name in self.list_fields]

    def get_fieldsets(self, request: HttpRequest, obj: Row | None = None) -> Any:
        asked = [REASON, SEEN] if obj is not None and self.has_change_permission(request, obj) else []
        return [(None, {"fields": [*self.list_fields, *asked]})]

    def get_model_perms(self, request: HttpRequest) -> dict[str, bool]:
        """Nothing, so that the index and the sidebar leave it out."""
        return {}


for table in TABLES:
    if not admin.site.is_registered(table.model):
        admin.site.register(table.model, RecordAdmin if issubclass(table.model, Record) else TableAdmin)
admin.site.register(list(CELLS), SetAdmin)
