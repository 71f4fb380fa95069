from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from .. import models
from ..models import TARGETS, Citation, target_of
from .articles.nearest import QuotationPage
from .base import RecordAdmin
from .forms.forms import NumberedMixin, ReasonForm, RowForm
from .forms.inlines import RowInline, inline
from .forms.layout import LAYOUTS
from .forms.stated_value import StatesValue

# What is folded away of a citation on the page of its record; several in a tuple share a line.
LINES: dict[str, tuple[Any, ...]] = {
    "What it states": (("field", "value"), ("unit", "measure", "qualifier"), "as_of"),
    "Who says so": (("speaker", "speaker_as_reported"), ("attributed_to", "origin")),
    "How it is judged": ("rank", "rank_reason"),
    "Number and remark": ("number", "note"),
}


class CitationForm(StatesValue, NumberedMixin, ReasonForm):
    """A citation on its own page."""


class CitationRowForm(StatesValue, NumberedMixin, RowForm):
    """A citation on the page of what it is about."""


def citations_of(target: str) -> type[RowInline]:
    """The citations of one record, with the columns that most of them need; the others are on their own pages."""
    return inline(
        models.Citation,
        target,
        columns=(("source", "locator", "state"), "quote", "stance"),
        folded=[
            replace(group, fields=LINES[group.title]) for group in LAYOUTS[Citation].folded if group.title in LINES
        ],
        stacked=True,
        form=CitationRowForm,
    )


@admin.register(models.Citation)
class CitationAdmin(QuotationPage, RecordAdmin):
    form = CitationForm
    list_columns = ("source", "number", "quote", "field", "value", "stance")
    extra_filters = tuple(name for name in TARGETS if name not in ("action", "commitment", "clause"))

    def next_steps(self, request: HttpRequest, obj: Any) -> Iterator[tuple[str, str]]:
        if obj.target is not None:
            about = {str(target_of(type(obj.target))): obj.target.pk}
            yield from self.step_to_add(request, "another citation for it", obj.target, Citation, **about)
