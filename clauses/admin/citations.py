from django.contrib import admin

from .. import models
from ..models import TARGETS
from .articles.nearest import QuotationPage
from .base import RecordAdmin
from .forms.forms import NumberedMixin, ReasonForm, RowForm
from .forms.inlines import RowInline, inline


class CitationForm(NumberedMixin, ReasonForm):
    """A citation on its own page."""


class CitationRowForm(NumberedMixin, RowForm):
    """A citation on the page of what it is about."""


def citations_of(target: str) -> type[RowInline]:
    """The citations of one record, with the columns that most of them need; the others are on their own pages."""
    return inline(
        models.Citation,
        target,
        columns=(
            ("source", "number", "locator", "state"),
            ("stance", "speaker", "speaker_as_reported"),
            ("attributed_to", "origin"),
            "quote",
            ("field", "value", "unit", "measure", "qualifier"),
            "note",
        ),
        folded=("Its day and its rank", (("as_of", "rank"), "rank_reason")),
        stacked=True,
        form=CitationRowForm,
    )


@admin.register(models.Citation)
class CitationAdmin(QuotationPage, RecordAdmin):
    form = CitationForm
    list_columns = ("source", "number", "quote", "field", "value", "stance", "rank")
    extra_filters = tuple(name for name in TARGETS if name not in ("action", "commitment", "clause"))
