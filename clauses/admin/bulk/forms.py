"""What a column of many rows is to hold."""

from typing import Any

from django import forms
from django.contrib.admin import AdminSite
from django.db import models
from django.http import QueryDict

from ...editing.bulk.columns import Change, Way
from ...models import Row
from ..forms.widgets import RowChoiceField, RowSelect
from ..lists.labels import named

CHOOSE = "Choose what it is to be."
BOTH = "Choose a value or empty it: not both."


class ValueForm(forms.Form):
    """One value: by choice from a closed list, by typing the name of a row or its code, or as text."""

    def __init__(self, change: Change, site: AdminSite, data: QueryDict | None = None) -> None:
        super().__init__(data, auto_id="bulk-%s", use_required_attribute=False)
        self.change = change
        self.value: Any = None
        self.missing = ""
        if change.related is not None:
            self._offer_rows(change.related, site)
        else:
            self.fields["value"] = self._plain_field()
        if change.may_be_empty:
            self.fields["empty"] = forms.BooleanField(required=False, label="Empty it instead")

    def _plain_field(self) -> forms.Field:
        field: Any = self.change.field
        if not field.choices:
            text = field.formfield(required=False)
            text.label = self.change.label
            return text
        offered = [("", "—"), *((value, label) for value, label in field.flatchoices if value != "")]
        return forms.TypedChoiceField(
            choices=offered,
            coerce=field.to_python,
            empty_value=None,
            required=False,
            label=self.change.label,
            help_text=field.help_text,
        )

    def _offer_rows(self, related: type[Row], site: AdminSite) -> None:
        change, noun = self.change, related._meta.verbose_name
        self.missing = f"There is no such {noun}. Choose one from the list, or mend the code."
        column: models.Field = change.field
        if change.through is not None:
            column = change.through._meta.get_field(change.ends[1])  # type: ignore[assignment]  # a column of its own
        self.fields["value"] = RowChoiceField(
            named(related),
            required=False,
            label=str(noun).capitalize() if change.way != Way.SET else change.label,
            widget=RowSelect(column, site),
            error_messages={"invalid_choice": self.missing},
        )
        self.fields["code"] = forms.CharField(
            required=False,
            max_length=100,
            label="or its code",
            help_text="As in its address, where you do not type its name.",
        )

    def clean(self) -> None:
        value, empty = self.cleaned_data.get("value"), self.cleaned_data.get("empty")
        code = self.cleaned_data.get("code", "").strip()
        if code and not self.errors:
            value = named(self.change.related).filter(slug=code).first()
            if value is None:
                self.add_error("code", self.missing)
        if self.errors:
            return
        if empty and value not in (None, ""):
            self.add_error("empty", BOTH)
        elif not empty and value in (None, ""):
            self.add_error("value", CHOOSE)
        empty_value = None if self.change.related is not None else ""
        self.value = empty_value if empty else self.change.stored_value(value)
