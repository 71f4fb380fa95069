"""The form of a disagreement that a person notes, with the passages that take part in it."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .. import models
from ..models import Row
from .base import RecordAdmin
from .forms.inlines import inline

SIDES = 2  # without them there is no disagreement


SideInline: Any = inline(models.DisagreementSide, "disagreement", title="Passages that take part")


class Passages(SideInline):
    """The sides, with room for the first ones on a new form."""

    def get_extra(self, request: HttpRequest, obj: Row | None = None, **kwargs: Any) -> int:
        return 0 if obj else SIDES


@admin.register(models.Disagreement)
class DisagreementAdmin(RecordAdmin):
    list_columns = ("title", "slug")
    inlines = (Passages,)
