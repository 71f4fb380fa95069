from django.contrib import admin

from .. import models
from .base import RecordAdmin, TableAdmin
from .citations import citations_of
from .forms.inlines import inline


@admin.register(models.Agreement)
class AgreementAdmin(RecordAdmin):
    list_columns = ("title", "slug", "instrument_type", "binding_status", "record_level")
    inlines = (
        inline(models.AgreementName, "agreement", title="Names"),
        inline(models.AgreementParty, "agreement"),
        inline(models.AgreementIdentifier, "agreement", title="Numbers in other schemes"),
        inline(models.AgreementRelation, "subject", title="Relations to other agreements"),
        citations_of("agreement"),
    )
    linked = (
        (models.Clause, "agreement", "Clauses"),
        (models.Commitment, "clause__agreement", "Commitments"),
        (models.Action, "agreement", "Actions"),
        (models.AgreementRelation, "object", "Relations that others have to it"),
    )


@admin.register(models.AgreementName)
class AgreementNameAdmin(TableAdmin):
    inlines = (citations_of("name"),)


@admin.register(models.AgreementRelation)
class AgreementRelationAdmin(TableAdmin):
    inlines = (citations_of("relation"),)
