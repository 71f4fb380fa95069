"""The form of a disagreement that a person notes, with the passages that take part in it."""

from django.contrib import admin

from .. import models
from .base import RecordAdmin
from .forms.inlines import inline

SIDES = 2  # without them there is no disagreement


class Passages(inline(models.DisagreementSide, "disagreement", title="Passages that take part")):
    """The sides, with room for the first ones on a new form."""

    def get_extra(self, request, obj=None, **kwargs):
        return 0 if obj else SIDES


@admin.register(models.Disagreement)
class DisagreementAdmin(RecordAdmin):
    list_columns = ("title", "slug")
    inlines = (Passages,)
