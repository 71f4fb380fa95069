from django.contrib import admin

from .. import models
from .base import RecordAdmin, TableAdmin
from .citations import citations_of
from .forms.forms import NumberedMixin, ReasonForm, RowForm
from .forms.inlines import inline


class TextForm(NumberedMixin, ReasonForm):
    """A text of a clause on its own page."""


class TextRowForm(NumberedMixin, RowForm):
    """A text of a clause on the clause's page."""


@admin.register(models.Clause)
class ClauseAdmin(RecordAdmin):
    list_columns = ("heading", "label", "wid", "agreement", "function", "position")
    inlines = (
        inline(
            models.ClauseText,
            "clause",
            title="Texts",
            columns=(("number", "language", "status", "grade"), "text", "source"),
            stacked=True,
            form=TextRowForm,
        ),
        citations_of("clause"),
    )
    linked = ((models.Clause, "parent", "Parts of this clause"), (models.Commitment, "clause", "Commitments"))


@admin.register(models.ClauseText)
class ClauseTextAdmin(TableAdmin):
    form = TextForm
    list_columns = ("clause", "number", "language", "status", "grade", "source")
    extra_filters = ("clause__agreement",)
