from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .. import models
from .base import RecordAdmin
from .citations import citations_of
from .forms.inlines import inline
from .merge.merge_page import MergePages


@admin.register(models.Action)
class ActionAdmin(MergePages, RecordAdmin):
    list_columns = ("title", "date", "type", "status")
    inlines = (
        inline(models.ActionParticipant, "action"),
        inline(models.ActionPlace, "action", title="Places"),
        inline(models.Bearing, "action", title="Commitments that it bears on"),
        citations_of("action"),
    )
    linked = ((models.Assessment, "action", "Assessments"),)

    def next_steps(self, request: HttpRequest, obj: Any) -> Iterator[tuple[str, str]]:
        yield from self.steps_to_rows(
            request,
            obj,
            participants="its participants",
            bearings="the commitments that it bears on",
            citations="a citation",
        )


@admin.register(models.Series)
class SeriesAdmin(RecordAdmin):
    list_columns = ("title", "slug")
    linked = ((models.Action, "series", "Editions"),)
