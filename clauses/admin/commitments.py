from django.contrib import admin

from .. import models
from .base import RecordAdmin
from .citations import citations_of
from .inlines import inline


@admin.register(models.Commitment)
class CommitmentAdmin(RecordAdmin):
    list_columns = ("title", "clause", "kind", "modality", "recurrence", "deadline")
    extra_filters = ("clause__agreement", "clause")
    inlines = (
        inline(models.CommitmentActor, "commitment"),
        inline(models.CommitmentDomain, "commitment", title="Domains"),
        inline(models.CommitmentClause, "commitment", title="Further clauses that say the same"),
        inline(models.Bearing, "commitment", title="Actions that bear on it"),
        citations_of("commitment"),
    )
    linked = ((models.Assessment, "commitment", "Assessments"),)
