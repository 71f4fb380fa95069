"""What the parts of the admin classes of rows have in common: each adds to the page with the form of one row."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ..models.base import Row


class RowPart(admin.ModelAdmin):
    """A part of an admin class of rows. `RowAdmin` joins what all of its parts tell the page."""

    def page_context(self, request: HttpRequest, obj: Row) -> dict[str, Any]:
        """What the template is told of the stored row `obj`, by name; a part adds its own to those of the next."""
        return {}
