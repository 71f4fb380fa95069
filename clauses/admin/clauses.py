from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.db.models import Max, Q
from django.http import HttpRequest

from .. import models
from .addresses import form_of
from .base import RecordAdmin, TableAdmin
from .citations import citations_of
from .forms.forms import NumberedMixin, ReasonForm, RowForm
from .forms.inlines import inline
from .forms.way_back import way_on
from .sheet.detour import BackToSheet


class ClauseForm(ReasonForm):
    """A clause: a new one comes last, and within its parent it is called by both."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "position" in self.fields and self.instance.pk is None:
            self.fields["position"].required = False
            self.fields["position"].help_text += " Leave it empty to have it come last."

    def code_start(self) -> str:
        parent = self.cleaned_data.get("parent")
        return f"{parent.wid}__" if parent is not None else ""

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        agreement = self.cleaned_data.get("agreement")
        if agreement is not None and self.cleaned_data.get("position", 1) is None and self.instance.pk is None:
            last = agreement.clauses.aggregate(last=Max("position"))["last"]
            self.cleaned_data["position"] = (last or 0) + 1
        return cleaned


class TextForm(NumberedMixin, ReasonForm):
    """A text of a clause on its own page."""


class TextRowForm(NumberedMixin, RowForm):
    """A text of a clause on the clause's page."""


@admin.register(models.Clause)
class ClauseAdmin(BackToSheet, RecordAdmin):
    form = ClauseForm
    list_columns = ("heading", "label", "wid", "agreement", "function")
    inlines = (
        inline(
            models.ClauseText,
            "clause",
            title="Texts",
            columns=(("number", "language", "status", "licence", "grade"), "text", "source"),
            stacked=True,
            form=TextRowForm,
        ),
        citations_of("clause"),
    )
    linked = ((models.Clause, "parent", "Parts of this clause"), (models.Commitment, "clause", "Commitments"))

    def next_steps(self, request: HttpRequest, obj: Any) -> Iterator[tuple[str, str]]:
        """The clause after it, or a new one; what it promises; what it rests on."""
        later = Q(position__gt=obj.position) | Q(position=obj.position, pk__gt=obj.pk)
        after = obj.agreement.clauses.filter(later).order_by("position", "pk").first()
        if after is not None:
            yield f"go on with {after}", f"{form_of(after)}?{way_on(request, obj.agreement)}"
        else:
            given = {"agreement": obj.agreement_id, "function": obj.function, "parent": obj.parent_id}
            yield from self.step_to_add(request, "the next clause", obj.agreement, models.Clause, **given)
        yield from self.step_to_add(request, "a commitment of it", obj, models.Commitment, clause=obj.pk)
        yield from self.steps_to_rows(request, obj, citations="a citation")


@admin.register(models.ClauseText)
class ClauseTextAdmin(TableAdmin):
    form = TextForm
    list_columns = ("clause", "number", "language", "status", "grade", "source")
    extra_filters = ("clause__agreement",)
