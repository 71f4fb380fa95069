"""The form of a decision on a disagreement."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate

from ..evidence.conflicts.compared import value_in_words
from ..models import TARGETS, Citation, Decision
from ..vocabularies import CitedField
from .base import RecordAdmin
from .forms.forms import ReasonForm
from .forms.hostile_input import is_key
from .lists.labels import model_of

LONGEST_CODE = 90  # room for a number behind it
ANEW = "A new day or another statement to follow says that it was decided anew, on what the sources state now."


class StatementField(forms.ModelChoiceField):
    """One of the statements in dispute."""

    def label_from_instance(self, row: Any) -> str:
        credited = f", done by {row.attributed_to}" if row.attributed_to else ""
        return f"{value_in_words(row)}{credited} – {row}"


class DecisionForm(ReasonForm):
    """A decision; the statements that it can follow are those about its record and field, where these are known."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "decided_on" in self.fields:
            self.fields["decided_on"].help_text += f" {ANEW}"
        about = self._about()
        if "follows" in self.fields and about:
            given, kept = self.fields["follows"], models.Q(pk=self.instance.follows_id)
            public = models.Q(pk__in=Citation.objects.published().stating().filter(**about).values("pk"))
            rows = Citation.objects.filter(public | kept).select_related("source__publisher", "attributed_to")
            rows = rows.order_by("source__published_sort", "source__slug", "number")
            self.fields["follows"] = StatementField(
                rows, required=False, label=given.label, help_text=given.help_text, empty_label="It cannot be decided"
            )

    def _about(self) -> dict:
        """The record and the field in dispute, as far as they were sent, asked for or stored."""
        field = self._given("field")
        keys = {name: str(self._given(name) or "") for name in TARGETS}
        target = next((name for name, key in keys.items() if is_key(key)), None)
        return {target: keys[target], "field": field} if target and field in CitedField.values else {}

    def _given(self, name: str) -> Any:
        if self.is_bound and name in self.fields:
            return self.data.get(self.add_prefix(name))
        return self.initial.get(name) or getattr(self.instance, "field" if name == "field" else f"{name}_id")


@admin.register(Decision)
class DecisionAdmin(RecordAdmin):
    form = DecisionForm
    list_columns = ("slug", "field", "follows", "decided_on", "decided_by")
    extra_filters = ("agreement", "name", "relation")

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Today, a free code, and the pseudonym under which this editor decided last."""
        given = super().get_changeform_initial_data(request)
        own = Decision.history.filter(history_user=request.user).exclude(decided_by="").order_by("-history_date")
        last = own.values_list("decided_by", flat=True).first()
        return {"decided_on": localdate(), "decided_by": last or "", "slug": _free_code(given)} | given


def _free_code(given: dict) -> str:
    """A code of the record and the field in dispute, with a number behind it where it is taken; empty without them."""
    key = next(((name, given[name]) for name in TARGETS if is_key(str(given.get(name, "")))), None)
    model = model_of(Citation, key[0]) if key else None
    record = model._base_manager.filter(pk=key[1]).first() if key and model else None
    if record is None or given.get("field") not in CitedField.values:
        return ""
    code = f"{record.code}-{given['field']}".replace("/", "-").replace("_", "-")[:LONGEST_CODE].strip("-")
    taken = set(Decision.objects.filter(slug__startswith=code).values_list("slug", flat=True))
    codes = (code, *(f"{code}-{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in codes if each not in taken)
