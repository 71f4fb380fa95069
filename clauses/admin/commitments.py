from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate

from .. import models
from ..evidence.staleness import freshness_of
from .base import RecordAdmin
from .citations import citations_of
from .forms.inlines import inline


@admin.register(models.Commitment)
class CommitmentAdmin(RecordAdmin):
    list_columns = ("title", "clause", "kind", "modality", "deadline")
    extra_filters = ("clause__agreement", "clause")
    inlines = (
        inline(models.CommitmentActor, "commitment"),
        inline(models.CommitmentDomain, "commitment", title="Domains"),
        inline(models.CommitmentClause, "commitment", title="Further clauses that say the same"),
        inline(models.Bearing, "commitment", title="Actions that bear on it"),
        citations_of("commitment"),
    )
    linked = ((models.Assessment, "commitment", "Assessments"),)

    def next_steps(self, request: HttpRequest, obj: Any) -> Iterator[tuple[str, str]]:
        words = "another commitment of its clause"
        yield from self.step_to_add(request, words, obj.clause, models.Commitment, clause=obj.clause_id)
        yield from self.steps_to_rows(request, obj, actors="who owes it to whom", citations="a citation")

    def page_context(self, request: HttpRequest, obj: Any) -> dict[str, Any]:
        fresh, on = freshness_of([obj])[obj.pk], localdate()
        more = {"fresh": fresh, "on": on, "days_since": fresh.days_since(on), "timeliness": fresh.timeliness(on)}
        return super().page_context(request, obj) | more
