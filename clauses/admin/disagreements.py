from django.contrib import admin

from .. import models
from .base import RecordAdmin
from .inlines import inline


@admin.register(models.Disagreement)
class DisagreementAdmin(RecordAdmin):
    list_columns = ("title", "slug")
    inlines = (inline(models.DisagreementSide, "disagreement", title="Passages that take part"),)
